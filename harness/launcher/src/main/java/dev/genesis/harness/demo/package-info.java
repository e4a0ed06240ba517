/**
 * The whole loop on one machine, for a person to look at: the sandbox is started, both suites run
 * in it as {@code run} runs them, the pushed pass rate is read back from Prometheus and held
 * against {@code run.json}; with a fault, the page arrives and resolves. The {@code demo} command
 * calls it.
 */
@NullMarked
package dev.genesis.harness.demo;

import org.jspecify.annotations.NullMarked;
