@NullMarked
package dev.genesis.harness.cli;

import org.jspecify.annotations.NullMarked;
