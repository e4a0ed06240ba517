/** Proofs that every check of the smoke suite can fail, and that the suite is quick. */
@NullMarked
package dev.genesis.smoke;

import org.jspecify.annotations.NullMarked;
