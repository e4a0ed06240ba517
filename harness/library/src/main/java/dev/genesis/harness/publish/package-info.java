/**
 * Where results go: one class per destination, each a {@link
 * dev.genesis.harness.publish.Publisher}, found by {@link java.util.ServiceLoader}. A judged run
 * comes in, a {@link dev.genesis.harness.publish.Publication} that says what became of it goes out;
 * a publisher never changes the run. The launcher calls them, in order, once a run is stored.
 */
@NullMarked
package dev.genesis.harness.publish;

import org.jspecify.annotations.NullMarked;
