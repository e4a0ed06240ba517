package dev.genesis.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.genesis.harness.monitor.Rendering;
import dev.genesis.harness.monitor.ToolRun;
import dev.genesis.harness.monitor.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compose, systemd, Kubernetes and cron files are taken by a real parser of their kind. */
class WaysToRunTest {
  @TempDir Path folder;

  @Test
  void compose_isWhatTheSpecificationAllows() throws IOException {
    JsonNode compose = Schemas.json(Monitoring.yaml("compose/compose.yml"));
    assertThat(Schemas.problems("compose", "", compose)).isEmpty();
    ObjectNode broken = compose.deepCopy();
    ((ObjectNode) broken.at("/services/prometheus")).put("imagee", "x");
    assertThat(Schemas.problems("compose", "", broken)).isNotEmpty();
  }

  @Test
  void everyContainer_isPinnedUnprivilegedAndOnLoopback() {
    JsonNode services = Schemas.json(Monitoring.yaml("compose/compose.yml")).get("services");
    assertThat(services).hasSize(6);
    services
        .properties()
        .forEach(
            entry -> {
              JsonNode service = entry.getValue();
              assertThat(service.get("image").asText()).matches("[^:]+:[^:]*\\d.*");
              assertThat(service.get("user").asText())
                  .doesNotStartWith("0")
                  .doesNotStartWith("root");
              assertThat(service.get("read_only").asBoolean()).isTrue();
              assertThat(service.get("cap_drop").get(0).asText()).isEqualTo("ALL");
              assertThat(service.has("ports")).isFalse();
              if (entry.getKey().equals("checks")) {
                return;
              }
              assertThat(service.has("healthcheck")).as(entry.getKey()).isTrue();
              String listens = service.path("command").toString() + service.path("environment");
              assertThat(listens).as(entry.getKey()).contains("127.0.0.1");
            });
  }

  @Test
  void compose_mountsFilesThatAreThere() {
    JsonNode services = Schemas.json(Monitoring.yaml("compose/compose.yml")).get("services");
    for (JsonNode service : services) {
      for (JsonNode volume : service.path("volumes")) {
        String source = volume.asText().replaceFirst(":.*", "");
        if (source.startsWith("../")) {
          assertThat(Monitoring.file("compose").resolve(source).normalize()).exists();
        }
      }
    }
  }

  /** Every file that alertmanager.yml reads a secret from is mounted where it looks for it. */
  @Test
  void compose_bringsEverySecretThatAlertmanagerReads() {
    List<String> targets = new ArrayList<>();
    Schemas.json(Monitoring.yaml("compose/compose.yml"))
        .at("/services/alertmanager/secrets")
        .forEach(secret -> targets.add(secret.get("target").asText()));
    Monitoring.yaml("alertmanager.yml")
        .scalars(
            (key, value) -> {
              if (key.endsWith("_file")) {
                assertThat(targets).contains("/etc/alertmanager/" + value.text());
              }
            });
  }

  @Test
  void systemdUnits_areTakenBySystemdAnalyze() throws IOException {
    Path analyze = onPath("systemd-analyze", "systemd");
    List<String> arguments = new ArrayList<>(List.of("verify", "--man=no"));
    for (Path unit : files("systemd")) {
      // verify wants the program to be there: this JVM's stands for the machine's
      String java = ProcessHandle.current().info().command().orElseThrow();
      Path copy = folder.resolve(unit.getFileName());
      Files.writeString(copy, Files.readString(unit).replace("/usr/bin/java", java));
      arguments.add(copy.toString());
    }
    ToolRun run = ToolRun.of(Duration.ofSeconds(60), folder, analyze, arguments);
    assertThat(run.output()).isEmpty();
    assertThat(run.ok()).isTrue();
  }

  @Test
  void systemdUnitWithAMisspeltKey_isNoticed() throws IOException {
    Path unit = folder.resolve("genesis-broken.service");
    Files.writeString(
        unit,
        Files.readString(Monitoring.file("systemd/genesis-checks.service"))
            .replace("/usr/bin/java", ProcessHandle.current().info().command().orElseThrow())
            .replace("ProtectSystem=", "ProtectSytem="));
    ToolRun run =
        ToolRun.of(
            Duration.ofSeconds(60),
            folder,
            onPath("systemd-analyze", "systemd"),
            List.of("verify", "--man=no", unit.toString()));
    assertThat(run.output()).contains("ProtectSytem");
  }

  @Test
  void timer_startsEverySixHours() {
    ToolRun run =
        ToolRun.of(
            Duration.ofSeconds(30),
            folder,
            onPath("systemd-analyze", "systemd"),
            List.of("calendar", "--iterations=4", value("genesis-checks.timer", "OnCalendar")));
    assertThat(run.output()).contains(" 00:00:00 ", " 06:00:00 ", " 12:00:00 ", " 18:00:00 ");
  }

  @Test
  void kubernetesResources_areWhatTheirTypesAllow() throws IOException {
    List<Path> resources = new ArrayList<>(files("kubernetes"));
    new Rendering(Monitoring.folder(), Map.of()).into(folder.resolve("rendered"));
    resources.add(folder.resolve("rendered/kubernetes/prometheusrule.yml"));
    List<String> kinds = new ArrayList<>();
    for (Path file : resources) {
      for (String document : Files.readString(file).split("(?m)^---$", -1)) {
        JsonNode resource = Schemas.json(YamlNode.parse(document, file));
        String kind = resource.get("kind").asText();
        kinds.add(kind);
        assertThat(Schemas.problems("kubernetes", "I" + kind, resource))
            .as("%s: %s", file.getFileName(), kind)
            .isEmpty();
      }
    }
    assertThat(kinds)
        .contains(
            "CronJob",
            "Job",
            "StatefulSet",
            "Service",
            "ServiceMonitor",
            "PodMonitor",
            "PrometheusRule");
  }

  @Test
  void kubernetesResourceWithAMisspeltField_isNoticed() throws IOException {
    YamlNode job = Monitoring.yaml("kubernetes/checks-sharded-job.yml");
    ObjectNode broken = (ObjectNode) Schemas.json(job);
    ((ObjectNode) broken.get("spec")).put("completionmode", "Indexed");
    assertThat(Schemas.problems("kubernetes", "IJob", broken)).isNotEmpty();
  }

  @Test
  void everyPod_isUnprivileged() throws IOException {
    for (Path file : files("kubernetes")) {
      for (String document : Files.readString(file).split("(?m)^---$", -1)) {
        JsonNode resource = Schemas.json(YamlNode.parse(document, file));
        for (String at : List.of("/spec/template/spec", "/spec/jobTemplate/spec/template/spec")) {
          JsonNode pod = resource.at(at);
          if (pod.isMissingNode()) {
            continue;
          }
          assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
          assertThat(pod.get("automountServiceAccountToken").asBoolean(true)).isFalse();
          for (JsonNode container : pod.get("containers")) {
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
            assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
            assertThat(container.at("/resources/limits/memory").isMissingNode()).isFalse();
          }
        }
      }
    }
  }

  @Test
  void cronLines_areTakenAndComeAsOften() throws IOException {
    CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    assertThat(runsPerDay(parser, cron("genesis"))).isEqualTo(4);
    assertThat(runsPerDay(parser, cron("genesis-after-48h"))).isEqualTo(24);
    String kubernetes =
        Files.readAllLines(Monitoring.file("kubernetes/checks-cronjob.yml")).stream()
            .filter(l -> l.startsWith("  schedule: "))
            .map(l -> l.replaceAll("^  schedule: \"|\"$", ""))
            .findFirst()
            .orElseThrow();
    assertThat(runsPerDay(parser, kubernetes)).isEqualTo(4);
  }

  /** Systemd, cron, compose and Kubernetes start the same run. */
  @Test
  void everyWay_startsTheSameRun() throws IOException {
    List<String> options =
        List.of(
            "run",
            "--suite=production,smoke",
            "--environment=production",
            "--pushgateway-url=http");
    String compose =
        Schemas.json(Monitoring.yaml("compose/compose.yml"))
            .at("/services/checks/command")
            .toString();
    String cronJob = Files.readString(Monitoring.file("kubernetes/checks-cronjob.yml"));
    for (String option : options) {
      assertThat(value("genesis-checks.service", "ExecStart")).contains(option);
      assertThat(Files.readString(Monitoring.file("cron/genesis"))).contains(option);
      assertThat(compose).contains(option);
      assertThat(cronJob).contains(option);
    }
  }

  private static long runsPerDay(CronParser parser, String schedule) {
    ExecutionTime times = ExecutionTime.forCron(parser.parse(schedule));
    ZonedDateTime day = ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    return times.countExecutions(day, day.plusDays(1).minusSeconds(1));
  }

  private static String cron(String file) throws IOException {
    List<String> lines =
        Files.readAllLines(Monitoring.file("cron/" + file)).stream()
            .filter(l -> !l.isBlank() && !l.startsWith("#") && !l.matches("[A-Z_]+=.*"))
            .toList();
    assertThat(lines).hasSize(1);
    String[] fields = lines.get(0).split("\\s+", 7);
    assertThat(fields[5]).isEqualTo("genesis");
    return String.join(" ", List.of(fields).subList(0, 5));
  }

  static String value(String unit, String key) {
    try {
      return Files.readAllLines(Monitoring.file("systemd/" + unit)).stream()
          .filter(l -> l.startsWith(key + "="))
          .map(l -> l.substring(key.length() + 1))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<Path> files(String name) throws IOException {
    try (Stream<Path> files = Files.list(Monitoring.file(name))) {
      return files.sorted().toList();
    }
  }

  private static Path onPath(String program, String debianPackage) {
    for (String place : System.getenv("PATH").split(":", -1)) {
      Path candidate = Path.of(place).resolve(program);
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    throw new AssertionError(
        String.format(
            Locale.ROOT,
            "%s is not on the path; install it (apt-get install %s)",
            program,
            debianPackage));
  }
}
