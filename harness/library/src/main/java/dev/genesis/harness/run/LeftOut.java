package dev.genesis.harness.run;

/**
 * A check that was left out of the total on purpose, visibly.
 *
 * @param quarantined true for a quarantine, false for a deselection
 * @param reason why: the quarantine's owner, reason and expiry, or the option that deselected it
 */
public record LeftOut(CheckMetadata check, boolean quarantined, String reason) {}
