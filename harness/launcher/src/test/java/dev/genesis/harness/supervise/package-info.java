@NullMarked
package dev.genesis.harness.supervise;

import org.jspecify.annotations.NullMarked;
