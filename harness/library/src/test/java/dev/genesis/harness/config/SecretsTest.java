package dev.genesis.harness.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
  private static final String SECRET = "p&ss\"wörd <7>/+ x";

  @TempDir Path folder;

  @Test
  void everyFormOfASecret_isBlanked() {
    Secrets secrets = new Secrets();
    secrets.addCredentials("me", SECRET);
    String basic =
        Base64.getEncoder().encodeToString(("me:" + SECRET).getBytes(StandardCharsets.UTF_8));

    assertThat(secrets.blank("it is " + SECRET + "!")).isEqualTo("it is ***!");
    assertThat(secrets.blank("?p=" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8)))
        .isEqualTo("?p=***");
    assertThat(secrets.blank("x" + basic + "y")).isEqualTo("x***y");
    assertThat(secrets.blank(SECRET.replace("\"", "\\\""))).isEqualTo("***");
    assertThat(secrets.blank("p&amp;ss&quot;wörd &lt;7&gt;/+ x")).isEqualTo("***");
  }

  @Test
  void secretWithinAnother_leavesNothingOfTheLonger() {
    Secrets secrets = new Secrets();
    secrets.add("abcd");
    secrets.add("abcdefgh");

    assertThat(secrets.blank("abcdefgh abcd")).isEqualTo("*** ***");
  }

  @Test
  void whatLooksLikeASecret_isBlanked_evenIfNobodyGaveIt() {
    Secrets secrets = new Secrets();

    assertThat(secrets.blank("GET http://joe:pw@host/x")).isEqualTo("GET http://***@host/x");
    assertThat(secrets.blank("Set-Cookie: id=1; Path=/\nnext")).isEqualTo("Set-Cookie: ***\nnext");
    assertThat(secrets.blank("\"authorization\": \"abc\"")).isEqualTo("\"authorization\": \"***\"");
    assertThat(secrets.blank("curl -H 'Bearer abcdefgh123'")).isEqualTo("curl -H 'Bearer ***'");
    assertThat(secrets.blank("the user joe@example.com, cookies are fine"))
        .isEqualTo("the user joe@example.com, cookies are fine");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          genesis.service.x.token    | hush-hush | write genesis.service.x.token-file, or set GENESIS_SERVICE_X_TOKEN
          genesis.service.x.password | hush-hush | write genesis.service.x.password-file, or set GENESIS_SERVICE_X_PASSWORD
          genesis.service.x.url      | http://me:hush-hush@h | write genesis.service.x.user and genesis.service.x.password-file
          genesis.service.x.headers  | Authorization: hush-hush | write genesis.service.x.headers-file, or set GENESIS_SERVICE_X_HEADERS
          genesis.service.x.headers  | X-A: 1, Cookie: hush-hush | write genesis.service.x.headers-file, or set GENESIS_SERVICE_X_HEADERS
          genesis.pushgateway-url    | https://me:hush-hush@h | set GENESIS_PUSHGATEWAY_URL
          genesis.history            | jdbc:postgresql://h/d?user=a&password=hush-hush | set GENESIS_HISTORY
          """)
  void secretWhereOthersCanReadIt_isRefused_andNotShown(String key, String text, String cure)
      throws IOException {
    Properties property = new Properties();
    property.setProperty(key, text);
    Files.writeString(folder.resolve("genesis.yaml"), key + ": \"" + text + "\"\n");

    for (SettingsLoader loader :
        new SettingsLoader[] {
          new SettingsLoader().workingFolder(folder),
          new SettingsLoader().options(Map.of(key, text)),
          new SettingsLoader().properties(property),
          new SettingsLoader().junitParameters(Map.of(key, text)),
        }) {
      assertThatThrownBy(loader::load)
          .isInstanceOf(SettingsException.class)
          .hasMessageStartingWith(key + " holds a secret (from ")
          .hasMessageEndingWith(cure)
          .hasMessageNotContaining("hush-hush");
    }
    Map<String, String> environment = new HashMap<>();
    environment.put(Settings.environmentVariable(key), text);
    if (key.endsWith("password")) {
      environment.put("GENESIS_SERVICE_X_USER", "me");
    }
    Settings settings =
        new SettingsLoader()
            .environment(environment)
            .workingFolder(folder.resolve("elsewhere"))
            .load()
            .settings();
    assertThat(SettingsView.text(settings) + SettingsView.json(settings))
        .doesNotContain("hush-hush")
        .contains(key);
    assertThat(settings.shareable()).doesNotContainKey(key);
  }

  @Test
  void child_getsTheSecretAgain_fromItsEnvironment() {
    Map<String, String> environment =
        Map.of(
            "GENESIS_SERVICE_NODE_EXPORTER_URL", "http://n",
            "GENESIS_SERVICE_NODE_EXPORTER_TOKEN", "hush-hush",
            "GENESIS_PARALLEL", "3");
    Settings parent = new SettingsLoader().environment(environment).load().settings();

    Settings child = SettingsLoader.rejoin(parent.shareable(), environment);

    assertThat(child.asMap()).isEqualTo(parent.asMap());
    assertThat(SettingsLoader.rejoin(Map.of(), environment).asMap())
        .containsOnlyKeys("genesis.service.node-exporter.token");
  }

  @Test
  void valueThatCannotBe_isShownWithoutItsPassword() {
    assertThatThrownBy(
            () ->
                new SettingsLoader()
                    .environment(Map.of("GENESIS_PUSHGATEWAY_URL", "me:hush-hush@h:9091"))
                    .load())
        .hasMessage(
            "genesis.pushgateway-url: '***@h:9091' has no scheme (from GENESIS_PUSHGATEWAY_URL);"
                + " write http://***@h:9091");
  }
}
