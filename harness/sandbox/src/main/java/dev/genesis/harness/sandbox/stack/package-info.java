/**
 * The real programs: Prometheus, Pushgateway, Alertmanager and node exporter, found on the path or
 * unpacked from the distribution's packages, started on free loopback ports under a guard that ends
 * them with their parent. What to start comes in, a running program with its address goes out. The
 * sandbox and tests call it.
 */
@NullMarked
package dev.genesis.harness.sandbox.stack;

import org.jspecify.annotations.NullMarked;
