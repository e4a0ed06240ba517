package dev.genesis.harness.sandbox.genesis;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** The stand-in: a small HTTP server in front of a {@link Simulation}. */
final class SimulatedGenesis implements GenesisStandIn {
  static final String FIRST_VERSION = "1.4.1";

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "genesis-stand-in");
            thread.setDaemon(true);
            return thread;
          });
  private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
  private final DoubleSupplier clock;
  private final Simulation simulation;
  private final int port;
  private final ControlEndpoint control;
  private String version = FIRST_VERSION;
  private @Nullable HttpServer server;
  private @Nullable Socket reservation;

  /** What {@code /metrics} showed last. */
  private String page;

  private SimulatedGenesis(int port, DoubleSupplier clock) throws IOException {
    this.clock = clock;
    this.simulation = new Simulation(clock.getAsDouble());
    this.page = MetricsPage.of(simulation, Set.of());
    HttpServer first = open(port);
    this.server = first;
    this.port = first.getAddress().getPort();
    this.control = ControlEndpoint.start(this, threads);
  }

  static SimulatedGenesis start(int port) {
    try {
      return new SimulatedGenesis(port, () -> System.currentTimeMillis() / 1000.0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the stand-in Genesis cannot listen on 127.0.0.1:%d (%s); free the port or take another"
              .formatted(port, e.getMessage()),
          e);
    }
  }

  private HttpServer open(int wanted) throws IOException {
    HttpServer opened =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
    opened.createContext("/", answering(this::notFound));
    opened.createContext("/health", answering(this::health));
    opened.createContext("/metrics", answering(this::metrics));
    opened.setExecutor(threads);
    opened.start();
    return opened;
  }

  @Override
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public URI control() {
    return control.uri();
  }

  @Override
  public synchronized String version() {
    return version;
  }

  @Override
  public synchronized void deploy(String newVersion, Set<Fault> itsFaults) {
    simulation.advance(clock.getAsDouble(), faults);
    EnumSet.copyOf(faults).forEach(this::switchOff);
    version = newVersion;
    simulation.restart();
    itsFaults.forEach(this::switchOn);
  }

  @Override
  public synchronized void switchOn(Fault fault) {
    if (faults.contains(fault)) {
      return;
    }
    simulation.advance(clock.getAsDouble(), faults);
    faults.add(fault);
    simulation.begins(fault);
    if (fault == Fault.DOWN) {
      goDown();
    }
  }

  @Override
  public synchronized void switchOff(Fault fault) {
    if (!faults.contains(fault)) {
      return;
    }
    simulation.advance(clock.getAsDouble(), faults);
    faults.remove(fault);
    simulation.ends(fault);
    if (fault == Fault.DOWN) {
      comeUp();
    }
  }

  @Override
  public synchronized Set<Fault> faults() {
    return Set.copyOf(faults);
  }

  @Override
  public synchronized void close() {
    control.close();
    if (server != null) {
      server.stop(0);
      server = null;
    }
    giveUpReservation();
    threads.shutdownNow();
  }

  private void goDown() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
    try {
      // bound but not listening: connections are refused, and nobody else is given the port
      Socket socket = new Socket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      reservation = socket;
    } catch (IOException e) {
      // the port is free and may stay so; comeUp() says it if it does not
      reservation = null;
    }
  }

  private void comeUp() {
    giveUpReservation();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (true) {
      try {
        server = open(port);
        return;
      } catch (IOException e) {
        if (System.nanoTime() > deadline) {
          throw new UncheckedIOException("port " + port + " was taken while Genesis was down", e);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  private void giveUpReservation() {
    try {
      if (reservation != null) {
        reservation.close();
        reservation = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Answer(int status, String contentType, String body) {}

  @FunctionalInterface
  private interface Page {
    Answer of(Set<Fault> faults) throws InterruptedException;
  }

  private HttpHandler answering(Page page) {
    return exchange -> {
      try (exchange) {
        Set<Fault> now = faults();
        Answer answer = known(exchange) ? page.of(now) : notFound(now);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        boolean bodiless = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : body.length);
        if (!bodiless) {
          exchange.getResponseBody().write(body);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  /** Contexts match by prefix, the contract's paths are whole ones. */
  private static boolean known(HttpExchange exchange) {
    return exchange.getRequestURI().getPath().equals(exchange.getHttpContext().getPath());
  }

  private Answer notFound(Set<Fault> now) {
    return new Answer(404, "application/json", "{\"detail\":\"Not Found\"}");
  }

  private Answer health(Set<Fault> now) throws InterruptedException {
    if (now.contains(Fault.SLOW_HEALTH)) {
      TimeUnit.MILLISECONDS.sleep(1500);
    }
    HealthPage page = HealthPage.of(version(), now);
    String type = now.contains(Fault.HEALTH_GARBAGE) ? "text/html" : "application/json";
    return new Answer(page.status(), type, page.body());
  }

  private synchronized Answer metrics(Set<Fault> now) {
    simulation.advance(clock.getAsDouble(), faults);
    if (now.contains(Fault.METRICS_DOWN)) {
      return new Answer(500, "text/plain; charset=utf-8", "internal server error\n");
    }
    String type = "text/plain; version=0.0.4; charset=utf-8";
    if (!now.contains(Fault.FROZEN_METRICS)) {
      page = MetricsPage.of(simulation, now);
    }
    return new Answer(200, type, page);
  }
}
