// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A mail server that does what a test tells it, connection by connection. */
final class ScriptedSmtp implements AutoCloseable {

  /** What happens on one connection; it ends with the return. */
  interface Script {
    void play(Peer peer) throws IOException;
  }

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Script> scripts;
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final List<String> mails = new CopyOnWriteArrayList<>();

  /** Plays these, one a connection, the last one for all that follow. */
  ScriptedSmtp(Script... scripts) throws IOException {
    this.scripts = List.of(scripts);
    Thread.startVirtualThread(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Every command that came, on all connections. */
  List<String> commands() {
    return commands;
  }

  /** Every mail whose last octet came. */
  List<String> mails() {
    return mails;
  }

  private void accept() {
    for (int count = 0; !socket.isClosed(); count++) {
      Script script = scripts.get(Math.min(count, scripts.size() - 1));
      try {
        Socket connection = socket.accept();
        Thread.startVirtualThread(() -> {
          try (connection) {
            script.play(new Peer(connection));
          } catch (IOException e) {
            // The client went away; what that means is the test's to say.
          }
        });
      } catch (IOException e) {
        return;
      }
    }
  }

  /** The server's side of a connection. */
  final class Peer {
    private final InputStream in;
    private final OutputStream out;

    private Peer(Socket connection) throws IOException {
      in = new BufferedInputStream(connection.getInputStream());
      out = connection.getOutputStream();
    }

    void say(String... lines) throws IOException {
      out.write((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    /** Octets without an end of line. */
    void mumble(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    /** Greets and hears the EHLO. */
    void greet(String... keywords) throws IOException {
      say("220 scripted");
      hear();
      List<String> lines = new ArrayList<>(List.of("250-scripted"));
      for (String keyword : keywords) {
        lines.add("250-" + keyword);
      }
      lines.add("250 8BITMIME");
      say(lines.toArray(String[]::new));
    }

    /** The next command; empty when there is none any more. */
    String hear() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        if (octet == '\n') {
          String command = line.toString().stripTrailing();
          commands.add(command);
          return command;
        }
        line.append((char) octet);
      }
      return "";
    }

    /** Hears so many commands. */
    void hear(int count) throws IOException {
      for (int i = 0; i < count; i++) {
        hear();
      }
    }

    /** Hears RSET, MAIL, RCPT, BDAT and the octets. */
    void hearChunk() throws IOException {
      hear(3);
      skipChunk();
    }

    /** Hears BDAT and the octets. */
    void skipChunk() throws IOException {
      String[] chunk = hear().split(" ", -1);
      mails.add(new String(in.readNBytes(Integer.parseInt(chunk[1])), StandardCharsets.UTF_8));
    }

    /** Does nothing until the server is closed. */
    void rest() {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** Hears a mail to its dot. */
    void hearMail() throws IOException {
      StringBuilder mail = new StringBuilder();
      while (true) {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
          if (octet < 0) {
            return;
          }
          line.append((char) octet);
        }
        if (line.toString().equals(".\r")) {
          mails.add(mail.toString());
          return;
        }
        mail.append(line).append('\n');
      }
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    socket.close();
  }
}
