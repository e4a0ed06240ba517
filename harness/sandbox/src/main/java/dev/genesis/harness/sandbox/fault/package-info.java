/**
 * A proxy that stands in front of one HTTP service and, on demand, answers as a broken service
 * would. A service's address comes in, an address that behaves like it until a {@link
 * dev.genesis.harness.sandbox.fault.WireFault} is injected goes out. {@code prove} uses it to show
 * that checks can fail; tests of clients may use it too.
 */
@NullMarked
package dev.genesis.harness.sandbox.fault;

import org.jspecify.annotations.NullMarked;
