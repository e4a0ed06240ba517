package dev.genesis.harness.watch;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Pushes {@code genesis_watch_checkpoints{state}} in a group of its own. */
public final class WatchMetrics {
  private final Optional<URI> gateway;
  private final String environment;
  private final Duration timeout;

  private WatchMetrics(Optional<URI> gateway, String environment, Duration timeout) {
    this.gateway = gateway;
    this.environment = environment;
    this.timeout = timeout;
  }

  /** To the Pushgateway of the settings; nowhere if they name none. */
  public static WatchMetrics of(Settings settings) {
    return new WatchMetrics(
        settings.find(GenesisSettings.PUSHGATEWAY_URL),
        settings.get(GenesisSettings.ENVIRONMENT),
        settings.get(GenesisSettings.PUSH_TIMEOUT));
  }

  /** The checkpoints by state in the text format. */
  static String text(WatchRecord all) {
    StringBuilder text = new StringBuilder();
    text.append("# HELP genesis_watch_checkpoints Checkpoints of the watch by state.\n")
        .append("# TYPE genesis_watch_checkpoints gauge\n");
    long pending = all.count(CheckpointState.PENDING) + all.count(CheckpointState.RUNNING);
    line(text, "done", all.count(CheckpointState.DONE));
    line(text, "missed", all.count(CheckpointState.MISSED));
    line(text, "pending", pending);
    return text.toString();
  }

  private static void line(StringBuilder text, String state, long count) {
    text.append(
        String.format(Locale.ROOT, "genesis_watch_checkpoints{state=\"%s\"} %d%n", state, count)
            .replace("\r", ""));
  }

  /** Pushes, and says in a sentence why it could not; empty where all is well. */
  public String push(WatchRecord all) {
    if (gateway.isEmpty()) {
      return "";
    }
    String base = gateway.get().toString().replaceAll("/+$", "");
    URI group = URI.create(base + "/metrics/job/genesis_watch/environment/" + environment);
    try {
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .connectTimeout(timeout)
              .build()
              .send(
                  HttpRequest.newBuilder(group)
                      .timeout(timeout)
                      .PUT(BodyPublishers.ofString(text(all)))
                      .build(),
                  BodyHandlers.ofString());
      return answer.statusCode() / 100 == 2
          ? ""
          : "the Pushgateway refused the watch's numbers: " + answer.statusCode();
    } catch (IOException e) {
      return "the watch's numbers could not be pushed (" + e.getClass().getSimpleName() + ")";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted while the watch's numbers were pushed";
    }
  }
}
