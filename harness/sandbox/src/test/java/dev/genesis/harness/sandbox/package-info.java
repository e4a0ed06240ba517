/** Tests of the sandbox as a whole. */
@NullMarked
package dev.genesis.harness.sandbox;

import org.jspecify.annotations.NullMarked;
