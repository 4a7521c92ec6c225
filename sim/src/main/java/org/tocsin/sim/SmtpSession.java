// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One conversation with a sender, RFC 5321. Replies are flushed only when no further command waits
 * (RFC 2920 §3.2). Used by one thread.
 */
final class SmtpSession {
  private static final int MAX_BAD_COMMANDS = 20;
  private static final Pattern CHUNK =
      Pattern.compile("([0-9]{1,8})( +LAST)?", Pattern.CASE_INSENSITIVE);

  private static final String TAKEN = "250 2.0.0 EXERCISE taken";

  private final SmtpReceiver receiver;
  private final Socket socket;
  private final SmtpLines lines;
  private final OutputStream out;
  private boolean greeted;
  private boolean inMail;
  private String from = "";
  private final List<String> recipients = new ArrayList<>();
  private final StringBuilder chunks = new StringBuilder();
  private Fault fault = Fault.NONE;
  private int badCommands;

  SmtpSession(SmtpReceiver receiver, Socket socket) throws IOException {
    this.receiver = receiver;
    this.socket = socket;
    this.lines = new SmtpLines(socket.getInputStream());
    this.out = new BufferedOutputStream(socket.getOutputStream(), 2_048);
  }

  void run() throws IOException {
    reply("220 exercise.invalid ESMTP EXERCISE receiver, nothing is passed on");
    while (true) {
      if (!lines.hasMore()) {
        out.flush();
      }
      SmtpLines.Line line = lines.readCommand();
      boolean goOn =
          switch (line) {
            case SmtpLines.End _ -> false;
            case SmtpLines.TooLong _ -> bad("500 5.5.6 line is longer than 2000 bytes; shorten it");
            case SmtpLines.Text text -> obey(text.bytes());
          };
      if (!goOn) {
        out.flush();
        return;
      }
    }
  }

  private boolean obey(String line) throws IOException {
    int space = line.indexOf(' ');
    String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
    String rest = space < 0 ? "" : line.substring(space + 1).strip();
    return switch (verb) {
      case "EHLO" -> hello(rest, true);
      case "HELO" -> hello(rest, false);
      case "MAIL" -> mail(rest);
      case "RCPT" -> recipient(rest);
      case "DATA" -> data();
      case "BDAT" -> chunk(rest);
      case "RSET" -> {
        reset();
        yield reply("250 2.0.0 forgotten");
      }
      case "NOOP" -> reply("250 2.0.0 fine");
      case "VRFY" -> reply("252 2.5.0 cannot tell; send and see");
      case "QUIT" -> {
        reply("221 2.0.0 EXERCISE ends");
        yield false;
      }
      default ->
          bad("502 5.5.1 command is not known here; this receiver has no TLS and no sign-in");
    };
  }

  private boolean hello(String name, boolean extended) throws IOException {
    if (name.isEmpty()) {
      return bad("501 5.5.4 say who you are, such as EHLO localhost");
    }
    reset();
    greeted = true;
    if (!extended) {
      return reply("250 exercise.invalid");
    }
    return reply(
        "250-exercise.invalid EXERCISE\r\n"
            + switch (receiver.speech()) {
              case LOCK_STEP -> "";
              case PIPELINED -> "250-PIPELINING\r\n";
              case CHUNKED -> "250-PIPELINING\r\n250-CHUNKING\r\n";
            }
            + "250-8BITMIME\r\n250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n250 SIZE "
            + SmtpReceiver.MAX_MAIL_BYTES);
  }

  private boolean mail(String rest) throws IOException {
    if (!greeted || inMail) {
      return bad("503 5.5.1 " + (greeted ? "a mail is open; RSET first" : "say EHLO first"));
    }
    int path = pathAfter("FROM:", rest);
    if (path < 0) {
      return bad("501 5.5.4 write MAIL FROM:<address>");
    }
    String parameters = rest.substring(rest.indexOf('>', path) + 1).toUpperCase(Locale.ROOT);
    int size = parameters.indexOf("SIZE=");
    if (size >= 0 && isTooLarge(parameters.substring(size + 5))) {
      return reply("552 5.3.4 mail is larger than " + SmtpReceiver.MAX_MAIL_BYTES + " bytes");
    }
    from = address(rest, path);
    inMail = true;
    return reply("250 2.1.0 sender ok");
  }

  private boolean recipient(String rest) throws IOException {
    if (!inMail) {
      return bad("503 5.5.1 say MAIL FROM first");
    }
    int path = pathAfter("TO:", rest);
    String address = path < 0 ? "" : address(rest, path);
    if (address.isEmpty()) {
      return bad("501 5.1.3 write RCPT TO:<address>");
    }
    if (recipients.size() == SmtpReceiver.MAX_RECIPIENTS) {
      return reply("452 4.5.3 no more than " + SmtpReceiver.MAX_RECIPIENTS + " recipients a mail");
    }
    Fault fate = receiver.faultOf(address);
    switch (fate) {
      case REJECT -> {
        receiver.noteRefused();
        return reply("550 5.1.1 EXERCISE nobody can be reached at this address");
      }
      case TEMPORARY -> {
        receiver.noteDeferred();
        return reply("451 4.3.0 EXERCISE mailbox is busy; try again later");
      }
      case CLOSE -> {
        receiver.noteDropped();
        return false;
      }
      case SLOW, LOST_REPLY -> fault = fate;
      case NONE -> {}
    }
    recipients.add(address);
    return reply("250 2.1.5 recipient ok");
  }

  private boolean data() throws IOException {
    if (!inMail || recipients.isEmpty()) {
      return withoutRecipient();
    }
    reply("354 EXERCISE send the mail, end with a line that holds one dot");
    out.flush();
    SmtpLines.Line raw = lines.readMail(SmtpReceiver.MAX_MAIL_BYTES);
    return switch (raw) {
      case SmtpLines.End _ -> false;
      case SmtpLines.TooLong _ -> {
        reset();
        yield reply("552 5.3.4 mail is larger than " + SmtpReceiver.MAX_MAIL_BYTES + " bytes");
      }
      case SmtpLines.Text text -> take(text.bytes());
    };
  }

  /** RFC 3030 §2: the octets follow the command whatever the answer to it will be. */
  private boolean chunk(String rest) throws IOException {
    Matcher said = CHUNK.matcher(rest);
    if (receiver.speech() != SmtpReceiver.Speech.CHUNKED || !said.matches()) {
      return bad("501 5.5.4 write BDAT octets, and LAST with the last ones");
    }
    SmtpLines.Line octets =
        lines.readOctets(Integer.parseInt(said.group(1)), SmtpReceiver.MAX_MAIL_BYTES);
    if (octets instanceof SmtpLines.End) {
      return false;
    }
    if (!inMail || recipients.isEmpty()) {
      return withoutRecipient();
    }
    boolean tooLong =
        !(octets instanceof SmtpLines.Text text)
            || chunks.append(text.bytes()).length() > SmtpReceiver.MAX_MAIL_BYTES;
    if (tooLong) {
      reset();
      return reply("552 5.3.4 mail is larger than " + SmtpReceiver.MAX_MAIL_BYTES + " bytes");
    }
    return said.group(2) == null ? reply("250 2.0.0 EXERCISE go on") : take(chunks.toString());
  }

  /** Who pipelines cannot know yet that nobody was accepted: no bad command. */
  private boolean withoutRecipient() throws IOException {
    return reply(inMail ? "554 5.5.1 no valid recipient" : "503 5.5.1 say MAIL FROM first");
  }

  private boolean take(String raw) throws IOException {
    Fault fate = fault;
    if (fate == Fault.SLOW) {
      try {
        Thread.sleep(receiver.slowBy());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    boolean taken = receiver.take(from, recipients, raw);
    Tear tear = taken && fate != Fault.LOST_REPLY ? receiver.tearOf(recipients) : Tear.NONE;
    reset();
    if (fate == Fault.LOST_REPLY) {
      receiver.noteDropped();
      return false;
    }
    if (!taken) {
      return reply("451 4.3.0 EXERCISE could not be handed on; try again");
    }
    return tear == Tear.NONE ? reply(TAKEN) : tear(tear);
  }

  /** Says that a mail was taken, as far as that comes. */
  private boolean tear(Tear tear) throws IOException {
    receiver.noteDropped();
    switch (tear) {
      case NONE -> {
        return reply(TAKEN);
      }
      case TWICE -> {
        reply(TAKEN);
        return reply(TAKEN);
      }
      case NOTHING -> {
        // Not a word.
      }
      case STALL, HALF -> out.write(ascii(TAKEN.substring(0, 2)));
      case NO_BODY -> out.write(ascii("250-2.0.0 EXERCISE taken, and\r\n"));
      case HALF_BODY -> out.write(ascii(TAKEN));
    }
    out.flush();
    if (tear == Tear.STALL) {
      receiver.stall();
    } else {
      socket.shutdownOutput();
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
    return false;
  }

  private void reset() {
    inMail = false;
    from = "";
    recipients.clear();
    chunks.setLength(0);
    fault = Fault.NONE;
  }

  private boolean bad(String line) throws IOException {
    if (++badCommands >= MAX_BAD_COMMANDS) {
      reply("421 4.7.0 too many bad commands; " + MAX_BAD_COMMANDS + " is the limit");
      return false;
    }
    return reply(line);
  }

  private boolean reply(String line) throws IOException {
    out.write(ascii(line));
    out.write('\r');
    out.write('\n');
    return true;
  }

  /** Where the path's opening bracket stands after the keyword; -1 when there is none. */
  private static int pathAfter(String keyword, String rest) {
    if (!rest.regionMatches(true, 0, keyword, 0, keyword.length())) {
      return -1;
    }
    int open = rest.indexOf('<');
    return open < keyword.length() || rest.indexOf('>', open) < 0 ? -1 : open;
  }

  /** The address inside the brackets; with SMTPUTF8 it may hold any letter. */
  private static String address(String rest, int path) {
    String bytes = rest.substring(path + 1, rest.indexOf('>', path));
    return new String(bytes.getBytes(ISO_8859_1), UTF_8);
  }

  private static boolean isTooLarge(String digits) {
    int end = 0;
    while (end < digits.length() && Character.isDigit(digits.charAt(end))) {
      end++;
    }
    if (end == 0) {
      return false;
    }
    return end > 9 || Long.parseLong(digits.substring(0, end)) > SmtpReceiver.MAX_MAIL_BYTES;
  }

  static byte[] ascii(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
