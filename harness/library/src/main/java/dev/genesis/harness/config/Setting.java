package dev.genesis.harness.config;

import org.jspecify.annotations.Nullable;

/**
 * One setting: what it is called everywhere, what type it has, and what it means.
 *
 * @param key the whole key, such as {@code genesis.pushgateway-url}
 * @param type how its text is read
 * @param fallback the default's text, null when it has none
 * @param description one sentence for {@code --help} and {@code config show}
 */
public record Setting<T>(
    String key, SettingType<T> type, @Nullable String fallback, String description) {

  /** The option's name, such as {@code --pushgateway-url}. */
  public String option() {
    return "--" + key.substring(Settings.PREFIX.length()).replace('.', '-');
  }

  /** The environment variable's name, such as {@code GENESIS_PUSHGATEWAY_URL}. */
  public String environmentVariable() {
    return Settings.environmentVariable(key);
  }
}
