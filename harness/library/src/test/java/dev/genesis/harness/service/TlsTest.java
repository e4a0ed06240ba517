package dev.genesis.harness.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import dev.genesis.harness.config.Origin;
import dev.genesis.harness.config.Settings;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The certificates are made with openssl for this test; their authority's key is thrown away. */
class TlsTest {
  private final CountingServer server =
      CountingServer.startTls(demandingClientCertificates()).answer("/", 200, "text/plain", "fine");

  @AfterEach
  void close() {
    server.close();
  }

  private static String file(String name) {
    try {
      return Path.of(Objects.requireNonNull(TlsTest.class.getResource("/tls/" + name)).toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Settings settings(Map<String, String> ofService) {
    Map<String, String> texts = new HashMap<>();
    ofService.forEach((key, text) -> texts.put("genesis.service.genesis." + key, text));
    texts.putIfAbsent("genesis.service.genesis.url", "https://localhost");
    return Settings.of(texts, new Origin(Origin.Layer.ENVIRONMENT, "the test"));
  }

  /** The server's context is made by the same code that makes ours. */
  private static HttpsConfigurator demandingClientCertificates() {
    SSLContext context =
        Tls.of(
                settings(
                        Map.of(
                            "ca-file", file("ca.pem"),
                            "client-certificate-file", file("server.pem"),
                            "client-key-file", file("server.key")))
                    .service("genesis"))
            .orElseThrow();
    return new HttpsConfigurator(context) {
      @Override
      public void configure(HttpsParameters parameters) {
        SSLParameters ssl = context.getDefaultSSLParameters();
        ssl.setNeedClientAuth(true);
        parameters.setSSLParameters(ssl);
      }
    };
  }

  @ParameterizedTest
  @CsvSource({
    "LIGHT, client.key",
    "LIGHT, client-pkcs1.key",
    "REST_ASSURED, client.key",
    "REST_ASSURED, client-pkcs1.key",
  })
  void ownAuthorityAndClientCertificate_openTheDoor(Client client, String key) {
    Services services =
        Services.of(
            settings(
                Map.of(
                    "url", server.url(),
                    "ca-file", file("ca.pem"),
                    "client-certificate-file", file("client.pem"),
                    "client-key-file", file(key))));

    assertThat(client.get(services, "genesis", Caller.anonymous(), "/").body()).isEqualTo("fine");
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void withoutTheAuthority_theServiceIsNotTrusted(Client client) {
    Services services = Services.of(settings(Map.of("url", server.url())));

    assertThatThrownBy(() -> client.get(services, "genesis", Caller.anonymous(), "/"))
        .isInstanceOf(ServiceException.class)
        .hasCauseInstanceOf(SSLException.class)
        .hasMessageContaining("TLS failed");
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void expiryOfTheServicesCertificate_isKnown() {
    HttpService genesis =
        Services.of(
                settings(
                    Map.of(
                        "url", server.url(),
                        "ca-file", file("ca.pem"),
                        "client-certificate-file", file("client.pem"),
                        "client-key-file", file("client.key"))))
            .http("genesis", Caller.anonymous());

    assertThat(genesis.get("/").certificateExpiry().orElseThrow()).isAfter(Instant.now());
  }

  @Test
  void fileThatIsNoCertificateOrKey_isNamed() {
    assertThatThrownBy(
            () -> Services.of(settings(Map.of("ca-file", file("client.key")))).uri("genesis"))
        .isInstanceOf(ServiceSetupException.class)
        .hasMessageStartingWith("genesis.service.genesis.ca-file: '")
        .hasMessageEndingWith("holds no certificate in PEM; write the file of the certificate");
    assertThatThrownBy(
            () ->
                Services.of(
                        settings(
                            Map.of(
                                "client-certificate-file", file("client.pem"),
                                "client-key-file", file("ca.pem"))))
                    .uri("genesis"))
        .hasMessageEndingWith("holds no private key in PEM; write the file of the key");
    assertThatThrownBy(
            () -> Services.of(settings(Map.of("ca-file", file("expired.pem")))).uri("genesis"))
        .hasMessageContaining("holds a certificate that is not valid now")
        .hasMessageEndingWith("renew it");
  }
}
