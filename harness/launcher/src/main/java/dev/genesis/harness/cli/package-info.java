/**
 * The command line: one thin class per command. Arguments, environment and {@code genesis.yaml}
 * come in; one call into the package that does the work, its answer on the screen and an exit code
 * of the contract go out. Nobody calls it but {@code main}; a new command is one class and one line
 * in {@link dev.genesis.harness.cli.Commands}.
 */
@NullMarked
package dev.genesis.harness.cli;

import org.jspecify.annotations.NullMarked;
