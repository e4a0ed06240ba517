@NullMarked
package dev.genesis.harness.objective;

import org.jspecify.annotations.NullMarked;
