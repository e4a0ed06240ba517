@NullMarked
package dev.genesis.harness.publish;

import org.jspecify.annotations.NullMarked;
