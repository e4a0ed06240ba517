package dev.genesis.harness.sandbox.genesis;

import dev.genesis.harness.sandbox.genesis.PlainHttpServer.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
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
  private static final Duration SKEW = Duration.ofHours(1);

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
  private @Nullable PlainHttpServer server;
  private @Nullable Socket reservation;

  /** What {@code /metrics} showed last. */
  private String page;

  private SimulatedGenesis(int port, DoubleSupplier clock) throws IOException {
    this.clock = clock;
    this.simulation = new Simulation(clock.getAsDouble());
    this.page = MetricsPage.of(simulation, Set.of());
    PlainHttpServer first = open(port);
    this.server = first;
    this.port = first.port();
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

  private PlainHttpServer open(int wanted) throws IOException {
    return PlainHttpServer.start(wanted, threads, this::answer);
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
      server.close();
      server = null;
    }
    giveUpReservation();
    threads.shutdownNow();
  }

  private void goDown() {
    if (server != null) {
      server.close();
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

  private Answer answer(String path) throws InterruptedException {
    Set<Fault> now = faults();
    Instant date = Instant.now();
    if (now.contains(Fault.CLOCK_SKEW)) {
      date = date.minus(SKEW);
    }
    return switch (path) {
      case "/health" -> health(now, date);
      case "/metrics" -> metrics(now, date);
      default -> new Answer(404, "application/json", "{\"detail\":\"Not Found\"}", date);
    };
  }

  private Answer health(Set<Fault> now, Instant date) throws InterruptedException {
    if (now.contains(Fault.SLOW_HEALTH)) {
      TimeUnit.MILLISECONDS.sleep(1500);
    }
    HealthPage health = HealthPage.of(version(), now);
    String type = now.contains(Fault.HEALTH_GARBAGE) ? "text/html" : "application/json";
    return new Answer(health.status(), type, health.body(), date);
  }

  private synchronized Answer metrics(Set<Fault> now, Instant date) {
    simulation.advance(clock.getAsDouble(), faults);
    if (now.contains(Fault.METRICS_DOWN)) {
      return new Answer(500, "text/plain; charset=utf-8", "internal server error\n", date);
    }
    if (!now.contains(Fault.FROZEN_METRICS)) {
      page = MetricsPage.of(simulation, now);
    }
    return new Answer(200, "text/plain; version=0.0.4; charset=utf-8", page, date);
  }
}
