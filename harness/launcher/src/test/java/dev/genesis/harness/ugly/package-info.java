/** Test classes that do what test code must not: the process tests pack them into check jars. */
@NullMarked
package dev.genesis.harness.ugly;

import org.jspecify.annotations.NullMarked;
