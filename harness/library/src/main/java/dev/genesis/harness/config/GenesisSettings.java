package dev.genesis.harness.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every setting there is, but for those of services, which exist for any name ({@link
 * ServiceSettings}). An option, an environment variable, a property, a JUnit configuration
 * parameter and a key of {@code genesis.yaml} are all named after the key by one rule.
 */
public final class GenesisSettings {
  private static final List<Setting<?>> ALL = new ArrayList<>();

  public static final Setting<Path> CONFIG =
      setting("config", SettingType.FILE, null, "The settings file; ./genesis.yaml if it exists.");
  public static final Setting<String> ENVIRONMENT =
      setting("environment", SettingType.LABEL, "default", "The environment that is checked.");
  public static final Setting<String> LOCATION =
      setting("location", SettingType.LABEL, null, "Where this runner stands; a grouping label.");
  public static final Setting<String> RUNNER =
      setting("runner", SettingType.LABEL, null, "This runner's name; a grouping label.");
  public static final Setting<List<String>> CHECKS =
      setting("checks", SettingType.LIST, null, "Jars or folders with checks.");
  public static final Setting<List<String>> CLASSPATH =
      setting("classpath", SettingType.LIST, null, "What check jars need beside them.");
  public static final Setting<List<String>> SUITE =
      setting("suite", SettingType.LIST, null, "The suites to run; all when not set.");
  public static final Setting<String> JUNIT =
      setting("junit", SettingType.TEXT, null, "5 or 6, to insist on a set that is carried.");
  public static final Setting<String> JVM_ARGS =
      setting("jvm-args", SettingType.TEXT, null, "For the JVM that runs the checks.");
  public static final Setting<Integer> PARALLEL =
      setting("parallel", SettingType.number(1, 1024), "8", "How many checks run at a time.");
  public static final Setting<Integer> MAX_RPS =
      setting("max-rps", SettingType.number(1, 100_000), "20", "Requests per second and service.");
  public static final Setting<Duration> CHECK_TIMEOUT =
      setting("check-timeout", SettingType.LIMIT, "10s", "The longest a check may take.");
  public static final Setting<Duration> RUN_TIMEOUT =
      setting("run-timeout", SettingType.LIMIT, "10m", "The longest a run may take.");
  public static final Setting<Integer> CONFIRM =
      setting("confirm", SettingType.number(0, 10), "0", "How often a failure is confirmed.");
  public static final Setting<Duration> CONFIRM_DELAY =
      setting("confirm-delay", SettingType.DURATION_TYPE, "2s", "The wait before confirming.");
  public static final Setting<Boolean> ALLOW_MUTATIONS =
      setting("allow-mutations", SettingType.SWITCH, "false", "Lets mutating checks run.");
  public static final Setting<Double> OBJECTIVE_PASS_RATE =
      setting("objective-pass-rate", SettingType.RATIO, "0.98", "The pass rate to reach.");
  public static final Setting<URI> PUSHGATEWAY_URL =
      setting("pushgateway-url", SettingType.ADDRESS, null, "The Pushgateway; no push without.");
  public static final Setting<Boolean> NO_PUSH =
      setting("no-push", SettingType.SWITCH, "false", "Pushes nothing.");
  public static final Setting<Duration> PUSH_TIMEOUT =
      setting("push-timeout", SettingType.LIMIT, "10s", "The longest a push may take.");
  public static final Setting<String> PUSH_AS =
      setting("push-as", SettingType.LABEL, null, "The group that a narrowed run pushes into.");
  public static final Setting<Integer> MAX_CHECK_SERIES =
      setting("max-check-series", SettingType.number(0, 1_000_000), "2000", "Per-check series.");
  public static final Setting<Path> OUTPUT =
      setting("output", SettingType.FILE, null, "The folder for run.json and the other files.");
  public static final Setting<String> HISTORY =
      setting("history", SettingType.TEXT, null, "The history: a SQLite file or a jdbc: address.");
  public static final Setting<Duration> HISTORY_KEEP =
      setting("history-keep", SettingType.DURATION_TYPE, "400d", "How long runs are remembered.");
  public static final Setting<Integer> HISTORY_MAX_MB =
      setting(
          "history-max-mb",
          SettingType.number(1, 1_000_000),
          "1024",
          "What all remembered runs take up at most, about; the oldest go.");
  public static final Setting<Boolean> RECORD =
      setting("record", SettingType.SWITCH, "false", "Under Surefire or Gradle: keep a journal.");
  public static final Setting<Path> RECORD_DIR =
      setting("record-dir", SettingType.FILE, "target/genesis", "Where journals are kept then.");

  private GenesisSettings() {}

  /** Every setting, in the order in which help shows them. */
  public static List<Setting<?>> all() {
    return List.copyOf(ALL);
  }

  private static <T> Setting<T> setting(
      String name, SettingType<T> type, @Nullable String fallback, String description) {
    Setting<T> setting = new Setting<>(Settings.PREFIX + name, type, fallback, description);
    ALL.add(setting);
    return setting;
  }
}
