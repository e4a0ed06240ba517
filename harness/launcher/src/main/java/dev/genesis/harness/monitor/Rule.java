package dev.genesis.harness.monitor;

import java.nio.file.Path;
import java.util.Map;

/**
 * A rule of a Prometheus rule file.
 *
 * @param line where it begins in its file
 * @param group the group's name
 * @param alert true for an alert, false for a recording rule
 * @param name the alert's name, or the recorded series'
 * @param hold what stands under {@code for}; empty if nothing does
 */
public record Rule(
    Path file,
    int line,
    String group,
    boolean alert,
    String name,
    PromQlExpression expression,
    String hold,
    Map<String, String> labels,
    Map<String, String> annotations) {}
