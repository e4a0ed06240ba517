/**
 * What is remembered over runs: every run with its checks, latencies and failures, and the values
 * that are pushed and outlive them. Judged runs come in; records, and what the Pushgateway is to be
 * told of earlier runs, go out. SQLite in one file by default, PostgreSQL by a {@code jdbc:}
 * address for several runners; both pass the same kit of tests. The supervisor, watch, baseline and
 * report call it.
 */
@NullMarked
package dev.genesis.harness.history;

import org.jspecify.annotations.NullMarked;
