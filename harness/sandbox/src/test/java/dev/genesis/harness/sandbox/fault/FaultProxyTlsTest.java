package dev.genesis.harness.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.restassured.RestAssured;
import io.restassured.config.SSLConfig;
import io.restassured.specification.RequestSpecification;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultProxyTlsTest {
  @TempDir Path folder;
  private HttpsServer service;
  private FaultProxy proxy;
  private KeyStore trusted;
  private SSLContext trusting;

  @BeforeEach
  void start() throws Exception {
    FrontCertificates certificates = FrontCertificates.in(folder);
    trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(certificates.caFile())) {
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    trusting = SSLContext.getInstance("TLS");
    trusting.init(null, trust.getTrustManagers(), null);

    service = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.setHttpsConfigurator(new HttpsConfigurator(certificates.good()));
    service.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[] {'o', 'k'});
          exchange.close();
        });
    service.start();
    proxy =
        FaultProxy.inFrontOf(
            "genesis",
            URI.create("https://127.0.0.1:" + service.getAddress().getPort()),
            ProxyOptions.DEFAULTS.withUpstreamTls(trusting).withFront(certificates));
  }

  @AfterEach
  void stop() {
    proxy.close();
    service.stop(0);
  }

  private String get() throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(trusting).build();
    return client.send(HttpRequest.newBuilder(proxy.uri()).build(), BodyHandlers.ofString()).body();
  }

  private RequestSpecification restAssured() {
    SSLConfig ssl = SSLConfig.sslConfig().trustStore(trusted);
    return RestAssured.given().config(RestAssured.config().sslConfig(ssl));
  }

  @Test
  void https_isServedAndSpokenToTheService() throws Exception {
    assertThat(proxy.uri().getScheme()).isEqualTo("https");
    assertThat(get()).isEqualTo("ok");
    assertThat(restAssured().get(proxy.uri()).asString()).isEqualTo("ok");
  }

  @Test
  void invalidTls_isRefusedByClientsThatLookAndHealsAgain() throws Exception {
    proxy.inject(WireFault.INVALID_TLS);

    assertThatThrownBy(this::get).isInstanceOf(SSLException.class);
    assertThatThrownBy(() -> restAssured().get(proxy.uri())).isInstanceOf(SSLException.class);
    assertThat(proxy.connections()).isPositive();
    proxy.heal();

    assertThat(get()).isEqualTo("ok");
  }
}
