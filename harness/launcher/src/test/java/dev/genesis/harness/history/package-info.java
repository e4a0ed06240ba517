@NullMarked
package dev.genesis.harness.history;

import org.jspecify.annotations.NullMarked;
