/**
 * What the author of a check imports: the annotations that make a method a check and say how grave
 * its failure is, who owns it and what to do. Nothing outside this package is needed to declare a
 * check; what a check talks with is in {@code dev.genesis.harness.service}. Anybody may use it; it
 * knows no other package but the extension that its annotations register.
 */
@NullMarked
package dev.genesis.harness;

import org.jspecify.annotations.NullMarked;
