package dev.genesis.monitoring;

import dev.genesis.harness.monitor.Rule;

/**
 * A rule with one thing wrong.
 *
 * @param id the rule's name and what was changed
 */
record Mutant(String id, Rule original, Rule rule) {}
