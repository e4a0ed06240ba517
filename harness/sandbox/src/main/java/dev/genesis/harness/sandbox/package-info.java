/**
 * A whole small world on loopback: a stand-in Genesis with switchable faults, stand-in receivers,
 * and the real monitoring programs, started and stopped together. A list of parts comes in, running
 * programs with their addresses go out; closing it, or the end of its parent, ends them all. Tests,
 * the demo and rehearsals use it.
 */
@NullMarked
package dev.genesis.harness.sandbox;

import org.jspecify.annotations.NullMarked;
