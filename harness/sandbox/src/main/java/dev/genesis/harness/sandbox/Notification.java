package dev.genesis.harness.sandbox;

import java.time.Instant;
import java.util.List;

/**
 * One notification that arrived at a stand-in receiver.
 *
 * @param to the receiver's name in {@code alertmanager.yml}; of a mail, the address
 * @param status what was answered; 2xx means it was taken (a mail's answers are 250 or 451)
 * @param resolved whether it says that all is well again
 * @param headline its first line for a reader: PagerDuty's summary, Slack's title, a mail's subject
 * @param body all of it, decoded
 * @param problems what the real receiver would refuse, one sentence each
 */
public record Notification(
    Channel channel,
    String to,
    Instant at,
    int status,
    boolean resolved,
    String headline,
    String body,
    List<String> problems) {

  public Notification {
    problems = List.copyOf(problems);
  }

  /** Whether the receiver took it; what it did not take, Alertmanager sends again. */
  public boolean accepted() {
    return status >= 200 && status < 300;
  }

  /** Whether its body names an alert (or anything else). */
  public boolean mentions(String text) {
    return body.contains(text);
  }
}
