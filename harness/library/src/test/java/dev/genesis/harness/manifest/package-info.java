/** Tests of what the annotation processor promises and refuses. */
@NullMarked
package dev.genesis.harness.manifest;

import org.jspecify.annotations.NullMarked;
