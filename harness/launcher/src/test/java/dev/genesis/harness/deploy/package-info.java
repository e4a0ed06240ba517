@NullMarked
package dev.genesis.harness.deploy;

import org.jspecify.annotations.NullMarked;
