package dev.genesis.harness.sandbox.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The table of proofs against the checks there are, and as a file in the check jar ({@code
 * META-INF/genesis/proofs.properties}) that {@code list} shows.
 */
public final class ProofLedger {
  private static final String HEAD =
      "# What makes each check fail: check = cause | reason. Written by the test of the proofs.\n";

  private final List<? extends Proof<?>> proofs;

  public ProofLedger(List<? extends Proof<?>> proofs) {
    this.proofs = List.copyOf(proofs);
  }

  /** The checks, of those given, for which there is no proof. */
  public Set<String> unproven(Set<String> checks) {
    Set<String> unproven = new TreeSet<>(checks);
    proofs.forEach(proof -> unproven.remove(proof.check()));
    return unproven;
  }

  /** The ids that proofs name although there is no such check. */
  public Set<String> unknown(Set<String> checks) {
    Set<String> unknown = new TreeSet<>();
    for (Proof<?> proof : proofs) {
      unknown.addAll(proof.mustFail());
      unknown.addAll(proof.may());
    }
    unknown.removeAll(checks);
    return unknown;
  }

  /** The file's text. */
  public String text() {
    return proofs.stream().map(Proof::line).sorted().collect(Collectors.joining("\n", HEAD, "\n"));
  }

  /**
   * Whether the file says the same; if not, it is written anew, so that the next build has it
   * right.
   */
  public boolean matches(Path file) throws IOException {
    if (Files.isRegularFile(file) && Files.readString(file).equals(text())) {
      return true;
    }
    Files.writeString(file, text());
    return false;
  }
}
