/**
 * The one typed place for every setting of the harness: its name, type, default and meaning.
 * Options, environment, properties, JUnit configuration parameters and {@code genesis.yaml} come
 * in; one {@link dev.genesis.harness.config.Settings} comes out, in which each value knows where it
 * came from. Every package may read settings; this one knows none of them.
 */
@NullMarked
package dev.genesis.harness.config;

import org.jspecify.annotations.NullMarked;
