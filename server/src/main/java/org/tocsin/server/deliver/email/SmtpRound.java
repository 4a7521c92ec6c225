// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;

/**
 * Takes one round of mails over connections, as quickly as the server allows, and knows of each at
 * every moment whether it may have arrived. Used by one thread.
 *
 * <p>Three ways, by what the server offers: with CHUNKING (RFC 3030) whole mails follow one another
 * without waiting; with PIPELINING (RFC 2920) alone, the next mail's envelope goes with the mail
 * before it, one wait a mail; with neither, a command after the other. Replies come in the order of
 * the commands. What may have arrived before goes alone, so that a mail on which the server breaks
 * takes no other with it a second time.
 */
final class SmtpRound {

  private static final long SEND_NANOS = Duration.ofSeconds(18).toNanos();
  private static final long WAIT_NANOS = Duration.ofSeconds(8).toNanos();
  private static final long QUICK_NANOS = Duration.ofMillis(500).toNanos();
  private static final long SLOW_NANOS = Duration.ofSeconds(2).toNanos();
  private static final int FIRST_WINDOW = 4;
  private static final byte[] RSET = "RSET\r\n".getBytes(UTF_8);
  private static final byte[] DATA = "DATA\r\n".getBytes(UTF_8);
  private static final byte[] DOT = ".\r\n".getBytes(UTF_8);

  /** The server says good-bye (421): what it has not answered yet it does not take. */
  private static final class FarewellException extends IOException {
    private static final long serialVersionUID = 1;

    FarewellException(SmtpReply reply) {
      super(reply.words());
    }
  }

  /** A mail under way. */
  private static final class Flight {
    private final int index;
    private final Mail mail;

    /**
     * The connection's count of octets at the end of the mail; beyond all when it has not begun.
     */
    private long end = Long.MAX_VALUE;

    /** What the server, or we, have against it. */
    private @Nullable Outcome refusal;

    Flight(int index, Mail mail) {
      this.index = index;
      this.mail = mail;
    }

    void refuse(Outcome why) {
      if (refusal == null) {
        refusal = why;
      }
    }
  }

  private final List<Parcel> parcels;
  private final Mails mails;
  private final int most;
  private final @Nullable Outcome[] outcomes;
  private final Deque<Flight> under = new ArrayDeque<>();
  private final long begin = System.nanoTime();
  private int next;

  /** The first mail on the connection at hand. */
  private int first;

  /** With CHUNKING, the mail whose answer was the last that came; -1 when there is none. */
  private int answeredLast = -1;

  /** Mails that had an answer on it. */
  private int settled;

  SmtpRound(List<Parcel> parcels, Mails mails, int most) {
    this.parcels = parcels;
    this.mails = mails;
    this.most = most;
    this.outcomes = new Outcome[parcels.size()];
  }

  /** Whether mails are left, there is time for one, and it may go. */
  boolean goesOn() {
    return next < parcels.size()
        && System.nanoTime() - begin < SEND_NANOS
        && parcels.get(next).mayGo();
  }

  /** Sends what is left until all is answered, the time is over, or the connection breaks. */
  void over(SmtpConnection connection) throws IOException {
    connection.endAt(begin + SEND_NANOS + WAIT_NANOS);
    settled = 0;
    answeredLast = -1;
    first = next;
    if (most == 1 || !connection.offers("PIPELINING")) {
      lockStep(connection);
    } else if (connection.offers("CHUNKING")) {
      chunked(connection);
    } else {
      pipelined(connection);
    }
  }

  /**
   * Says what has become of the mails that were under way when the connection broke, and takes up
   * again those that cannot have arrived.
   *
   * @param fresh whether it was opened for this round: one that rested may have been closed
   *     meanwhile, as is the server's right
   * @return whether anything had been answered on that connection
   */
  boolean broke(SmtpConnection connection, boolean fresh, IOException failure) {
    boolean farewell = failure instanceof FarewellException;
    String words =
        failure instanceof FarewellException
            ? String.valueOf(failure.getMessage())
            : "the connection to the mail server broke";
    boolean progress = settled > 0;
    boolean leftInStep = failure instanceof SmtpConnection.SilentException;
    if (!leftInStep && answeredLast >= 0 && outcomes[answeredLast] instanceof Outcome.Told) {
      // Of a server that is a reply ahead this answer was to the command before.
      outcomes[answeredLast] = Outcome.later(words, true);
    }
    answeredLast = -1;
    for (Flight flight = under.poll(); flight != null; flight = under.poll()) {
      if (flight.refusal != null) {
        outcomes[flight.index] = flight.refusal;
      } else if (!farewell && flight.end <= connection.handed()) {
        outcomes[flight.index] = Outcome.later(words, true);
      } else if (fresh && settled == 0) {
        // The first one of this connection: it may be what the server breaks on.
        outcomes[flight.index] = Outcome.later(words, false);
        settled++;
      } else {
        next = flight.index;
        under.clear();
      }
    }
    return progress;
  }

  /** The outcomes, in the order of the parcels; what is left has this one. */
  List<Outcome> outcomes(Outcome left) {
    List<Outcome> all = new ArrayList<>(parcels.size());
    for (int i = 0; i < parcels.size(); i++) {
      Outcome outcome = i < next ? outcomes[i] : left;
      if (outcome == null) {
        throw new IllegalStateException("a mail was sent and nothing is known of it");
      }
      all.add(outcome);
    }
    return all;
  }

  // ---- With CHUNKING.

  private void chunked(SmtpConnection connection) throws IOException {
    int window = Math.min(most, FIRST_WINDOW);
    while (true) {
      while (goesOn() && mayJoin(window)) {
        Flight flight = take(connection);
        if (flight != null) {
          under.add(flight);
          chunk(connection, flight);
        }
      }
      if (under.isEmpty()) {
        requireInStep(connection);
        return;
      }
      connection.flush();
      long sent = System.nanoTime();
      do {
        settleChunk(connection, under.element());
      } while (!under.isEmpty() && connection.hasReply());
      long took = System.nanoTime() - sent;
      if (took < QUICK_NANOS) {
        window = Math.min(most, window * 2);
      } else if (took > SLOW_NANOS) {
        window = Math.max(1, window / 2);
      }
    }
  }

  /**
   * With CHUNKING every command is answered by 250, so that a server which has said something twice
   * would be believed mails that it has not taken. A hello is answered as nothing else is.
   */
  private void requireInStep(SmtpConnection connection) throws IOException {
    if (settled > 0 && !connection.isInStep()) {
      for (int i = first; i < next; i++) {
        if (outcomes[i] instanceof Outcome.Told) {
          outcomes[i] =
              Outcome.later("the mail server answered more often than it was asked", true);
        }
      }
      throw new IOException("the mail server's replies are out of step");
    }
  }

  /** Whether one more mail may be under way. */
  private boolean mayJoin(int window) {
    Flight last = under.peekLast();
    return last == null
        || (under.size() < window
            && !parcels.get(next).repeat()
            && !parcels.get(last.index).repeat());
  }

  /** RFC 3030 §2 leaves open what a refused chunk leaves behind: each mail begins anew. */
  private static void chunk(SmtpConnection connection, Flight flight) throws IOException {
    connection.write(RSET);
    envelope(connection, flight.mail);
    byte[] octets = flight.mail.octets();
    connection.write(("BDAT " + octets.length + " LAST\r\n").getBytes(UTF_8));
    connection.write(octets);
    flight.end = connection.written();
  }

  private void settleChunk(SmtpConnection connection, Flight flight) throws IOException {
    if (read(connection).isGood()) {
      // If that was to the mail before, it was taken.
      answeredLast = -1;
    }
    readEnvelope(connection, flight);
    settle(flight, read(connection));
    answeredLast = flight.index;
  }

  // ---- With PIPELINING alone.

  private void pipelined(SmtpConnection connection) throws IOException {
    boolean open = connection.isMidMail();
    Flight flight = begin(connection, open);
    connection.flush();
    while (flight != null) {
      if (open) {
        read(connection);
      }
      boolean begun = readEnvelope(connection, flight);
      SmtpReply reply = readGoAhead(connection);
      boolean wanted = reply.code() == 354;
      if (wanted) {
        // RFC 2920 §3.1: wanted even of a mail without recipients, which gets a lone dot.
        if (flight.refusal == null) {
          requireMayGo(flight);
          body(connection, flight.mail.octets());
        }
        connection.write(DOT);
        flight.end = flight.refusal == null ? connection.written() : flight.end;
        open = false;
      } else {
        refuse(flight, reply);
        settle(flight, reply);
        open = begun;
      }
      Flight after = begin(connection, open);
      connection.flush();
      if (wanted) {
        settle(flight, read(connection));
      }
      flight = after;
    }
    connection.leaveMidMail(open);
  }

  private @Nullable Flight begin(SmtpConnection connection, boolean reset) throws IOException {
    while (goesOn()) {
      Flight flight = take(connection);
      if (flight != null) {
        under.add(flight);
        if (reset) {
          connection.write(RSET);
        }
        envelope(connection, flight.mail);
        connection.write(DATA);
        return flight;
      }
    }
    return null;
  }

  // ---- With neither.

  private void lockStep(SmtpConnection connection) throws IOException {
    boolean open = connection.isMidMail();
    while (goesOn()) {
      Flight flight = take(connection);
      if (flight == null) {
        continue;
      }
      under.add(flight);
      if (open) {
        connection.write(RSET);
        ask(connection);
      }
      open = false;
      connection.write(mailFrom(connection, flight.mail));
      SmtpReply reply = ask(connection);
      if (!reply.isGood()) {
        settle(flight, refuseSender(flight, reply));
        continue;
      }
      open = true;
      connection.write(rcptTo(flight.mail));
      reply = ask(connection);
      if (!reply.isGood()) {
        settle(flight, reply);
        continue;
      }
      connection.write(DATA);
      connection.flush();
      reply = readGoAhead(connection);
      if (reply.code() != 354) {
        refuse(flight, reply);
        settle(flight, reply);
        continue;
      }
      open = false;
      requireMayGo(flight);
      body(connection, flight.mail.octets());
      connection.write(DOT);
      flight.end = connection.written();
      settle(flight, ask(connection));
    }
    connection.leaveMidMail(open);
  }

  private static SmtpReply ask(SmtpConnection connection) throws IOException {
    connection.flush();
    return read(connection);
  }

  // ---- What all have in common.

  /** A mail whose envelope is with the server already: only a broken connection takes it back. */
  private void requireMayGo(Flight flight) throws IOException {
    if (!parcels.get(flight.index).mayGo()) {
      throw new IOException("others may have taken this over");
    }
  }

  /** The next mail, unless the server cannot take it; then its outcome is known. */
  private @Nullable Flight take(SmtpConnection connection) {
    int index = next++;
    Parcel parcel = parcels.get(index);
    if (!EmailChannel.isAddress(parcel.address())) {
      outcomes[index] = new Outcome.Failed("the address is no e-mail address");
      return null;
    }
    Mail mail = mails.of(parcel);
    if (mail.beyondAscii() && !connection.offers("SMTPUTF8")) {
      outcomes[index] =
          new Outcome.Failed("the mail server takes no addresses beyond ASCII (SMTPUTF8)");
      return null;
    }
    if (mail.octets().length > connection.size()) {
      outcomes[index] = new Outcome.Failed("the mail is larger than the mail server takes (SIZE)");
      return null;
    }
    return new Flight(index, mail);
  }

  private static void envelope(SmtpConnection connection, Mail mail) throws IOException {
    connection.write(mailFrom(connection, mail));
    connection.write(rcptTo(mail));
  }

  private static byte[] mailFrom(SmtpConnection connection, Mail mail) {
    StringBuilder line = new StringBuilder(160);
    line.append("MAIL FROM:<").append(mail.sender()).append('>');
    if (connection.offers("SIZE")) {
      line.append(" SIZE=").append(mail.octets().length);
    }
    if (mail.beyondAscii()) {
      line.append(connection.offers("8BITMIME") ? " BODY=8BITMIME" : "").append(" SMTPUTF8");
    }
    return line.append("\r\n").toString().getBytes(UTF_8);
  }

  private static byte[] rcptTo(Mail mail) {
    return ("RCPT TO:<" + mail.recipient() + ">\r\n").getBytes(UTF_8);
  }

  /** RFC 5321 §4.5.2: a line that begins with a dot gets another one. */
  static void body(SmtpConnection connection, byte[] octets) throws IOException {
    int from = 0;
    for (int at = 0; at < octets.length; at++) {
      if (octets[at] == '.' && (at == 0 || octets[at - 1] == '\n')) {
        connection.write(octets, from, at - from);
        connection.write(DOT, 0, 1);
        from = at;
      }
    }
    connection.write(octets, from, octets.length - from);
  }

  /** Reads what the server says of sender and recipient; returns whether it took the sender. */
  private static boolean readEnvelope(SmtpConnection connection, Flight flight) throws IOException {
    SmtpReply sender = read(connection);
    if (!sender.isGood()) {
      refuseSender(flight, sender);
    }
    SmtpReply recipient = read(connection);
    if (!recipient.isGood()) {
      refuse(flight, recipient);
    }
    return sender.isGood();
  }

  /** What a server has against our sender is nobody's address's fault: somebody can mend it. */
  private static SmtpReply refuseSender(Flight flight, SmtpReply reply) {
    flight.refuse(Outcome.later(reply.words() + " to our sender", false));
    return reply;
  }

  private static void refuse(Flight flight, SmtpReply reply) {
    flight.refuse(
        reply.isForGood()
            ? new Outcome.Failed(reply.words())
            : Outcome.later(reply.words(), false));
  }

  private void settle(Flight flight, SmtpReply last) {
    if (!last.isGood()) {
      refuse(flight, last);
    }
    outcomes[flight.index] = flight.refusal == null ? new Outcome.Told() : flight.refusal;
    under.remove();
    settled++;
  }

  /**
   * What the server says to DATA (RFC 5321 §4.3.2). A server that has said something twice is a
   * reply ahead from then on: here it shows, before the mail is taken for sent.
   */
  private static SmtpReply readGoAhead(SmtpConnection connection) throws IOException {
    SmtpReply reply = read(connection);
    if (reply.isGood()) {
      throw new IOException("the mail server's replies are out of step");
    }
    return reply;
  }

  private static SmtpReply read(SmtpConnection connection) throws IOException {
    SmtpReply reply = connection.read();
    if (reply.isFarewell()) {
      throw new FarewellException(reply);
    }
    return reply;
  }
}
