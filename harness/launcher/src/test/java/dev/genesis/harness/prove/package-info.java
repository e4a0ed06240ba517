@NullMarked
package dev.genesis.harness.prove;

import org.jspecify.annotations.NullMarked;
