/**
 * Proofs of the files in {@code monitoring/}, by the real programs: every rule fires and stays
 * quiet where it should, every route leads to its receiver, every panel has data, every link an
 * anchor.
 */
@NullMarked
package dev.genesis.monitoring;

import org.jspecify.annotations.NullMarked;
