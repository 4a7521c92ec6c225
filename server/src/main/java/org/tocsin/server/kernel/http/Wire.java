// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a host, on which posts and their answers follow each other (RFC 9112 §9.3).
 * Opened by one thread, then used by another that never waits on it.
 */
final class Wire {

  /** So often something may come that is no word before a post. */
  private static final int TICKETS = 4;

  private static final int UNSENT_MAX = 1 << 20;
  private static final int REMEMBERED_MAX = 1_024;

  private final Target.Host host;
  private final SocketChannel channel;
  private final @Nullable Tls tls;
  private @Nullable SelectionKey key;
  private @Nullable AnswerReader reader;
  private @Nullable Remembered before;
  private boolean saysTheSame;
  private @Nullable ByteBuffer unsent;
  private boolean closedThere;
  private boolean spoke;
  private long slowest;

  /** What is said on it, where that is HTTP/2. */
  private final @Nullable Streams streams;

  private long heard = System.nanoTime();

  /**
   * A short answer that came at once. Most hosts say the same of every post, and the same octets
   * are the same answer.
   */
  private record Remembered(ByteBuffer octets, int bodyMax, Outbound.Answer answer) {}

  private Wire(
      Target.Host host, SocketChannel channel, @Nullable Tls tls, @Nullable Streams streams) {
    this.host = host;
    this.channel = channel;
    this.tls = tls;
    this.streams = streams;
  }

  /** A wire to a host, on which HTTP/2 is spoken or HTTP/1.1. */
  static Wire of(Target.Host host, SocketChannel channel, @Nullable Tls tls, boolean shared) {
    return new Wire(host, channel, tls, shared ? new Streams() : null);
  }

  Target.Host host() {
    return host;
  }

  /** Whether it carries many posts at a time, by HTTP/2. */
  boolean isShared() {
    return streams != null;
  }

  /**
   * What is said on a wire that {@link #isShared}.
   *
   * @throws IllegalStateException on another
   */
  Streams streams() {
    Streams said = streams;
    if (said == null) {
      throw new IllegalStateException("one post at a time is sent on this");
    }
    return said;
  }

  /** When something came on a wire that {@link #isShared}, of {@link System#nanoTime}. */
  long heard() {
    return heard;
  }

  /** Sends what has piled up on a wire that {@link #isShared}, unless the host does not read. */
  void sendPile() throws IOException {
    if (unsent != null) {
      return;
    }
    ByteBuffer pile = streams().take();
    if (pile != null) {
      put(tls == null ? pile : ByteBuffer.wrap(tls.wrap(pile)));
    }
  }

  /**
   * Sends and reads what can be without waiting, on a wire that {@link #isShared}.
   *
   * @param scratch for reading
   * @return how many octets came
   * @throws java.net.ProtocolException when what came is not HTTP/2
   * @throws IOException when nothing more comes
   */
  int goOnShared(ByteBuffer scratch) throws IOException {
    sendRest();
    if (unsent == null) {
      sendPile();
    }
    int count;
    if (tls != null) {
      count = tls.read(channel, streams()::hear);
      put(ByteBuffer.wrap(tls.takeWords()));
    } else {
      scratch.clear();
      count = channel.read(scratch);
      streams().hear(scratch.flip());
    }
    if (count > 0) {
      heard = System.nanoTime();
    } else if (count < 0) {
      closedThere = true;
      throw new EOFException(streams().farewell());
    }
    return count;
  }

  /** Has a selector say when something comes. */
  void attend(Selector selector, Object attachment) throws IOException {
    SelectionKey before = channel.keyFor(selector);
    if (before != null && !before.isValid()) {
      selector.selectNow(); // it was left in this turn, and is forgotten only then
    }
    int write = unsent == null ? 0 : SelectionKey.OP_WRITE;
    key = channel.register(selector, SelectionKey.OP_READ | write, attachment);
  }

  /** No selector looks at it any more. */
  void leave() {
    if (key != null) {
      key.cancel();
      key = null;
    }
  }

  /**
   * Whether nothing has come since the last answer. What is there before we ask is no answer to it:
   * somebody would count as told who is not. What cannot be told apart is a second answer that is
   * still on its way when the next post leaves.
   *
   * @param scratch for reading
   */
  boolean isQuiet(ByteBuffer scratch) {
    if (closedThere || spoke) {
      return false;
    }
    try {
      if (streams != null) {
        // Behind what it asked meanwhile it may have closed.
        int left = TICKETS;
        while (goOnShared(scratch) > 0 && left > 0) {
          left--;
        }
        sendPile();
        return streams.keeps() && left > 0;
      }
      if (tls != null) {
        return isQuiet(tls);
      }
      scratch.clear();
      int count = channel.read(scratch);
      spoke = count > 0;
      closedThere = count < 0;
      return count == 0;
    } catch (IOException gone) {
      return false;
    }
  }

  /** The host may hand out tickets and new keys, which are no words; but not without end. */
  private boolean isQuiet(Tls secure) throws IOException {
    for (int left = TICKETS; left > 0; left--) {
      int count = secure.read(channel, _ -> spoke = true);
      put(ByteBuffer.wrap(secure.takeWords()));
      if (count <= 0) {
        return count == 0 && !spoke && !secure.hasPart();
      }
    }
    return false;
  }

  /**
   * Sends a post, as far as there is room on the way; {@link #goOn} sends the rest.
   *
   * @param scratch for writing; what does not fit goes by a buffer of its own
   */
  void send(Target target, Errand.Post post, ByteBuffer scratch) throws IOException {
    reader = new AnswerReader(post.answerBytesMax());
    StringBuilder head = new StringBuilder(512);
    head.append("POST ").append(target.place()).append(" HTTP/1.1\r\nHost: ");
    head.append(target.host().field());
    for (int i = 0; i < post.fields().length; i += 2) {
      head.append("\r\n").append(plain(post.fields()[i]));
      head.append(": ").append(plain(post.fields()[i + 1]));
    }
    head.append("\r\nContent-Length: ").append(post.body().length).append("\r\n\r\n");
    byte[] octets = head.toString().getBytes(ISO_8859_1);
    int length = octets.length + post.body().length;
    ByteBuffer out = length <= scratch.capacity() ? scratch.clear() : ByteBuffer.allocate(length);
    out.put(octets).put(post.body()).flip();
    if (tls != null) {
      out = ByteBuffer.wrap(tls.wrap(out));
    }
    put(out);
  }

  /** Sends behind what is unsent yet, as far as there is room on the way. */
  private void put(ByteBuffer out) throws IOException {
    ByteBuffer before = unsent;
    if (before == null) {
      channel.write(out);
    }
    if (!out.hasRemaining()) {
      return;
    }
    int length = out.remaining() + (before == null ? 0 : before.remaining());
    if (before != null && length > UNSENT_MAX) {
      throw new IOException("the host does not read");
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    if (before != null) {
      all.put(before);
    }
    unsent = all.put(out).flip();
    listenFor(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
  }

  /** Nothing of what we put in a line may end it. */
  static String plain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        throw new IllegalArgumentException("a header field holds what is not printable ASCII");
      }
    }
    return text;
  }

  private void listenFor(int operations) {
    if (key != null) {
      key.interestOps(operations);
    }
  }

  /**
   * Sends and reads what can be without waiting.
   *
   * @param scratch for reading
   * @return whether the answer is whole
   * @throws IOException when no answer comes any more; after that the wire is to be closed
   */
  boolean goOn(ByteBuffer scratch) throws IOException {
    sendRest();
    AnswerReader asked = reader;
    if (asked == null) {
      return false;
    }
    if (tls != null) {
      closedThere |= tls.read(channel, open -> hear(asked, open)) < 0;
      put(ByteBuffer.wrap(tls.takeWords()));
    } else {
      readPlain(asked, scratch);
    }
    if (closedThere && !saysTheSame && !asked.ends()) {
      throw new EOFException("the host closed before it had answered");
    }
    return saysTheSame || asked.isWhole();
  }

  private void sendRest() throws IOException {
    if (unsent != null) {
      channel.write(unsent);
      if (!unsent.hasRemaining()) {
        unsent = null;
        listenFor(SelectionKey.OP_READ);
      }
    }
  }

  private void readPlain(AnswerReader asked, ByteBuffer scratch) throws IOException {
    scratch.clear();
    int count = channel.read(scratch);
    closedThere |= count < 0;
    hear(asked, scratch.flip());
  }

  private void hear(AnswerReader asked, ByteBuffer open) throws IOException {
    if (!saysTheSame && isRemembered(asked, open)) {
      saysTheSame = true;
      return;
    }
    if (!saysTheSame) {
      ByteBuffer all = open.duplicate();
      boolean isAll = asked.isNew();
      asked.hear(open);
      if (isAll) {
        remember(asked, all.limit(open.position()));
      }
    }
    // Whatever follows the answer belongs to no post.
    spoke |= open.hasRemaining();
  }

  private boolean isRemembered(AnswerReader asked, ByteBuffer open) {
    Remembered known = before;
    return known != null
        && asked.isNew()
        && known.bodyMax == asked.bodyMax()
        && known.octets.equals(open);
  }

  private void remember(AnswerReader asked, ByteBuffer octets) {
    if (asked.isWhole() && asked.keeps() && octets.remaining() <= REMEMBERED_MAX) {
      ByteBuffer kept = ByteBuffer.allocate(octets.remaining()).put(octets).flip();
      before = new Remembered(kept, asked.bodyMax(), asked.answer());
    }
  }

  /** The answer that is whole now; the wire is free for another post, if it {@link #keeps}. */
  Outbound.Answer answer() {
    AnswerReader whole = reader;
    if (whole == null) {
      throw new IllegalStateException("nothing was asked");
    }
    reader = null;
    Remembered known = saysTheSame ? before : null;
    saysTheSame = false;
    // A host that answers before it has all means to close.
    closedThere |= unsent != null || (known == null && !whole.keeps());
    return known == null ? whole.answer() : known.answer;
  }

  /** How many nanoseconds an answer took when it was used last, at most; zero when none came. */
  long slowest() {
    return slowest;
  }

  /** An answer took so many nanoseconds at most. */
  void tookAtMost(long nanos) {
    slowest = nanos;
  }

  /** Whether something came for which nobody had asked. */
  boolean isLoud() {
    return spoke;
  }

  /** Whether it can carry another post. */
  boolean keeps() {
    return !closedThere && !spoke && (streams == null || streams.keeps());
  }

  /** Ends it, whatever state it is in. */
  void close() {
    leave();
    try (channel) {
      if (streams != null) {
        streams.leave();
        sendPile();
      }
      if (tls != null && unsent == null) {
        channel.write(ByteBuffer.wrap(tls.farewell()));
      }
    } catch (IOException e) {
      // There is nothing that could be done about it, and nothing depends on it.
      closedThere = true;
    }
  }
}
