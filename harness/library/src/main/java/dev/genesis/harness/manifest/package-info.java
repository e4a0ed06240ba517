/**
 * What a check jar promises, written when it is compiled: the annotation processor reads the check
 * annotations, refuses what would go wrong later, and puts the manifest into the jar. The compiler
 * calls it; {@code dev.genesis.harness.run} reads the manifest. It knows that package and the
 * settings, and nobody knows it.
 */
@NullMarked
package dev.genesis.harness.manifest;

import org.jspecify.annotations.NullMarked;
