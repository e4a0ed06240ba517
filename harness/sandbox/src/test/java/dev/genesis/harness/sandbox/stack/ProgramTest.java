package dev.genesis.harness.sandbox.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path temporary;

  @Test
  void killed_startsAgainOnItsAddressWithWhatItHadKept() throws Exception {
    try (Program pushgateway = start(Programs.pushgateway(), "pushgateway")) {
      URI address = pushgateway.uri();
      long first = pushgateway.pid();
      push(address, "some_metric 42\n");
      // younger than its own interval of a second, the push would be lost with it
      await().until(() -> Files.isRegularFile(pushgateway.folder().resolve("pushed")));

      pushgateway.kill();

      assertThat(pushgateway.running()).isFalse();
      assertThat(ProcessHandle.of(first)).isEmpty();
      pushgateway.start();
      assertThat(pushgateway.uri()).isEqualTo(address);
      assertThat(pushgateway.pid()).isNotEqualTo(first);
      assertThat(get(address.resolve("/metrics")))
          .contains("some_metric{instance=\"\",job=\"j\"} 42");
    }
  }

  @Test
  void closed_leavesNeitherProcessNorFolder() {
    Program exporter = start(Programs.nodeExporter(), "node-exporter");
    long pid = exporter.pid();
    assertThat(ProcessHandle.of(pid)).isPresent();

    exporter.close();

    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(exporter.folder()).doesNotExist();
  }

  @Test
  void paused_acceptsButDoesNotAnswerUntilResumed() throws Exception {
    try (Program exporter = start(Programs.nodeExporter(), "node-exporter")) {
      exporter.pause();
      HttpRequest impatient =
          HttpRequest.newBuilder(exporter.uri()).timeout(Duration.ofMillis(300)).build();
      assertThatThrownBy(() -> HTTP.send(impatient, HttpResponse.BodyHandlers.discarding()))
          .isInstanceOf(java.net.http.HttpTimeoutException.class);

      exporter.resume();

      assertThat(get(exporter.uri())).contains("Node Exporter");
    }
  }

  @Test
  void pausedProgram_canBeStopped() {
    Program exporter = start(Programs.nodeExporter(), "node-exporter");
    exporter.pause();

    exporter.stop();

    assertThat(exporter.running()).isFalse();
    assertThat(ProcessHandle.of(exporter.pid())).isEmpty();
  }

  @Test
  void brokenConfiguration_isOneLineWithTheProgramsLastWords() {
    ProgramSpec broken =
        Programs.prometheus((folder, address) -> "scrape_configs: [{jobname: x}]\n", List.of());

    assertThatThrownBy(() -> start(broken, "prometheus"))
        .isInstanceOf(ProgramException.class)
        .hasMessageContaining("Prometheus does not start (exit")
        .hasMessageContaining("field jobname not found")
        .hasMessageNotContaining("\n");
  }

  @Test
  void portTakenBetweenChoosingAndBinding_anotherOneIsTried() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI occupied = URI.create("http://127.0.0.1:" + taken.getLocalPort());
      Deque<URI> addresses = new ArrayDeque<>(List.of(occupied, Program.freeAddress()));

      try (Program pushgateway =
          Program.start(
              Programs.pushgateway(),
              ProgramSource.standard(),
              temporary.resolve("p"),
              addresses::pop)) {
        assertThat(pushgateway.uri()).isNotEqualTo(occupied);
        assertThat(get(pushgateway.uri().resolve("/-/ready"))).isEqualTo("OK");
      }
    }
  }

  @Test
  void everyPortTaken_isOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI occupied = URI.create("http://127.0.0.1:" + taken.getLocalPort());

      assertThatThrownBy(
              () ->
                  Program.start(
                      Programs.nodeExporter(),
                      ProgramSource.standard(),
                      temporary.resolve("p"),
                      () -> occupied))
          .isInstanceOf(ProgramException.class)
          .hasMessageContaining("node exporter does not start")
          .hasMessageContaining("address already in use")
          .hasMessageNotContaining("\n");
    }
  }

  private Program start(ProgramSpec spec, String folder) {
    return Program.start(spec, ProgramSource.standard(), temporary.resolve(folder));
  }

  private static void push(URI address, String text) throws IOException, InterruptedException {
    HttpRequest put =
        HttpRequest.newBuilder(address.resolve("/metrics/job/j"))
            .PUT(HttpRequest.BodyPublishers.ofString(text))
            .build();
    assertThat(HTTP.send(put, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  private static String get(URI uri) throws IOException, InterruptedException {
    return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
