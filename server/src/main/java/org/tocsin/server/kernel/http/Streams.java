// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said on one HTTP/2 connection (RFC 9113): many posts at a time, each with a number that
 * its answer bears, so no answer can be taken for another's. Neither sends nor reads by itself:
 * what is to be sent piles up until it is taken. Used by one thread.
 */
final class Streams {

  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1);
  private static final int SETTINGS_TABLE = 1;
  private static final int SETTINGS_ENABLE_PUSH = 2;
  private static final int SETTINGS_MOST_STREAMS = 3;
  private static final int SETTINGS_WINDOW = 4;
  private static final int SETTINGS_FRAME = 5;

  /** The size without settings, which is all that we allow. */
  private static final int FRAME_MOST = 16_384;

  /** What the host may send us before it hears that we have read (§6.9.2). */
  private static final int WINDOW = 65_535;

  /** What may be under way before the host has said how much. */
  private static final int STREAMS_AT_FIRST = 1;

  private static final int HEAD_MOST = 64 * 1024;
  private static final int INTERIM_MOST = 16;
  private static final int REFUSED = 7;
  private static final int CANCELLED = 8;
  private static final int UNSAFE = 12;
  private static final int OLD_REQUIRED = 13;

  /** The table of fields said before, without settings (§6.5.2), and the word that it is empty. */
  private static final int TABLE = 4_096;

  private static final byte TABLE_EMPTY = 0x20;

  /** What we owe the host for its questions may not grow while it does not read: octets. */
  private static final int OWED_MOST = 128 * 1024;

  private static final int LAST_STREAM = Integer.MAX_VALUE - 2;

  /** Whoever waits for the answer to one post. Of the three exactly one is called, once. */
  interface Asker {
    /** The host has answered, whatever it says. */
    void answered(Outbound.Answer answer);

    /** The host has answered, or not, in a way that is no answer. */
    void failed(IOException why);

    /** The host has not looked at it, and says so: it may be asked again at once. */
    void unheard();
  }

  /** A post under way. */
  private static final class Stream extends Bodies.Body {
    final Asker asker;
    final AnswerParts parts;
    int heard;

    Stream(int id, Asker asker, int bodyMax, long window) {
      super(id, window);
      this.asker = asker;
      this.parts = new AnswerParts(bodyMax);
    }
  }

  private final Map<Integer, Stream> open = new HashMap<>();

  private final HeaderBlocks heads = new HeaderBlocks();
  private final FrameWriter out = new FrameWriter();
  private final Bodies bodies = new Bodies(out, FRAME_MOST);
  private final FrameReader in = new FrameReader(FRAME_MOST);
  private int next = 1;
  private int most = STREAMS_AT_FIRST;
  private int heard;
  private int owed;
  private boolean greeted;
  private boolean answered;
  private boolean tableShrinks;
  private boolean leaves;
  private String farewell = "the host closed before it had answered";

  /** A head that has not come whole, of this stream. */
  private int headOf;

  private boolean headEnds;
  private byte[] head = new byte[256];
  private int headLength;

  Streams() {
    out.octets(PREFACE);
    out.begin(FrameWriter.SETTINGS, 0, 0);
    out.setting(SETTINGS_ENABLE_PUSH, 0);
    out.end();
  }

  /** Whether another post may be sent now. */
  boolean hasRoom() {
    return keeps() && open.size() < most;
  }

  /** Whether the connection can carry more posts, now or when others have their answer. */
  boolean keeps() {
    return !leaves && next <= LAST_STREAM;
  }

  /** Whether no post waits for its answer. */
  boolean isIdle() {
    return open.isEmpty();
  }

  /** How many posts wait for their answer. */
  int underWay() {
    return open.size();
  }

  /** Whether any post has had its answer. */
  boolean hasAnswered() {
    return answered;
  }

  /** Nothing new is to be sent; what is under way may still be answered. */
  void retire() {
    leaves = true;
  }

  /**
   * Sends a post.
   *
   * @return its number, by which it can be given up
   */
  int send(Target target, Errand.Post post, Asker asker) {
    Stream stream = new Stream(next, asker, post.answerBytesMax(), bodies.streamWindow());
    next += 2;
    boolean empty = post.body().length == 0;
    byte[] fields = PostFields.of(target, post);
    if (tableShrinks) {
      // Whoever has made the table smaller hears first that it is (§4.3.1), though we use none.
      tableShrinks = false;
      byte[] all = new byte[fields.length + 1];
      all[0] = TABLE_EMPTY;
      System.arraycopy(fields, 0, all, 1, fields.length);
      fields = all;
    }
    out.head(stream.id, fields, empty, FRAME_MOST);
    open.put(stream.id, stream);
    if (!empty) {
      stream.octets = post.body();
      bodies.add(stream);
    }
    return stream.id;
  }

  /** How many bodies are not all sent. */
  int waiting() {
    return bodies.waiting();
  }

  /** Sends what has waited long enough for more room. */
  void push() {
    bodies.push();
  }

  /** Nobody waits for this one any more. */
  void cancel(int id) {
    Stream stream = open.get(id);
    if (stream != null) {
      remove(stream);
      out.reset(id, CANCELLED);
    }
  }

  /** It is over, and of its body no more is sent. */
  private void remove(Stream stream) {
    open.remove(stream.id);
    bodies.remove(stream);
  }

  /** What is to be sent, which counts as sent then; nothing when there is nothing. */
  @Nullable ByteBuffer take() {
    owed = 0;
    return out.take();
  }

  /** Whether there is anything to be sent. */
  boolean hasWords() {
    return !out.isEmpty();
  }

  /** Why nothing more comes when the host has closed, in its words if it said any. */
  String farewell() {
    return farewell;
  }

  /** Says farewell (§6.8). */
  void leave() {
    leaves = true;
    out.begin(FrameWriter.GOAWAY, 0, 0);
    out.octets(new byte[8]);
    out.end();
  }

  /** The connection has ended: whoever waits learns why. */
  void end(IOException why) {
    leaves = true;
    List<Stream> all = List.copyOf(open.values());
    open.clear();
    bodies.clear();
    all.forEach(stream -> stream.asker.failed(why));
  }

  /**
   * Takes what has come.
   *
   * @throws ProtocolException when it is not HTTP/2, or breaks its rules: the connection is of no
   *     more use
   */
  void hear(ByteBuffer octets) throws ProtocolException {
    while (in.reads(octets)) {
      frame();
    }
  }

  private void frame() throws ProtocolException {
    if (!greeted && (in.type() != FrameWriter.SETTINGS || in.has(FrameWriter.ACK))) {
      throw new ProtocolException("the host does not speak HTTP/2");
    }
    if (!greeted) {
      greeted = true;
      most = Integer.MAX_VALUE;
    }
    if (headOf != 0 && (in.type() != FrameWriter.CONTINUATION || in.stream() != headOf)) {
      throw new ProtocolException("something stands within the head of an answer");
    }
    switch (in.type()) {
      case FrameWriter.DATA -> data();
      case FrameWriter.HEADERS -> headers();
      case FrameWriter.CONTINUATION -> continuation();
      case FrameWriter.RST_STREAM -> reset();
      case FrameWriter.SETTINGS -> settings();
      case FrameWriter.PUSH_PROMISE -> throw new ProtocolException("the host pushes unasked");
      case FrameWriter.PING -> ping();
      case FrameWriter.GOAWAY -> goAway();
      case FrameWriter.WINDOW_UPDATE -> windowUpdate();
      default -> {
        // Kinds that nobody knows are passed over (§5.5), as are priorities.
      }
    }
  }

  /** The open stream of a frame; nothing for one that is over. */
  private @Nullable Stream stream() throws ProtocolException {
    int id = in.stream();
    if (id == 0 || id % 2 == 0 || id >= next) {
      throw new ProtocolException("the host answers what nobody has asked");
    }
    return open.get(id);
  }

  private void data() throws ProtocolException {
    Stream stream = stream();
    int whole = in.length();
    in.unpad();
    heard += whole;
    if (heard >= WINDOW / 2) {
      out.window(0, heard);
      heard = 0;
    }
    if (stream == null) {
      return;
    }
    try {
      stream.parts.body(in.payload(), in.at(), in.length());
      if (in.has(FrameWriter.END_STREAM)) {
        finish(stream);
      } else {
        stream.heard += whole;
        if (stream.heard >= WINDOW / 2) {
          out.window(stream.id, stream.heard);
          stream.heard = 0;
        }
      }
    } catch (IOException e) {
      give(stream, e);
    }
  }

  private void headers() throws ProtocolException {
    stream();
    in.unpad();
    if (in.has(FrameWriter.PRIORITY_GIVEN)) {
      in.skip(5);
    }
    headOf = in.stream();
    headEnds = in.has(FrameWriter.END_STREAM);
    headLength = 0;
    addToHead();
  }

  private void continuation() throws ProtocolException {
    if (headOf == 0 || in.length() == 0) {
      throw new ProtocolException("the head of an answer goes on without end, or without start");
    }
    addToHead();
  }

  private void addToHead() throws ProtocolException {
    int length = headLength + in.length();
    if (length > HEAD_MOST) {
      throw new ProtocolException("the answer's head is longer than " + HEAD_MOST + " bytes");
    }
    if (length > head.length) {
      head = java.util.Arrays.copyOf(head, Math.max(length, 2 * head.length));
    }
    System.arraycopy(in.payload(), in.at(), head, headLength, in.length());
    headLength = length;
    if (in.has(FrameWriter.END_HEADERS)) {
      Stream stream = open.get(headOf);
      headOf = 0;
      Map<String, String> fields = heads.read(head, headLength);
      if (stream != null) {
        head(stream, fields);
      }
    }
  }

  private void head(Stream stream, Map<String, String> fields) {
    try {
      stream.parts.head(fields, headEnds, INTERIM_MOST);
      if (headEnds) {
        finish(stream);
      }
    } catch (IOException e) {
      give(stream, e);
    }
  }

  private void finish(Stream stream) throws IOException {
    Outbound.Answer answer = stream.parts.answer();
    answered = true;
    remove(stream);
    if (!stream.isSent()) {
      // It has answered before it had all, and wants no more of it (§8.1).
      out.reset(stream.id, CANCELLED);
    }
    stream.asker.answered(answer);
  }

  /** What came on this stream is no answer; the others are not touched by that. */
  private void give(Stream stream, IOException why) {
    remove(stream);
    out.reset(stream.id, CANCELLED);
    stream.asker.failed(why);
  }

  private void reset() throws ProtocolException {
    Stream stream = stream();
    in.need(4, 4);
    if (stream == null) {
      return;
    }
    remove(stream);
    int code = in.number(0);
    if (code == REFUSED && !stream.parts.hasBegun()) {
      stream.asker.unheard();
    } else if (code == OLD_REQUIRED) {
      ProtocolException why = new ProtocolException("the host wants HTTP/1.1");
      stream.asker.failed(why);
      throw why;
    } else {
      stream.asker.failed(new EOFException("the host broke off before it had answered: " + code));
    }
  }

  private void settings() throws ProtocolException {
    if (in.stream() != 0) {
      throw new ProtocolException("the host sets what is not of the connection");
    }
    if (in.has(FrameWriter.ACK)) {
      return;
    }
    if (in.length() % 6 != 0) {
      throw new ProtocolException("the host's settings are none");
    }
    for (int i = 0; i < in.length(); i += 6) {
      int name = in.number(i) >>> 16;
      long value = Integer.toUnsignedLong(in.number(i + 2));
      switch (name) {
        case SETTINGS_TABLE -> tableShrinks |= value < TABLE;
        case SETTINGS_MOST_STREAMS -> most = (int) Math.min(Integer.MAX_VALUE, value);
        case SETTINGS_WINDOW -> bodies.resize(value, open.values());
        case SETTINGS_FRAME -> {
          // We send none that is larger than each host has to take.
          if (value < FRAME_MOST || value > 0xFFFFFF) {
            throw new ProtocolException("the host takes frames of a size that there is not");
          }
        }
        default -> {
          // What we do not do cannot be limited.
        }
      }
    }
    owe(FrameReader.HEAD);
    out.begin(FrameWriter.SETTINGS, FrameWriter.ACK, 0);
    out.end();
    bodies.pump();
  }

  /** We say something only because the host has asked; it is not much if the host reads. */
  private void owe(int octets) throws ProtocolException {
    owed += octets;
    if (owed > OWED_MOST) {
      throw new ProtocolException("the host asks without end and does not read");
    }
  }

  private void ping() throws ProtocolException {
    in.need(8, 8);
    if (!in.has(FrameWriter.ACK)) {
      owe(FrameReader.HEAD + 8);
      out.begin(FrameWriter.PING, FrameWriter.ACK, 0);
      out.octets(in.payload(), in.at(), 8);
      out.end();
    }
  }

  private void goAway() throws ProtocolException {
    in.need(8, FRAME_MOST);
    leaves = true;
    int last = in.number(0) & Integer.MAX_VALUE;
    int code = in.number(4);
    if (code != 0) {
      farewell = "the host has left: %d %s".formatted(code, in.text(8));
    }
    List<Stream> unheard = new ArrayList<>();
    for (Stream stream : open.values()) {
      if (stream.id > last && !stream.parts.hasBegun()) {
        unheard.add(stream);
      }
    }
    for (Stream stream : unheard) {
      remove(stream);
      stream.asker.unheard();
    }
    if (code == UNSAFE || code == OLD_REQUIRED || (code != 0 && !answered)) {
      // It would say so on the next connection, too.
      throw new ProtocolException(farewell);
    }
  }

  private void windowUpdate() throws ProtocolException {
    in.need(4, 4);
    int more = in.number(0) & Integer.MAX_VALUE;
    if (in.stream() == 0) {
      bodies.widen(more);
    } else {
      Stream stream = stream();
      if (more == 0) {
        throw new ProtocolException("the host gives no room");
      }
      if (stream != null) {
        stream.window += more;
        if (stream.window > Integer.MAX_VALUE) {
          give(stream, new ProtocolException("the host gives more room than there can be"));
        }
      }
    }
    bodies.pump();
  }
}
