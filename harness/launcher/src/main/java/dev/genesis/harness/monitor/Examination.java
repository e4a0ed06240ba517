package dev.genesis.harness.monitor;

import java.util.List;

/**
 * What one look at the files found.
 *
 * @param subject what was looked at
 * @param outcome what there is, in a few words
 */
public record Examination(String subject, String outcome, List<Finding> findings) {
  public Examination {
    findings = List.copyOf(findings);
  }

  public boolean fits() {
    return findings.isEmpty();
  }
}
