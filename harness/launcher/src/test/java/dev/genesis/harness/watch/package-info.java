@NullMarked
package dev.genesis.harness.watch;

import org.jspecify.annotations.NullMarked;
