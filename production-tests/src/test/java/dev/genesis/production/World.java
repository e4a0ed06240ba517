package dev.genesis.production;

import dev.genesis.harness.sandbox.CompressedTime;
import dev.genesis.harness.sandbox.Part;
import dev.genesis.harness.sandbox.Sandbox;
import dev.genesis.harness.sandbox.trial.Trial;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** What the production suite looks at, on loopback: the sandbox with everything, and a Grafana. */
final class World implements AutoCloseable {
  static final Path CHECKS = Path.of("target", "classes");
  private static final Path MONITORING = Path.of("..", "monitoring");

  /**
   * Quick scrapes and short windows, so that a fault shows and goes within seconds, and alerts are
   * sent again every five seconds: Alertmanager does not know them after a restart.
   */
  private static final CompressedTime QUICK =
      new CompressedTime(30, 200, 12, 1, Duration.ofMillis(1500));

  private final Sandbox sandbox;
  private final GrafanaStandIn grafana;

  private World(Sandbox sandbox, GrafanaStandIn grafana) {
    this.sandbox = sandbox;
    this.grafana = grafana;
  }

  static World start() throws IOException {
    return new World(
        Sandbox.builder().withEverything().monitoring(MONITORING).time(QUICK).start(),
        GrafanaStandIn.start());
  }

  Sandbox sandbox() {
    return sandbox;
  }

  GrafanaStandIn grafana() {
    return grafana;
  }

  /** The suite in this world, with windows as short as the world's. */
  Trial trial() {
    return Trial.in(sandbox)
        .with("genesis.service.grafana.url", grafana.uri().toString())
        .with("genesis.threshold.window", "3s")
        .with("genesis.threshold.uptime-window", "3s")
        .with("genesis.threshold.cost-window", "3s")
        .with("genesis.threshold.prompt-injections", "5")
        .with("genesis.threshold.restarts-window", "5s")
        .with("genesis.threshold.metrics-age", "3s")
        .with("genesis.threshold.genesis-cores", "1")
        .with("genesis.threshold.trend-window", "8s")
        .with("genesis.threshold.trend-history", "4s")
        .with("genesis.threshold.trend-horizon", "60s");
  }

  /** Lets a program read its configuration again; it says whether it liked it. */
  int reload(Part part) throws IOException, InterruptedException {
    URI address = sandbox.program(part).uri().resolve("/-/reload");
    HttpRequest request =
        HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.noBody()).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  @Override
  public void close() {
    grafana.close();
    sandbox.close();
  }
}
