/**
 * Test classes that do every ugly thing that test code does to its runner. They are run by
 * processes that the tests of the run engine start, never by the build itself: none of them is
 * named like a test.
 */
@NullMarked
package dev.genesis.harness.run.ugly;

import org.jspecify.annotations.NullMarked;
