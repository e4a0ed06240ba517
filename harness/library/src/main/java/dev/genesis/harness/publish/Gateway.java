package dev.genesis.harness.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Settings;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HttpConnectionFactory;
import io.prometheus.client.exporter.PushGateway;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One Pushgateway: simpleclient's client for what changes it, its query API for what it holds. The
 * client fixes its own timeouts at 10 s each, so whoever calls bounds the call from outside and
 * {@link #abandon abandons} what still hangs.
 */
final class Gateway {
  private static final int MOST_BYTES = 64 << 20;
  private static final int MOST_OF_AN_ANSWER = 600;
  private static final Pattern REFUSED =
      Pattern.compile(
          "Response code from .*? was (\\d{3})(?:, response body: (.*))?", Pattern.DOTALL);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI address;
  private final Duration timeout;
  private final GatewayCredentials credentials;
  private final Set<HttpURLConnection> open = ConcurrentHashMap.newKeySet();

  Gateway(URI address, Duration timeout, GatewayCredentials credentials) {
    this.address = address;
    this.timeout = timeout;
    this.credentials = credentials;
  }

  static Gateway of(Settings settings) {
    return new Gateway(
        settings.get(GenesisSettings.PUSHGATEWAY_URL),
        settings.get(GenesisSettings.PUSH_TIMEOUT),
        GatewayCredentials.of(settings));
  }

  /** Replaces a group by exactly these families. */
  void put(GroupingKey group, List<MetricFamilySamples> families) throws IOException {
    CollectorRegistry registry = new CollectorRegistry();
    registry.register(Exposition.collector(families));
    try {
      client().push(registry, GroupingKey.JOB, group.labels());
    } catch (IOException e) {
      throw understood(e);
    }
  }

  /** Removes a group. */
  void delete(String job, Map<String, String> labels) throws IOException {
    try {
      client().delete(job, labels);
    } catch (IOException e) {
      throw understood(e);
    }
  }

  private PushGateway client() throws IOException {
    PushGateway client = new PushGateway(plainAddress().toURL());
    HttpConnectionFactory connections = url -> remembered(credentials.open(url));
    client.setConnectionFactory(connections);
    return client;
  }

  /** Every group that it holds. */
  List<PushedGroup> groups() throws IOException {
    String path = plainAddress().toString().replaceAll("/+$", "") + "/api/v1/metrics";
    HttpURLConnection connection = remembered(credentials.open(path));
    int millis = (int) Math.max(1, Math.min(Integer.MAX_VALUE, timeout.toMillis()));
    connection.setConnectTimeout(millis);
    connection.setReadTimeout(millis);
    try {
      int status = connection.getResponseCode();
      if (status != 200) {
        throw GatewayException.refused(
            status, shown() + " does not show its groups (" + status + ")");
      }
      try (InputStream in = connection.getInputStream()) {
        return groups(JSON.readTree(in.readNBytes(MOST_BYTES)));
      }
    } catch (GatewayException e) {
      throw e;
    } catch (JsonProcessingException e) {
      throw GatewayException.settled(shown() + " does not answer like a Pushgateway");
    } catch (IOException e) {
      throw unreachable(e);
    } finally {
      connection.disconnect();
      open.remove(connection);
    }
  }

  private static List<PushedGroup> groups(JsonNode answer) {
    List<PushedGroup> groups = new ArrayList<>();
    for (JsonNode group : answer.path("data")) {
      groups.add(PushedGroupReader.read(group));
    }
    return groups;
  }

  /** Closes every connection that is open: whoever waits on it fails at once. */
  void abandon() {
    open.forEach(HttpURLConnection::disconnect);
    open.clear();
  }

  /** The address as it may be shown: no user, no password. */
  String shown() {
    return plainAddress().toString();
  }

  private URI plainAddress() {
    try {
      return new URI(
          address.getScheme(),
          null,
          address.getHost(),
          address.getPort(),
          address.getPath(),
          null,
          null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("an address that settings let through", e);
    }
  }

  private HttpURLConnection remembered(HttpURLConnection connection) {
    open.add(connection);
    return connection;
  }

  private IOException understood(IOException e) {
    Matcher refused = REFUSED.matcher(String.valueOf(e.getMessage()));
    if (!refused.matches()) {
      return unreachable(e);
    }
    int status = Integer.parseInt(refused.group(1));
    String body = refused.group(2) == null ? "" : refused.group(2).strip();
    String said = body.isEmpty() ? "" : ": " + SafeText.line(body, MOST_OF_AN_ANSWER);
    return GatewayException.refused(
        status, shown() + " refused it (" + status + ")" + said + hint(status));
  }

  private static String hint(int status) {
    return switch (status) {
      case 401, 403 -> "; give genesis.service.pushgateway.user and .password-file, or .token-file";
      case 404, 405 -> "; is --pushgateway-url the address of a Pushgateway?";
      default -> "";
    };
  }

  private GatewayException unreachable(IOException e) {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String kind = e instanceof java.net.UnknownHostException ? "unknown host " : "";
    return GatewayException.unreachable(
        shown()
            + " cannot be reached ("
            + kind
            + SafeText.line(why, 200)
            + "); is it running, and is --pushgateway-url right?",
        e);
  }
}
