/** The packaged jar as a user starts it: processes, signals, exit codes. */
@NullMarked
package dev.genesis.harness.process;

import org.jspecify.annotations.NullMarked;
