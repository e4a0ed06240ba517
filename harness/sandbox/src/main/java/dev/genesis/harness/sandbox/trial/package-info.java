/**
 * Runs checks inside a test, against a sandbox or any other addresses, so that whoever writes
 * checks can show that each can fail. Addresses and limits come in, an outcome for every check goes
 * out. Nothing is counted, kept or published here; tests of check jars call it.
 */
@NullMarked
package dev.genesis.harness.sandbox.trial;

import org.jspecify.annotations.NullMarked;
