package dev.genesis.harness.run;

/**
 * What went wrong, as it is kept: bounded in size, secrets blanked.
 *
 * @param reason the class of failure
 * @param type the exception's class name, empty where there was none (a dead process)
 * @param message what it said, at most 16 KiB
 * @param detail the bounded stack trace, thread dump, or request and answer; may be empty
 */
public record Failure(FailureReason reason, String type, String message, String detail) {}
