package dev.genesis.harness.sandbox;

import dev.genesis.harness.sandbox.genesis.GenesisStandIn;
import dev.genesis.harness.sandbox.stack.Program;
import dev.genesis.harness.sandbox.stack.ProgramSource;
import dev.genesis.harness.sandbox.stack.ProgramSpec;
import dev.genesis.harness.sandbox.stack.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The running sandbox: what it started, in the order in which it was started. */
final class SmallWorld implements Sandbox {
  private static final Duration LEAST_RESEND = Duration.ofSeconds(5);

  private final OwnedFolder owned;
  private final Path folder;
  private final String environment;
  private final GenesisStandIn genesis;
  private final Map<Part, Program> programs = new EnumMap<>(Part.class);

  private final CompressedTime time;
  private final ProgramSource source;
  private final Optional<MonitoringFiles> monitoring;
  private final List<AutoCloseable> others = new ArrayList<>();
  private @Nullable Receivers receivers;
  private @Nullable FirstSight firstSight;

  private SmallWorld(
      OwnedFolder owned,
      String environment,
      CompressedTime time,
      ProgramSource source,
      @Nullable Path monitoring) {
    this.owned = owned;
    this.folder = owned.path();
    this.environment = environment;
    this.time = time;
    this.source = source;
    this.monitoring = MonitoringFiles.copy(monitoring, folder.resolve("monitoring"));
    this.genesis = GenesisStandIn.start();
  }

  static Sandbox start(
      Set<Part> parts,
      String environment,
      CompressedTime time,
      ProgramSource source,
      @Nullable Path monitoring) {
    try {
      Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
      OwnedFolder folder = OwnedFolder.create(temporary, "genesis-sandbox-");
      try {
        SmallWorld world = new SmallWorld(folder, environment, time, source, monitoring);
        try {
          world.startParts(parts);
          return world;
        } catch (RuntimeException | Error | IOException e) {
          world.close();
          throw e;
        }
      } catch (RuntimeException | Error | IOException e) {
        folder.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox cannot write into its folder", e);
    }
  }

  private void startParts(Set<Part> parts) throws IOException {
    if (parts.contains(Part.PUSHGATEWAY)) {
      start(Part.PUSHGATEWAY, Programs.pushgateway());
    }
    if (parts.contains(Part.NODE_EXPORTER)) {
      Path shown = folder.resolve("machine");
      others.add(new Machine(shown, genesis::faults));
      start(
          Part.NODE_EXPORTER,
          Programs.nodeExporter(
              "--no-collector.cpu",
              "--no-collector.meminfo",
              "--no-collector.filesystem",
              "--no-collector.time",
              "--collector.textfile.directory=" + shown));
    }
    if (parts.contains(Part.ALERTMANAGER)) {
      Receivers standIns = Receivers.start();
      others.add(standIns);
      receivers = standIns;
      start(Part.ALERTMANAGER, Programs.alertmanager((own, at) -> routing(own, standIns)));
    }
    if (parts.contains(Part.PROMETHEUS)) {
      start(Part.PROMETHEUS, Programs.prometheus(this::scraping, flags()));
      FirstSight sight = new FirstSight(services(), time.window("5m"), monitoring.isPresent());
      others.add(sight);
      firstSight = sight;
    }
  }

  private String routing(Path own, Receivers standIns) throws IOException {
    Optional<String> text = monitoring.isPresent() ? monitoring.get().routing() : Optional.empty();
    return text.isPresent()
        ? new AlertmanagerConfig(monitoring.orElseThrow(), standIns, time).text(text.get(), own)
        : PlainConfig.alertmanager();
  }

  private String scraping(Path own, URI address) throws IOException {
    return monitoring.isPresent()
        ? new PrometheusConfig(monitoring.get(), services(), environment, time).text(own, address)
        : PlainConfig.prometheus(services(), address, environment, time);
  }

  private List<String> flags() {
    Duration resend = time.hold(Duration.ofMinutes(1));
    return List.of(
        // without it a restart would resolve what fires: `for` below this is not restored
        "--rules.alert.for-grace-period=" + CompressedTime.text(time.hold(Duration.ofMinutes(1))),
        // an alert counts as resolved when it was not sent again for four of these
        "--rules.alert.resend-delay="
            + CompressedTime.text(resend.compareTo(LEAST_RESEND) < 0 ? LEAST_RESEND : resend));
  }

  private void start(Part part, ProgramSpec spec) {
    programs.put(part, Program.start(spec, source, folder.resolve(part.service())));
  }

  @Override
  public GenesisStandIn genesis() {
    return genesis;
  }

  @Override
  public Map<String, URI> services() {
    Map<String, URI> services = new LinkedHashMap<>();
    services.put("genesis", genesis.uri());
    programs.forEach((part, program) -> services.put(part.service(), program.uri()));
    return services;
  }

  @Override
  public String environment() {
    return environment;
  }

  @Override
  public Program program(Part part) {
    Program program = programs.get(part);
    if (program == null) {
      throw new IllegalArgumentException("the sandbox was built without " + part.service());
    }
    return program;
  }

  @Override
  public Receivers receivers() {
    if (receivers == null) {
      throw new IllegalArgumentException("the sandbox was built without alertmanager");
    }
    return receivers;
  }

  @Override
  public boolean seen() {
    return firstSight == null || firstSight.complete();
  }

  @Override
  public void close() {
    // all at once: each takes its time to write what it knows
    programs.values().parallelStream().forEach(Program::close);
    try {
      for (AutoCloseable other : others) {
        other.close();
      }
      genesis.close();
      owned.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox's folder cannot be deleted", e);
    } catch (Exception e) {
      throw new IllegalStateException("the sandbox cannot be closed", e);
    }
  }
}
