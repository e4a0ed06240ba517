@NullMarked
package dev.genesis.harness.health;

import org.jspecify.annotations.NullMarked;
