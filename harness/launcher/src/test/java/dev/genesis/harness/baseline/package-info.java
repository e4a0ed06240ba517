@NullMarked
package dev.genesis.harness.baseline;

import org.jspecify.annotations.NullMarked;
