@NullMarked
package dev.genesis.harness.sandbox.fault;

import org.jspecify.annotations.NullMarked;
