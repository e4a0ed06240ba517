/**
 * The Genesis smoke suite: what must be true in the first minute after a deployment, asked of
 * Genesis alone and answered within five seconds, so that it can be a readiness gate. The service
 * and the limits come in by annotation, a passed or failed check goes out. The harness runs it.
 */
@NullMarked
package dev.genesis.smoke;

import org.jspecify.annotations.NullMarked;
