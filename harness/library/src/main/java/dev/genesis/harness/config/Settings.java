package dev.genesis.harness.config;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The settings in force, each with the place it came from. Unchangeable; made by {@link
 * SettingsLoader}, or by {@link #of} where the values are already decided.
 */
public final class Settings {
  /** What every key begins with. */
  public static final String PREFIX = "genesis.";

  /** A value's text and where it came from. */
  public record Value(String text, Origin origin) {}

  private final TreeMap<String, Value> values;

  Settings(Map<String, Value> values) {
    this.values = new TreeMap<>(values);
  }

  /** Settings of these texts by whole key, all from one place. */
  public static Settings of(Map<String, String> texts, Origin origin) {
    TreeMap<String, Value> values = new TreeMap<>();
    texts.forEach((key, text) -> values.put(key, new Value(text, origin)));
    return new Settings(values);
  }

  /** The environment variable of a key: dash and dot become underscore, letters capital. */
  public static String environmentVariable(String key) {
    return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /**
   * A setting's value, its default where nothing was said.
   *
   * @throws SettingsException if what was said cannot be, or nothing was said and there is no
   *     default
   */
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(
            () ->
                new SettingsException(
                    setting.key()
                        + " is not set; give "
                        + setting.option()
                        + ", or set "
                        + setting.environmentVariable()));
  }

  /**
   * A setting's value, or empty where nothing was said and there is no default.
   *
   * @throws SettingsException if what was said cannot be
   */
  public <T> Optional<T> find(Setting<T> setting) {
    Value value = values.get(setting.key());
    if (value != null) {
      return Optional.of(parse(setting.key(), setting.type(), value));
    }
    return Optional.ofNullable(setting.fallback()).map(setting.type().parser());
  }

  /** A value's text by whole key, for services and for showing. */
  public Optional<Value> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** The names of the services for which anything is set. */
  public NavigableSet<String> serviceNames() {
    NavigableSet<String> names = new TreeSet<>();
    for (String key : values.keySet()) {
      ServiceSettings.nameIn(key).ifPresent(names::add);
    }
    return Collections.unmodifiableNavigableSet(names);
  }

  /** What is set for one service, whether or not anything is. */
  public ServiceSettings service(String name) {
    return new ServiceSettings(name, this);
  }

  /** Every value that was set, by whole key. */
  public Map<String, Value> asMap() {
    return Collections.unmodifiableMap(values);
  }

  /** Every value that is no secret: what may be written into a file for another process. */
  public Map<String, Value> shareable() {
    TreeMap<String, Value> plain = new TreeMap<>(values);
    plain.entrySet().removeIf(e -> SecretKeys.isSecret(e.getKey(), e.getValue().text()));
    return plain;
  }

  /** The same, but with these texts by whole key in place of what was said; all from one place. */
  public Settings with(Map<String, String> texts, Origin origin) {
    TreeMap<String, Value> changed = new TreeMap<>(values);
    texts.forEach((key, text) -> changed.put(key, new Value(text, origin)));
    return new Settings(changed);
  }

  /** The same, but as if nothing had been said of these keys. */
  public Settings without(Set<String> keys) {
    TreeMap<String, Value> changed = new TreeMap<>(values);
    changed.keySet().removeAll(keys);
    return new Settings(changed);
  }

  static <T> T parse(String key, SettingType<T> type, Value value) {
    try {
      return type.parser().apply(value.text());
    } catch (IllegalArgumentException e) {
      String[] said = wrongAndRight(e);
      String shown = shown(value.text());
      throw new SettingsException(
          "%s: '%s' %s (from %s)%s"
              .formatted(
                  key,
                  shown,
                  said[0].replace(value.text(), shown),
                  value.origin().place(),
                  said[1].replace(value.text(), shown)));
    }
  }

  /** A value as it may stand in a message: without what may be a password, short, on one line. */
  private static String shown(String text) {
    String plain = text.substring(text.lastIndexOf('@') + 1);
    String line = plain.replaceAll("\\p{Cntrl}", " ");
    return (plain.length() < text.length() ? Secrets.BLANK + "@" : "")
        + (line.length() > 120 ? line.substring(0, 120) + "…" : line);
  }

  /** Splits "what is wrong; what would be right", so that the place can stand between the two. */
  private static String[] wrongAndRight(IllegalArgumentException e) {
    String message = String.valueOf(e.getMessage());
    int at = message.indexOf("; ");
    return at < 0
        ? new String[] {message, ""}
        : new String[] {message.substring(0, at), message.substring(at)};
  }
}
