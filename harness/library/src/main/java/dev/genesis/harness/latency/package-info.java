/**
 * Latencies that mean something: a sample at a fixed rate without coordinated omission, its
 * percentiles with what a sample of that size can bear, and AssertJ assertions on them. A request
 * to repeat comes in, {@link dev.genesis.harness.latency.Latencies} go out. Checks call it.
 */
@NullMarked
package dev.genesis.harness.latency;

import org.jspecify.annotations.NullMarked;
