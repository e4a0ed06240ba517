package dev.genesis.harness.prove;

import dev.genesis.harness.sandbox.fault.WireFault;

/**
 * One check under one fault of one service.
 *
 * @param note how it failed, why it may tolerate the fault, or why it does not apply; may be empty
 */
public record Cell(String service, WireFault fault, Verdict verdict, String note) {}
