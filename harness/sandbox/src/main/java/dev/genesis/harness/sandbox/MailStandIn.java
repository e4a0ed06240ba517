package dev.genesis.harness.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** As much of a mail server as Alertmanager needs: plain SMTP with a login that is always right. */
final class MailStandIn implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MailStandIn.class);

  /** Takes a mail, or refuses it for now. */
  @FunctionalInterface
  interface Mailbox {
    boolean take(String to, String source);
  }

  private final ServerSocket socket;
  private final Executor threads;
  private final Mailbox mailbox;

  private MailStandIn(ServerSocket socket, Executor threads, Mailbox mailbox) {
    this.socket = socket;
    this.threads = threads;
    this.mailbox = mailbox;
  }

  static MailStandIn start(Executor threads, Mailbox mailbox) throws IOException {
    ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    MailStandIn server = new MailStandIn(socket, threads, mailbox);
    threads.execute(server::accept);
    return server;
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("closing the mail stand-in", e);
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        threads.execute(() -> converse(client));
      } catch (IOException e) {
        LOG.debug("the mail stand-in was closed", e);
      }
    }
  }

  private void converse(Socket client) {
    try (client) {
      client.setSoTimeout(30_000);
      new Conversation(client).run();
    } catch (IOException e) {
      LOG.debug("a mail client went away", e);
    }
  }

  private final class Conversation {
    private final BufferedReader in;
    private final OutputStream out;
    private final List<String> recipients = new ArrayList<>();

    Conversation(Socket client) throws IOException {
      in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
      out = client.getOutputStream();
    }

    void run() throws IOException {
      say("220 sandbox.example stand-in mail server");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String command = line.toUpperCase(Locale.ROOT);
        if (command.startsWith("EHLO")) {
          say("250-sandbox.example", "250-8BITMIME", "250 AUTH PLAIN LOGIN");
        } else if (command.startsWith("AUTH LOGIN")) {
          login();
        } else if (command.startsWith("AUTH")) {
          say("235 2.7.0 welcome");
        } else if (command.startsWith("RCPT TO:")) {
          recipients.add(address(line));
          say("250 2.1.5 ok");
        } else if (command.equals("DATA")) {
          say("354 go ahead");
          deliver(data());
        } else if (command.equals("QUIT")) {
          say("221 2.0.0 bye");
          return;
        } else {
          say("250 2.0.0 ok");
        }
      }
    }

    private void login() throws IOException {
      say("334 VXNlcm5hbWU6");
      String user = in.readLine();
      say("334 UGFzc3dvcmQ6");
      String password = in.readLine();
      say(user == null || password == null ? "535 5.7.8 no" : "235 2.7.0 welcome");
    }

    private String data() throws IOException {
      StringBuilder source = new StringBuilder();
      for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
        source.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
      }
      return source.toString();
    }

    private void deliver(String source) throws IOException {
      boolean taken = true;
      for (String recipient : recipients) {
        taken &= mailbox.take(recipient, source);
      }
      recipients.clear();
      say(taken ? "250 2.0.0 taken" : "451 4.3.0 told to fail");
    }

    private String address(String line) {
      int start = line.indexOf('<');
      int end = line.indexOf('>');
      return start >= 0 && end > start ? line.substring(start + 1, end) : line.substring(8).strip();
    }

    private void say(String... lines) throws IOException {
      out.write((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }
}
