// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.kernel.tls.Trust;

/**
 * One connection to a host, on which posts and their answers follow each other (RFC 9112 §9.3).
 * Opened by one thread, then used by another that never waits on it.
 */
final class Wire {

  private final Target.Host host;
  private final SocketChannel channel;
  private final @Nullable Tls tls;
  private @Nullable SelectionKey key;
  private @Nullable AnswerReader reader;
  private @Nullable ByteBuffer unsent;
  private boolean used;
  private boolean closedThere;
  private boolean spoke;

  private Wire(Target.Host host, SocketChannel channel, @Nullable Tls tls) {
    this.host = host;
    this.channel = channel;
    this.tls = tls;
  }

  /**
   * Connects, and waits for it as long as {@code time} allows each step.
   *
   * @throws OutboundRefusedException when the host has no address that may be reached
   */
  static Wire open(
      Target.Host host, AddressRules rules, Trust trust, Duration time, Connections connections)
      throws IOException {
    IOException fault = new ConnectException("the host has no address");
    for (InetAddress each : InetAddress.getAllByName(host.name())) {
      InetSocketAddress address = new InetSocketAddress(each, host.port());
      String refused = rules.fault(address).orElse(null);
      if (refused != null) {
        fault = new OutboundRefusedException("the host may not be reached: " + refused);
        continue;
      }
      SocketChannel channel = SocketChannel.open();
      try {
        return open(host, address, channel, trust, time, connections);
      } catch (IOException e) {
        channel.close();
        fault = e;
      }
    }
    throw fault;
  }

  private static Wire open(
      Target.Host host,
      InetSocketAddress address,
      SocketChannel channel,
      Trust trust,
      Duration time,
      Connections connections)
      throws IOException {
    connections.opens();
    int millis = Math.toIntExact(Math.clamp(time.toMillis(), 1, Integer.MAX_VALUE));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.socket().connect(address, millis);
    Tls tls = null;
    if (host.secure()) {
      connections.shakes();
      channel.socket().setSoTimeout(millis);
      tls = Tls.shake(channel.socket(), trust, host);
    }
    channel.configureBlocking(false);
    return new Wire(host, channel, tls);
  }

  Target.Host host() {
    return host;
  }

  /** Has a selector say when something comes. */
  void attend(Selector selector, Object attachment) throws IOException {
    key = channel.register(selector, SelectionKey.OP_READ, attachment);
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
      if (tls != null) {
        // The host may hand out tickets, which are no words.
        return tls.read(channel, _ -> spoke = true) && !spoke;
      }
      scratch.clear();
      return channel.read(scratch) == 0;
    } catch (IOException gone) {
      return false;
    }
  }

  /** Whether it has carried an answer before. */
  boolean isUsed() {
    return used;
  }

  /**
   * Sends a post, as far as there is room on the way; {@link #goOn} sends the rest.
   *
   * @param scratch for writing; what does not fit goes by a buffer of its own
   */
  void send(Target target, Errand.Post post, ByteBuffer scratch) throws IOException {
    used = true;
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
    channel.write(out);
    if (out.hasRemaining()) {
      unsent = ByteBuffer.allocate(out.remaining()).put(out).flip();
      listenFor(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
  }

  /** Nothing of what we put in a line may end it. */
  private static String plain(String text) {
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
    if (unsent != null) {
      channel.write(unsent);
      if (!unsent.hasRemaining()) {
        unsent = null;
        listenFor(SelectionKey.OP_READ);
      }
    }
    AnswerReader asked = reader;
    if (asked == null) {
      return false;
    }
    if (tls != null) {
      closedThere |= !tls.read(channel, open -> hear(asked, open));
    } else {
      readPlain(asked, scratch);
    }
    if (closedThere && !asked.ends()) {
      throw new EOFException("the host closed before it had answered");
    }
    return asked.isWhole();
  }

  private void readPlain(AnswerReader asked, ByteBuffer scratch) throws IOException {
    scratch.clear();
    int count = channel.read(scratch);
    closedThere |= count < 0;
    hear(asked, scratch.flip());
  }

  private void hear(AnswerReader asked, ByteBuffer open) throws IOException {
    asked.hear(open);
    // Whatever follows the answer belongs to no post.
    spoke |= open.hasRemaining();
  }

  /** The answer that is whole now; the wire is free for another post, if it {@link #keeps}. */
  Outbound.Answer answer() {
    AnswerReader whole = reader;
    if (whole == null) {
      throw new IllegalStateException("nothing was asked");
    }
    reader = null;
    // A host that answers before it has all means to close.
    closedThere |= !whole.keeps() || unsent != null;
    return whole.answer();
  }

  /** Whether it can carry another post. */
  boolean keeps() {
    return !closedThere && !spoke;
  }

  /** Ends it, whatever state it is in. */
  void close() {
    leave();
    try {
      channel.close();
    } catch (IOException e) {
      // There is nothing that could be done about it, and nothing depends on it.
      closedThere = true;
    }
  }
}
