package dev.genesis.harness.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiversTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String TRIGGER =
      """
      {"routing_key": "k", "event_action": "trigger", "dedup_key": "d",
       "payload": {"summary": "it burns", "source": "here", "severity": "critical"}}
      """;

  private final Receivers receivers = Receivers.start();

  @AfterEach
  void close() {
    receivers.close();
  }

  @Test
  void pagerDuty_takesAnEventAndAnswersAsTheRealOne() throws Exception {
    assertThat(post(receivers.pagerDuty("pager"), TRIGGER)).isEqualTo(202);

    assertThat(receivers.taken("pager"))
        .singleElement()
        .satisfies(
            page -> {
              assertThat(page.channel()).isEqualTo(Channel.PAGERDUTY);
              assertThat(page.headline()).isEqualTo("it burns");
              assertThat(page.resolved()).isFalse();
            });
  }

  @Test
  void pagerDuty_refusesWhatTheRealOneWould() throws Exception {
    assertThat(post(receivers.pagerDuty("p"), TRIGGER.replace("critical", "P1"))).isEqualTo(400);
    assertThat(post(receivers.pagerDuty("p"), TRIGGER.replace("\"k\"", "\"\""))).isEqualTo(400);
    assertThat(post(receivers.pagerDuty("p"), TRIGGER.replace("it burns", ""))).isEqualTo(400);
    assertThat(post(receivers.pagerDuty("p"), TRIGGER.replace("trigger", "alarm"))).isEqualTo(400);
    assertThat(post(receivers.pagerDuty("p"), "{")).isEqualTo(400);

    assertThat(receivers.taken("p")).isEmpty();
    assertThat(receivers.received())
        .hasSize(5)
        .noneMatch(Notification::accepted)
        .noneMatch(n -> n.problems().isEmpty());
  }

  @Test
  void slack_refusesAMessageWithoutText() throws Exception {
    assertThat(post(receivers.slack("chat"), "{\"attachments\": []}")).isEqualTo(400);
    assertThat(post(receivers.slack("chat"), "{\"attachments\": [{\"title\": \"t\"}]}"))
        .isEqualTo(200);
    assertThat(receivers.taken("chat")).extracting(Notification::headline).containsExactly("t");
  }

  @Test
  void toldToFail_answersSo_untilHealed() throws Exception {
    receivers.fail(Channel.PAGERDUTY, 500);
    assertThat(post(receivers.pagerDuty("p"), TRIGGER)).isEqualTo(500);
    assertThat(receivers.received()).hasSize(1);
    assertThat(receivers.taken("p")).isEmpty();

    receivers.heal(Channel.PAGERDUTY);

    assertThat(post(receivers.pagerDuty("p"), TRIGGER)).isEqualTo(202);
    assertThat(receivers.taken("p")).hasSize(1);
  }

  @Test
  void mail_isReadThroughItsEncodings() throws Exception {
    String mail =
        """
        From: a@example
        To: oncall@example
        Date: Mon, 23 Nov 2026 18:00:00 +0000
        Subject: =?utf-8?q?=5BFIRING=5D_95_=25_=C3=BCber?=
        Content-Type: multipart/alternative;
         boundary=xyz

        --xyz
        Content-Type: text/plain; charset=UTF-8
        Content-Transfer-Encoding: quoted-printable

        see runbook#a=
        nchor =3D here
        ..a line with a dot
        --xyz
        Content-Type: text/html
        Content-Transfer-Encoding: base64

        PGI+Ym9sZDwvYj4=
        --xyz--
        """;

    assertThat(send("oncall@example", mail)).isEqualTo("250");

    assertThat(receivers.taken("oncall@example"))
        .singleElement()
        .satisfies(
            page -> {
              assertThat(page.headline()).isEqualTo("[FIRING] 95 % über");
              assertThat(page.body())
                  .contains("see runbook#anchor = here")
                  .contains("\r\n.a line with a dot")
                  .contains("<b>bold</b>");
              assertThat(page.problems()).isEmpty();
            });
  }

  @Test
  void mailToldToFail_isRefusedForNow() throws Exception {
    receivers.fail(Channel.MAIL, 451);

    assertThat(send("oncall@example", "Subject: x\n\ny\n")).isEqualTo("451");

    assertThat(receivers.taken("oncall@example")).isEmpty();
    assertThat(receivers.received(Channel.MAIL))
        .singleElement()
        .satisfies(n -> assertThat(n.problems()).contains("no from header", "no date header"));
  }

  /** Sends a mail and returns the code of the last answer. */
  private String send(String to, String mail) throws Exception {
    String[] address = receivers.smarthost().split(":", 2);
    try (Socket socket = new Socket(address[0], Integer.parseInt(address[1]));
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      OutputStream out = socket.getOutputStream();
      String code = code(in);
      assertThat(code).isEqualTo("220");
      for (String line :
          new String[] {
            "EHLO me",
            "AUTH PLAIN AGEAYg==",
            "MAIL FROM:<a@example>",
            "RCPT TO:<" + to + ">",
            "DATA"
          }) {
        write(out, line + "\r\n");
        code(in);
      }
      write(out, mail.replace("\n", "\r\n") + ".\r\n");
      return code(in);
    }
  }

  private static void write(OutputStream out, String text) throws Exception {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static String code(BufferedReader in) throws Exception {
    String line = in.readLine();
    while (line != null && line.charAt(3) == '-') {
      line = in.readLine();
    }
    return String.valueOf(line).substring(0, 3);
  }

  private static int post(URI uri, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
