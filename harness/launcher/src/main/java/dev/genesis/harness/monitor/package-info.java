/**
 * The monitoring files as something that can be read, judged and tried: rule files, routing,
 * dashboard and runbooks of a folder come in; findings with file, line and cure, a test alert's way
 * or a filled-in copy go out. The commands {@code validate}, {@code alert} and {@code render} call
 * it, and so do the tests of {@code monitoring/}.
 */
@NullMarked
package dev.genesis.harness.monitor;

import org.jspecify.annotations.NullMarked;
