package dev.genesis.harness.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is set for one service: {@code genesis.service.NAME.url} and its companions, for any name of
 * letters, digits, dash and underscore.
 */
public final class ServiceSettings {
  private static final Map<String, SettingType<?>> KEYS = new LinkedHashMap<>();
  private static final Pattern KEY =
      Pattern.compile("genesis\\.service\\.([A-Za-z0-9_-]+)\\.([a-z.-]+?)");

  static {
    KEYS.put("url", SettingType.ADDRESS);
    KEYS.put("token-file", SettingType.FILE);
    KEYS.put("token", SettingType.TEXT);
    KEYS.put("user", SettingType.TEXT);
    KEYS.put("password-file", SettingType.FILE);
    KEYS.put("password", SettingType.TEXT);
    KEYS.put("ca-file", SettingType.FILE);
    KEYS.put("client-certificate-file", SettingType.FILE);
    KEYS.put("client-key-file", SettingType.FILE);
    KEYS.put("proxy", SettingType.ADDRESS);
    KEYS.put("headers", SettingType.LIST);
    KEYS.put("headers-file", SettingType.FILE);
    KEYS.put("timeout", SettingType.LIMIT);
    KEYS.put("connect-timeout", SettingType.LIMIT);
  }

  private final String name;
  private final Settings settings;

  ServiceSettings(String name, Settings settings) {
    this.name = name;
    this.settings = settings;
  }

  /** The keys that a service takes after {@code genesis.service.NAME.}, with their types. */
  public static Map<String, SettingType<?>> keys() {
    return Map.copyOf(KEYS);
  }

  /** The same, those first that end with another one. */
  static List<String> keysLongestFirst() {
    return KEYS.keySet().stream()
        .sorted(Comparator.comparing(String::length).reversed().thenComparing(k -> k))
        .toList();
  }

  /** The service's name in a key, if the key is one of a service's. */
  static Optional<String> nameIn(String key) {
    Matcher matcher = KEY.matcher(key);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  public String name() {
    return name;
  }

  public Optional<URI> url() {
    return find("url", SettingType.ADDRESS);
  }

  public Optional<Path> file(String key) {
    return find(key, SettingType.FILE);
  }

  public Optional<String> text(String key) {
    return find(key, SettingType.TEXT);
  }

  public Optional<Duration> duration(String key) {
    return find(key, SettingType.LIMIT);
  }

  /** What is said for a key, with its place. */
  public Optional<Settings.Value> value(String key) {
    return settings.value(wholeKey(key));
  }

  /** The whole key, such as {@code genesis.service.NAME.url}. */
  public String wholeKey(String key) {
    return Keys.SERVICE + name + "." + key;
  }

  /** Whether a key is said in a stronger layer than every other of these that is said. */
  public boolean isStronger(String key, String... others) {
    return value(key).isPresent()
        && Stream.of(others)
            .flatMap(other -> value(other).stream())
            .allMatch(
                v -> value(key).orElseThrow().origin().layer().compareTo(v.origin().layer()) < 0);
  }

  /** What is said for a key, read as that type. */
  public <T> Optional<T> find(String key, SettingType<T> type) {
    if (!KEYS.containsKey(key)) {
      throw new IllegalArgumentException("a service has no setting " + key);
    }
    String whole = wholeKey(key);
    return settings.value(whole).map(value -> Settings.parse(whole, type, value));
  }
}
