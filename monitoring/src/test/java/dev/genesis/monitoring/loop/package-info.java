/**
 * The whole loop on the real programs: a result is pushed, an alert fires, somebody is notified,
 * and all is well again when the fault is gone.
 */
@NullMarked
package dev.genesis.monitoring.loop;

import org.jspecify.annotations.NullMarked;
