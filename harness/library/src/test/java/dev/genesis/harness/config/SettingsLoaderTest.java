package dev.genesis.harness.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.genesis.harness.config.SettingsLoader.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {
  @TempDir Path folder;

  private SettingsLoader loader() {
    return new SettingsLoader().workingFolder(folder);
  }

  private void yaml(String... lines) throws IOException {
    Files.writeString(folder.resolve("genesis.yaml"), String.join("\n", lines) + "\n");
  }

  private static Properties properties(String key, String text) {
    Properties properties = new Properties();
    properties.setProperty(key, text);
    return properties;
  }

  private SettingsException refused(SettingsLoader loader) {
    try {
      loader.load();
    } catch (SettingsException e) {
      return e;
    }
    throw new AssertionError("it was loaded");
  }

  @Test
  void strongestLayer_wins_andSaysWhereItCameFrom() throws IOException {
    yaml("genesis.parallel: 1", "genesis.max-rps: 1", "genesis.confirm: 1", "genesis.runner: r1");
    Settings settings =
        loader()
            .options(Map.of("--parallel", "5"))
            .environment(Map.of("GENESIS_PARALLEL", "4", "GENESIS_MAX_RPS", "4"))
            .properties(properties("genesis.max-rps", "3"))
            .junitParameters(Map.of("genesis.max-rps", "2", "genesis.confirm", "2"))
            .load()
            .settings();

    assertThat(settings.get(GenesisSettings.PARALLEL)).isEqualTo(5);
    assertThat(settings.get(GenesisSettings.MAX_RPS)).isEqualTo(4);
    assertThat(settings.get(GenesisSettings.CONFIRM)).isEqualTo(2);
    assertThat(settings.get(GenesisSettings.RUNNER)).isEqualTo("r1");
    assertThat(SettingsView.text(settings))
        .containsPattern("genesis\\.parallel +5 +--parallel")
        .containsPattern("genesis\\.max-rps +4 +GENESIS_MAX_RPS")
        .containsPattern("genesis\\.confirm +2 +JUnit configuration parameter genesis\\.confirm")
        .containsPattern("genesis\\.runner +r1 +genesis\\.yaml:4")
        .containsPattern("genesis\\.push-timeout +10s +default");
  }

  @Test
  void chosenEnvironment_overridesTheFile_butNothingStronger() throws IOException {
    yaml(
        "genesis:",
        "  parallel: 2",
        "  max-rps: 2",
        "  environment: staging",
        "environments:",
        "  staging:",
        "    genesis.parallel: 3",
        "    genesis: {max-rps: 3}",
        "  production: {}");
    Settings settings = loader().environment(Map.of("GENESIS_MAX_RPS", "9")).load().settings();

    assertThat(settings.get(GenesisSettings.PARALLEL)).isEqualTo(3);
    assertThat(settings.get(GenesisSettings.MAX_RPS)).isEqualTo(9);
    assertThat(SettingsView.text(settings)).contains("genesis.yaml:7, environment staging");
  }

  @Test
  void environmentThatTheFileDoesNotName_isRefused() throws IOException {
    yaml("environments:", "  production: {}", "  staging: {}");

    assertThat(refused(loader().options(Map.of("--environment", "prodution"))))
        .hasMessage(
            "genesis.environment: 'prodution' is none of the environments of genesis.yaml (from"
                + " --environment); write one of production, staging");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          genesis.paralel: 4            | genesis.paralel is no setting (from genesis.yaml:1); write genesis.parallel
          parallel: 4                   | parallel is no setting (from genesis.yaml:1); write genesis.parallel
          genesis.service.x.ulr: http://a | genesis.service.x.ulr is no setting (from genesis.yaml:1); write genesis.service.x.url
          genesis.zzzzzzzzzzz: 4        | genesis.zzzzzzzzzzz is no setting (from genesis.yaml:1); 'config show' lists all
          genesis.parallel:             | genesis.parallel is empty (from genesis.yaml:1); give it a value or take it out
          genesis.parallel: {}          | genesis.parallel is empty (from genesis.yaml:1); give it a value or take it out
          genesis.parallel: 0           | genesis.parallel: '0' is no whole number from 1 to 1024 (from genesis.yaml:1); write 1
          genesis.check-timeout: 0s     | genesis.check-timeout: '0s' is no time at all (from genesis.yaml:1); write 500ms, 10s, 5m or 6h
          genesis.run-timeout: 9999999d | genesis.run-timeout: '9999999d' is longer than ten years (from genesis.yaml:1); write 500ms, 10s, 5m or 6h
          genesis.service.x.url: localhost:8000 | genesis.service.x.url: 'localhost:8000' has no scheme (from genesis.yaml:1); write http://localhost:8000
          genesis.config: other.yaml    | genesis.config cannot be said in the file itself (from genesis.yaml:1); take it out
          genesis.threshold.p95: fast   | genesis.threshold.p95: 'fast' is neither a number nor a duration (from genesis.yaml:1); write 0.2 or 200ms
          [1, 2]                        | genesis.yaml:1: the file must hold keys; write KEY: VALUE
          just text                     | genesis.yaml:1: the file must hold keys; write KEY: VALUE
          genesis.parallel: [[1]]       | genesis.parallel: its items must be plain values (from genesis.yaml:1); write - VALUE for each
          """)
  void whatCannotBeInTheFile_isOneLineWithPlaceAndCure(String line, String message)
      throws IOException {
    yaml(line);

    assertThat(refused(loader())).hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "genesis.parallel: 4\ngenesis.parallel: 5",
        "genesis: {parallel: 4}\ngenesis.parallel: 5",
      })
  void keySaidTwice_isRefused(String text) throws IOException {
    yaml(text);

    assertThat(refused(loader()))
        .hasMessage("genesis.parallel is said twice (again in genesis.yaml:2); keep one of them");
  }

  @Test
  void brokenYaml_isOneLineThatQuotesNothing() throws IOException {
    yaml("genesis:", "  service: {x: {token: s3cr3t-value", "  y: [");

    assertThat(refused(loader()))
        .hasMessageStartingWith("genesis.yaml:")
        .hasMessageContaining("this is no YAML")
        .hasMessageNotContaining("s3cr3t-value")
        .message()
        .hasLineCount(1);
  }

  @Test
  void recursiveYaml_isRefused() throws IOException {
    yaml("genesis: &a", "  x: *a");

    assertThat(refused(loader())).hasMessageContaining("nested deeper than any setting");
  }

  @Test
  void folderOrMissingFile_isRefused() throws IOException {
    Files.createDirectory(folder.resolve("conf"));

    assertThat(refused(loader().options(Map.of("--config", "conf"))))
        .hasMessage("conf is a folder (from --config); name the file in it");
    assertThat(refused(loader().environment(Map.of("GENESIS_CONFIG", "none.yaml"))))
        .hasMessage("none.yaml does not exist (from GENESIS_CONFIG); write a file that does");
  }

  @Test
  void unknownKeyOfPropertyAndOption_isRefused_ofOthersIsLeftAlone() {
    assertThat(refused(loader().properties(properties("genesis.max-rsp", "3"))))
        .hasMessage(
            "genesis.max-rsp is no setting (from system property genesis.max-rsp); write"
                + " genesis.max-rps");
    assertThat(refused(loader().options(Map.of("--max-rsp", "3"))))
        .hasMessage("--max-rsp is no option for a setting; write --max-rps");
    assertThat(loader().properties(properties("other.max-rsp", "3")).load().warnings()).isEmpty();
  }

  @Test
  void unknownVariable_warnsWhenNear_andNeverStops() {
    Loaded loaded =
        loader()
            .environment(
                Map.of(
                    "GENESIS_PARALEL", "4",
                    "GENESIS_SERVICE_GENESIS_ULR", "http://a",
                    "GENESIS_HOME", "/opt/genesis",
                    "PATH", "/bin"))
            .load();

    assertThat(loaded.warnings())
        .containsExactlyInAnyOrder(
            "GENESIS_PARALEL is no setting and was left alone; did you mean GENESIS_PARALLEL?",
            "GENESIS_SERVICE_GENESIS_ULR is no setting and was left alone; did you mean"
                + " GENESIS_SERVICE_GENESIS_URL?");
  }

  @Test
  void whatKubernetesInjects_disturbsNothing() {
    Loaded loaded =
        loader()
            .environment(
                Map.of(
                    "GENESIS_SERVICE_HOST", "10.0.0.1",
                    "GENESIS_SERVICE_PORT", "8000",
                    "GENESIS_SERVICE_PORT_HTTP", "8000",
                    "GENESIS_SERVICE_PORT_PROXY", "8001",
                    "GENESIS_PORT", "tcp://10.0.0.1:8000",
                    "GENESIS_PORT_8000_TCP_ADDR", "10.0.0.1",
                    "GENESIS_PUSHGATEWAY_PORT", "tcp://10.0.0.2:9091",
                    "GENESIS_PUSHGATEWAY_SERVICE_PORT_HTTP", "9091",
                    "GENESIS_SERVICE_GENESIS_URL", "http://genesis:8000"))
            .load();

    assertThat(loaded.warnings()).isEmpty();
    assertThat(loaded.settings().serviceNames()).containsExactly("genesis");
  }

  @Test
  void variableOfServiceWithDashes_findsItsName() throws IOException {
    yaml("genesis.service.Billing_api.timeout: 5s");
    Settings settings =
        loader()
            .environment(
                Map.of(
                    "GENESIS_SERVICE_NODE_EXPORTER_URL", "http://n:9100",
                    "GENESIS_SERVICE_BILLING_API_URL", "http://b:80",
                    "GENESIS_SERVICE_BILLING_API_CONNECT_TIMEOUT", "1s"))
            .load()
            .settings();

    assertThat(settings.serviceNames()).containsExactly("Billing_api", "node-exporter");
    assertThat(settings.service("Billing_api").duration("connect-timeout")).isPresent();
    assertThat(SettingsLoader.keyOfOption("--service-node-exporter-token-file"))
        .isEqualTo("genesis.service.node-exporter.token-file");
  }

  @Test
  void variableThatFitsTwoServices_isRefused() throws IOException {
    yaml("genesis.service.a-b.url: http://a", "genesis.service.a_b.url: http://b");

    assertThat(refused(loader().environment(Map.of("GENESIS_SERVICE_A_B_TIMEOUT", "1s"))))
        .hasMessage(
            "GENESIS_SERVICE_A_B_TIMEOUT may mean any of the services a-b, a_b; give one of them"
                + " another name");
  }

  @Test
  void headersInTheFile_mayBeAListOrAMap_withCommasInThem() throws IOException {
    yaml(
        "genesis.service.a: {url: 'http://a', headers: ['Accept: text/html, text/plain']}",
        "genesis.service.b: {url: 'http://b', headers: {X-One: '1', X-Two: '2,3'}}");
    Settings settings = loader().load().settings();

    assertThat(settings.service("a").find("headers", SettingType.LIST).orElseThrow())
        .containsExactly("Accept: text/html, text/plain");
    assertThat(settings.service("b").find("headers", SettingType.LIST).orElseThrow())
        .containsExactly("X-One: 1", "X-Two: 2,3");
  }

  @Test
  void contradictingCredentials_areRefused_butAStrongerLayerWins() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "abcdefgh");
    Path password = Files.writeString(folder.resolve("password"), "abcdefgh");
    yaml(
        "genesis.service.x.url: http://a",
        "genesis.service.x.token-file: " + token,
        "genesis.service.x.user: me",
        "genesis.service.x.password-file: " + password);
    assertThat(refused(loader()))
        .hasMessage(
            "genesis.service.x.token-file and genesis.service.x.user contradict each other (both"
                + " from genesis.yaml:3); keep one of them");

    yaml("genesis.service.x.url: http://a", "genesis.service.x.token-file: " + token);
    loader().environment(Map.of("GENESIS_SERVICE_X_TOKEN", "12345678")).load();
  }

  @Test
  void secretFileThatIsNone_isRefused() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    String key = "genesis.service.x.token-file";

    assertThat(refused(loader().options(Map.of(key, folder.toString()))))
        .hasMessageMatching(".*token-file: '.*' is a folder \\(from --service-x-token-file\\).*");
    assertThat(refused(loader().options(Map.of(key, folder + "/none"))))
        .hasMessageContaining("does not exist");
    assertThat(refused(loader().options(Map.of(key, empty.toString()))))
        .hasMessageContaining("is empty; write the secret into it");
  }

  @Test
  void everySettingHasAVariableOfItsOwn() {
    assertThat(GenesisSettings.all())
        .extracting(Setting::environmentVariable)
        .doesNotHaveDuplicates();
  }

  @Test
  void defaultsCanBe() {
    Settings settings = loader().load().settings();
    for (Setting<?> setting : GenesisSettings.all()) {
      settings.find(setting);
    }
    assertThatThrownBy(() -> settings.get(GenesisSettings.PUSHGATEWAY_URL))
        .hasMessage(
            "genesis.pushgateway-url is not set; give --pushgateway-url, or set"
                + " GENESIS_PUSHGATEWAY_URL");
  }
}
