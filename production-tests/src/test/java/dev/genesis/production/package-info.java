/** Proofs that every check of the production suite can fail, and that the suite is fit to run. */
@NullMarked
package dev.genesis.production;

import org.jspecify.annotations.NullMarked;
