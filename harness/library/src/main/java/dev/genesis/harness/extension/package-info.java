/**
 * The JUnit extension behind the check annotations: it hands checks their services, keeps their
 * time, and holds the guards. JUnit calls it; the services come from {@code
 * dev.genesis.harness.service}, settings from {@code dev.genesis.harness.config}. Nobody else calls
 * it, but an annotation of one's own may register {@link
 * dev.genesis.harness.extension.CheckExtension}.
 */
@NullMarked
package dev.genesis.harness.extension;

import org.jspecify.annotations.NullMarked;
