/**
 * The Genesis production suite: whether the live system, and everything that watches over it, is as
 * the 48-hour plan wants it. Services and limits come in by annotation, a passed or failed check
 * goes out. The harness runs it; its own metrics and alerts are left out, since a suite that judges
 * itself would never turn green again.
 */
@NullMarked
package dev.genesis.production;

import org.jspecify.annotations.NullMarked;
