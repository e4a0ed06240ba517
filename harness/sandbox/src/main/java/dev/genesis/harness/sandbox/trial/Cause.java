package dev.genesis.harness.sandbox.trial;

/**
 * Something that can be wrong with the world that checks look at, and made right again.
 *
 * @param <W> the world that it happens to
 */
public interface Cause<W> {
  /** What it is, in a few words, as the table of proofs shows it. */
  String label();

  /**
   * Makes it wrong.
   *
   * @param healthy the trial of the healthy world
   * @return the trial of the ill one; most often the same
   */
  Trial begin(W world, Trial healthy) throws Exception;

  /** Makes it right again. */
  void end(W world) throws Exception;
}
