package dev.genesis.harness.sandbox;

/** A way in which Alertmanager reaches somebody. */
public enum Channel {
  PAGERDUTY("PagerDuty"),
  SLACK("Slack"),
  MAIL("mail"),
  WEBHOOK("webhook");

  private final String title;

  Channel(String title) {
    this.title = title;
  }

  /** Its name in a sentence. */
  public String title() {
    return title;
  }
}
