package dev.genesis.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.genesis.harness.monitor.Examination;
import dev.genesis.harness.monitor.MonitoringFolder;
import dev.genesis.harness.monitor.Rendering;
import dev.genesis.harness.monitor.Rule;
import dev.genesis.harness.monitor.Validation;
import dev.genesis.harness.monitor.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code render} fills addresses in and never writes a secret. */
class RenderingTest {
  private static final String SECRET = "s3cr3t-0123456789abcdef";

  @TempDir Path target;

  private Rendering.Rendered render(Map<String, String> environment) throws IOException {
    return new Rendering(Monitoring.folder(), environment).into(target.resolve("copy"));
  }

  @Test
  void addresses_areFilledInAndTheCopyStillFits() throws IOException {
    Rendering.Rendered rendered =
        render(
            Map.of(
                "ONCALL_EMAIL", "duty@acme.test",
                "TEAM_EMAIL", "team@acme.test",
                "SMTP_SMARTHOST", "mx.acme.test:25",
                "SMTP_FROM", "am@acme.test",
                "SMTP_USERNAME", "mailer",
                "HEARTBEAT_URL", "https://beat.acme.test/genesis",
                "RUNBOOKS_URL", "https://wiki.acme.test/genesis"));
    assertThat(rendered.left()).isEmpty();
    Path copy = target.resolve("copy");
    YamlNode routing = YamlNode.read(copy.resolve("alertmanager.yml"));
    assertThat(routing.get("global").get("smtp_smarthost").text()).isEqualTo("mx.acme.test:25");
    assertThat(routing.get("global").get("smtp_from").text()).isEqualTo("am@acme.test");
    assertThat(routing.get("global").get("smtp_auth_username").text()).isEqualTo("mailer");
    try (Stream<Path> files = Files.walk(copy)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).as(file.toString()).doesNotContain("@genesis.example");
      }
    }
    assertThat(Files.readString(copy.resolve("alerts.yml")))
        .contains("https://wiki.acme.test/genesis/INCIDENT_RESPONSE.md#testpassratelow");
    assertThat(
            new Validation(
                    new MonitoringFolder(copy),
                    Optional.of(Monitoring.promtool()),
                    Optional.of(Monitoring.amtool()))
                .examine())
        .allMatch(Examination::fits);
  }

  @Test
  void secretInTheEnvironment_isNotWrittenAndItsFileIsNamed() throws IOException {
    Rendering.Rendered rendered =
        render(Map.of("PAGERDUTY_ROUTING_KEY", SECRET, "SMTP_PASSWORD", SECRET));
    assertThat(rendered.secrets())
        .containsExactly(
            "PAGERDUTY_ROUTING_KEY is a secret and was not written; put it into secrets/pagerduty-routing-key (printf '%s')",
            "SMTP_PASSWORD is a secret and was not written; put it into secrets/smtp-password (printf '%s')");
    try (Stream<Path> files = Files.walk(target)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).doesNotContain(SECRET);
      }
    }
  }

  @Test
  void secretInAnAddress_isRefusedWithoutShowingIt() {
    assertThatThrownBy(
            () -> render(Map.of("HEARTBEAT_URL", "https://user:" + SECRET + "@beat.test/x")))
        .isInstanceOf(Rendering.RefusedException.class)
        .hasMessageContaining("HEARTBEAT_URL")
        .hasMessageNotContaining(SECRET);
    assertThat(target.resolve("copy")).doesNotExist();
  }

  @Test
  void addressThatIsNone_isRefused() {
    assertThatThrownBy(() -> render(Map.of("ONCALL_EMAIL", "duty")))
        .hasMessageContaining("ONCALL_EMAIL is not a mail address");
  }

  @Test
  void outputInsideTheFolder_isRefused() {
    assertThatThrownBy(
            () -> new Rendering(Monitoring.folder(), Map.of()).into(Monitoring.file("target/x")))
        .isInstanceOf(Rendering.RefusedException.class);
  }

  @Test
  void prometheusRule_holdsEveryRule() throws IOException {
    render(Map.of());
    YamlNode rule = YamlNode.read(target.resolve("copy/kubernetes/prometheusrule.yml"));
    List<String> names = new ArrayList<>();
    for (YamlNode group : rule.get("spec").get("groups").items()) {
      for (YamlNode item : group.get("rules").items()) {
        names.add(item.get(item.get("alert").present() ? "alert" : "record").text());
      }
    }
    assertThat(names)
        .containsExactlyElementsOf(Monitoring.rules().stream().map(Rule::name).toList());
  }

  @Test
  void proofsAndBuild_areNotCopied() throws IOException {
    render(Map.of());
    assertThat(target.resolve("copy/src")).doesNotExist();
    assertThat(target.resolve("copy/tests")).doesNotExist();
    assertThat(target.resolve("copy/docs/INCIDENT_RESPONSE.md")).exists();
  }
}
