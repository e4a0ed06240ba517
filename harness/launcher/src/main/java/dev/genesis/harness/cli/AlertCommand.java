package dev.genesis.harness.cli;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.ServiceSettings;
import dev.genesis.harness.config.Setting;
import dev.genesis.harness.config.SettingType;
import dev.genesis.harness.monitor.AlertmanagerClient;
import dev.genesis.harness.run.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code alert}: a test alert's way, and maintenance windows. */
@Command(
    name = "alert",
    description = "Sends a test alert, sets and lifts maintenance windows.",
    subcommands = {AlertCommand.Test.class, AlertCommand.Silence.class})
final class AlertCommand extends GroupCommand {
  private static final List<Setting<?>> SETTINGS =
      List.of(GenesisSettings.CONFIG, GenesisSettings.ENVIRONMENT);

  private static AlertmanagerClient client(CommandContext context) throws IOException {
    ServiceSettings service = context.settings().service("alertmanager");
    URI address = service.url().orElse(URI.create("http://localhost:9093"));
    Optional<Path> file = service.file("token-file");
    Optional<String> token =
        file.isPresent() ? Optional.of(Files.readString(file.get()).strip()) : Optional.empty();
    return new AlertmanagerClient(address, token);
  }

  private static Duration span(String text) {
    try {
      return SettingType.duration(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--for: '" + text + "' " + e.getMessage());
    }
  }

  private static CommandFailure failure(IOException e) {
    return new CommandFailure(
        e.getMessage() + "; name it by --service-alertmanager-url", ExitCode.NOT_PUBLISHED, e);
  }

  /** {@code alert test}. */
  @Command(
      name = "test",
      description =
          "Sends a test alert through Alertmanager and shows which receivers it goes to. It ends by"
              + " itself.",
      footer = {
        "",
        "Examples:",
        "  genesis alert test --severity info",
        "  genesis alert test --severity critical --service-alertmanager-url http://am:9093"
      })
  static final class Test extends GenesisCommand {
    private static final Duration ACCEPTANCE = Duration.ofSeconds(10);

    @Option(
        names = "--severity",
        description = "critical, warning or info. Default: info.",
        paramLabel = "SEVERITY")
    private String severity = "info";

    @Option(names = "--name", description = "The alert's name. Default: TestAlert.")
    private String name = "TestAlert";

    @Option(
        names = "--for",
        paramLabel = "DURATION",
        description = "How long it lasts. Default: 5m.")
    private String lasts = "5m";

    @Override
    protected List<Setting<?>> settingsTaken() {
      return SETTINGS;
    }

    @Override
    protected int execute(CommandContext context) {
      Map<String, String> labels = new LinkedHashMap<>();
      labels.put("alertname", name);
      labels.put("severity", oneOf(severity));
      labels.put(
          "priority", Map.of("critical", "P1", "warning", "P3").getOrDefault(severity, "P4"));
      labels.put("environment", context.settings().get(GenesisSettings.ENVIRONMENT));
      Instant now = Clock.systemUTC().instant();
      Map<String, String> annotations =
          Map.of(
              "summary", "Test alert, nothing is wrong",
              "description", "Sent by genesis alert test to see who hears of it.");
      try {
        AlertmanagerClient client = client(context);
        client.send(labels, annotations, now, now.plus(span(lasts)));
        Set<String> receivers = waitForReceivers(client, labels);
        if (receivers.isEmpty()) {
          context
              .err()
              .println("Alertmanager took the alert and does not show it; is it silenced?");
          return ExitCode.MISSED;
        }
        context.out().println(name + " (" + severity + ") goes to:");
        receivers.forEach(receiver -> context.out().println("  " + Visible.text(receiver)));
        return ExitCode.MET;
      } catch (IOException e) {
        throw failure(e);
      }
    }

    private static String oneOf(String severity) {
      if (!Set.of("critical", "warning", "info").contains(severity)) {
        throw new UsageException(
            "--severity: '" + severity + "' is none; write critical, warning or info");
      }
      return severity;
    }

    private static Set<String> waitForReceivers(
        AlertmanagerClient client, Map<String, String> labels) throws IOException {
      long end = System.nanoTime() + ACCEPTANCE.toNanos();
      Set<String> receivers = client.receivers(labels);
      while (receivers.isEmpty() && System.nanoTime() < end && !Thread.interrupted()) {
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        receivers = client.receivers(labels);
      }
      return receivers;
    }
  }

  /** {@code alert silence}. */
  @Command(
      name = "silence",
      description =
          "Sets a maintenance window: alerts that match stay silent until it ends. It prints the"
              + " window's id, with which it can be lifted early.",
      footer = {
        "",
        "Examples:",
        "  genesis alert silence --for 2h --reason 'database upgrade'",
        "  genesis alert silence --for 30m --reason 'known' --match alertname=HighQueueDepth",
        "  genesis alert silence --lift 5a8f…"
      })
  static final class Silence extends GenesisCommand {
    @Option(names = "--for", paramLabel = "DURATION", description = "How long. Default: 1h.")
    private String lasts = "1h";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; others read it.")
    private @Nullable String reason;

    @Option(
        names = "--match",
        paramLabel = "LABEL=VALUE",
        description = "Further labels that an alert must have; besides its environment.")
    private Map<String, String> match = new LinkedHashMap<>();

    @Option(names = "--lift", paramLabel = "ID", description = "Ends that window now.")
    private @Nullable String lift;

    @Override
    protected List<Setting<?>> settingsTaken() {
      return SETTINGS;
    }

    @Override
    protected int execute(CommandContext context) {
      try {
        AlertmanagerClient client = client(context);
        if (lift != null) {
          client.lift(lift);
          context.out().println("lifted " + Visible.text(lift));
          return ExitCode.MET;
        }
        if (reason == null || reason.isBlank()) {
          throw new UsageException("--reason is missing; say why, others read it");
        }
        Map<String, String> matchers = new LinkedHashMap<>();
        matchers.put("environment", context.settings().get(GenesisSettings.ENVIRONMENT));
        matchers.putAll(match);
        Instant now = Clock.systemUTC().instant();
        Instant until = now.plus(span(lasts));
        String author = context.environment().getOrDefault("USER", "genesis");
        String id = client.silence(matchers, now, until, author, reason);
        context.out().println(id);
        context.err().println("silent until " + until + ": " + matchers);
        return ExitCode.MET;
      } catch (IOException e) {
        throw failure(e);
      }
    }
  }
}
