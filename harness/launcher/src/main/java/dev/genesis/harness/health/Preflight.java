package dev.genesis.harness.health;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.ListedThresholds;
import dev.genesis.harness.config.Origin;
import dev.genesis.harness.config.ServiceSettings;
import dev.genesis.harness.config.Setting;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.config.SettingsException;
import dev.genesis.harness.run.CheckResult;
import dev.genesis.harness.run.CheckRun;
import dev.genesis.harness.run.JournalEvent.Planned;
import dev.genesis.harness.run.Manifest;
import dev.genesis.harness.run.Outcome;
import dev.genesis.harness.service.Caller;
import dev.genesis.harness.service.ServiceException;
import dev.genesis.harness.service.Services;
import dev.genesis.harness.supervise.CarriedFiles;
import dev.genesis.harness.supervise.CheckRunner;
import dev.genesis.harness.supervise.ChildClassPath;
import dev.genesis.harness.supervise.RunObserver;
import dev.genesis.harness.supervise.RunOrder;
import dev.genesis.harness.supervise.StateFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/** Makes the nine preflight checks, each for itself: one that cannot be made has failed. */
public final class Preflight {
  private static final Origin ORIGIN = new Origin(Origin.Layer.OPTION, "health");

  private final Settings settings;
  private final Map<String, String> environment;
  private final CarriedFiles carried;
  private final Function<Path, List<String>> monitoringProblems;
  private final List<String> without;

  /** A preflight check. */
  @FunctionalInterface
  private interface Check {
    HealthFinding make() throws Exception;
  }

  /**
   * For these settings.
   *
   * @param monitoringProblems what is wrong with a folder of monitoring files, one line each
   * @param without services that are not run here: their checks are left out, visibly
   */
  public Preflight(
      Settings settings,
      Map<String, String> environment,
      Function<Path, List<String>> monitoringProblems,
      List<String> without) {
    this.settings = suitesNamed(settings);
    this.environment = Map.copyOf(environment);
    this.carried = CarriedFiles.ofThisJar(environment);
    this.monitoringProblems = monitoringProblems;
    this.without = List.copyOf(without);
  }

  private static Settings suitesNamed(Settings settings) {
    boolean named =
        settings.find(GenesisSettings.CHECKS).isPresent()
            || settings.find(GenesisSettings.SUITE).isPresent();
    return named
        ? settings
        : settings.with(Map.of(GenesisSettings.SUITE.key(), "production,smoke"), ORIGIN);
  }

  /** Makes all nine, in the plan's order. */
  public HealthReport report() {
    return new HealthReport(
        List.of(
            made(
                "java",
                () ->
                    Machine.java(Runtime.version().feature(), System.getProperty("java.version"))),
            made("launcher", this::launcher),
            made("configuration", this::configuration),
            made("suites", this::suites),
            made("services", this::services),
            made("monitoring", this::monitoring),
            made("disk", () -> Machine.disk(StateFolder.of(settings, environment).root())),
            made("memory", Machine::memory),
            made("smoke", this::smoke)));
  }

  /** Those that take no time and start no process: java, configuration, services, disk, memory. */
  public HealthReport quickReport() {
    return new HealthReport(
        List.of(
            made(
                "java",
                () ->
                    Machine.java(Runtime.version().feature(), System.getProperty("java.version"))),
            made("configuration", this::configuration),
            made("services", this::services),
            made("disk", () -> Machine.disk(StateFolder.of(settings, environment).root())),
            made("memory", Machine::memory)));
  }

  private static HealthFinding made(String name, Check check) {
    try {
      return check.make();
    } catch (Exception e) {
      String says = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      return HealthFinding.failed(name, says.isBlank() ? e.getClass().getSimpleName() : says);
    }
  }

  /** Reads every entry of the jar, which compares its checksums, and looks for what it carries. */
  private HealthFinding launcher() throws IOException {
    Path source = carried.source();
    if (Files.isDirectory(source)) {
      return HealthFinding.ok("launcher", "runs from classes in " + source);
    }
    Set<String> carries = new TreeSet<>();
    int entries = 0;
    try (JarFile jar = new JarFile(source.toFile())) {
      Enumeration<JarEntry> all = jar.entries();
      while (all.hasMoreElements()) {
        JarEntry entry = all.nextElement();
        try (InputStream content = jar.getInputStream(entry)) {
          content.transferTo(OutputStream.nullOutputStream());
        }
        entries++;
        carries.add(entry.getName().split("/", 2)[0]);
      }
    }
    List<String> missing =
        List.of("junit5", "junit6", "suites", "monitoring").stream()
            .filter(folder -> !carries.contains(folder))
            .toList();
    return missing.isEmpty()
        ? HealthFinding.ok("launcher", "%s is whole (%d entries)".formatted(source, entries))
        : HealthFinding.failed(
            "launcher",
            source + " lacks " + String.join(", ", missing) + "; build or fetch it anew");
  }

  /** Values, thresholds and the files that they name. */
  private HealthFinding configuration() {
    for (Setting<?> setting : GenesisSettings.all()) {
      settings.find(setting);
    }
    ListedThresholds.inJars(ChildClassPath.of(settings, carried).checks()).in(settings);
    int files = 0;
    for (String name : settings.serviceNames()) {
      ServiceSettings service = settings.service(name);
      for (String key : ServiceSettings.keys().keySet()) {
        if (key.endsWith("-file")) {
          Path file = service.file(key).orElse(null);
          if (file != null && !Files.isReadable(file)) {
            throw new SettingsException(
                "genesis.service.%s.%s: %s cannot be read".formatted(name, key, file));
          }
          files += file == null ? 0 : 1;
        }
      }
    }
    return HealthFinding.ok(
        "configuration",
        "%d settings and %d files are as they should be".formatted(settings.asMap().size(), files));
  }

  private HealthFinding suites() {
    List<Path> checks = ChildClassPath.of(settings, carried).checks();
    Set<String> found = new TreeSet<>();
    RunObserver observer =
        event -> {
          if (event instanceof Planned planned && planned.check() != null) {
            found.add(planned.check().id());
          }
        };
    CheckRun run = CheckRunner.standard().runOnly(order().dryRun(true).order(), observer);
    run.leftOut().forEach(left -> found.add(left.check().id()));
    List<String> missing =
        Manifest.of(checks).promises().stream()
            .map(promise -> promise.check().id())
            .filter(id -> !found.contains(id))
            .toList();
    if (!missing.isEmpty()) {
      return HealthFinding.failed(
          "suites", "promised and not found: " + String.join(", ", missing) + "; rebuild the jar");
    }
    if (found.isEmpty()) {
      return HealthFinding.failed("suites", "no check was found in " + checks);
    }
    return HealthFinding.ok(
        "suites",
        "%d checks in %s"
            .formatted(
                found.size(),
                checks.stream()
                    .map(path -> String.valueOf(path.getFileName()))
                    .collect(Collectors.joining(", "))));
  }

  private HealthFinding services() {
    List<String> names =
        settings.serviceNames().stream().filter(name -> !without.contains(name)).toList();
    if (names.isEmpty()) {
      return HealthFinding.failed(
          "services", "none is configured; give --service-genesis-url http://HOST:8000");
    }
    List<String> unreachable = new ArrayList<>();
    try (Services services = Services.of(settings)) {
      for (String name : names) {
        try {
          services.http(name, Caller.anonymous()).get("/"); // whatever it answers, it is there
        } catch (ServiceException e) {
          unreachable.add(
              name + ": " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
      }
    }
    return unreachable.isEmpty()
        ? HealthFinding.ok("services", String.join(", ", names) + " answer")
        : HealthFinding.failed("services", String.join("; ", unreachable));
  }

  private HealthFinding monitoring() {
    Path folder = carried.folder("monitoring");
    if (!Files.isDirectory(folder)) {
      return HealthFinding.warning("monitoring", "this build carries no monitoring files");
    }
    List<String> problems = monitoringProblems.apply(folder);
    return problems.isEmpty()
        ? HealthFinding.ok("monitoring", "rules, routing and dashboard fit together")
        : HealthFinding.failed("monitoring", String.join("; ", problems));
  }

  private HealthFinding smoke() {
    Settings smoke =
        settings
            .without(Set.of(GenesisSettings.CHECKS.key()))
            .with(
                Map.of(
                    GenesisSettings.SUITE.key(), "smoke",
                    GenesisSettings.RUN_TIMEOUT.key(), "60s"),
                ORIGIN);
    CheckRun run =
        CheckRunner.standard().runOnly(quiet(RunOrder.of(smoke)).order(), RunObserver.NONE);
    List<String> ill =
        run.checks().stream()
            .filter(check -> check.outcome() != Outcome.PASSED)
            .map(CheckResult::id)
            .toList();
    int total = run.counts().total();
    if (total == 0) {
      return HealthFinding.failed("smoke", "no smoke check was run");
    }
    return ill.isEmpty()
        ? HealthFinding.ok("smoke", total + " of " + total + " passed")
        : HealthFinding.failed(
            "smoke", "%d of %d passed; not: %s".formatted(run.counts().passed(), total, some(ill)));
  }

  private static String some(List<String> ids) {
    String first = String.join(", ", ids.subList(0, Math.min(3, ids.size())));
    return ids.size() > 3 ? first + " and " + (ids.size() - 3) + " more" : first;
  }

  private RunOrder.Builder order() {
    return quiet(RunOrder.of(settings));
  }

  private RunOrder.Builder quiet(RunOrder order) {
    return order.but().purpose(RunOrder.Purpose.PROVE).push(false).without(without);
  }
}
