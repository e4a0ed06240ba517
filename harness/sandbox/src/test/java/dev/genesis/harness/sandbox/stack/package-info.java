/** Tests of finding, starting and ending the real programs. */
@NullMarked
package dev.genesis.harness.sandbox.stack;

import org.jspecify.annotations.NullMarked;
