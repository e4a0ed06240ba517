package dev.genesis.harness.config;

import java.time.Duration;

/**
 * The limits that checks hold the system to, each configurable as {@code genesis.threshold.NAME}. A
 * check takes it as a parameter; its jar lists the names with their defaults and sources in {@code
 * META-INF/genesis/thresholds.properties} ({@code error-ratio = 0.001 | where it comes from}).
 */
public interface Thresholds {
  /**
   * A number by name: what is configured, else the default that the check's jar lists.
   *
   * @throws SettingsException if the name is not listed, or what is configured is no number
   */
  double number(String name);

  /** A duration by name, written {@code 200ms}. */
  Duration duration(String name);
}
