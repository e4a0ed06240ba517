/** Tests of the stand-in Genesis. */
@NullMarked
package dev.genesis.harness.sandbox.genesis;

import org.jspecify.annotations.NullMarked;
