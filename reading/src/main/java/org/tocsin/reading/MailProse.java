// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;

/**
 * A mail (RFC 5322) with its parts (MIME, RFC 2045 to 2047): subject, words, and messages passed on
 * in it, each with its date. Of two forms of one text the plain one is taken, else the one in HTML;
 * files attached are read only where there is nothing else. Bounded in parts, depth and size.
 */
final class MailProse {
  private static final int MAX_DEPTH = 20;
  private static final int MAX_PARTS = 1_000;
  private static final int MAX_HEADER_UNITS = 256 << 10;
  private static final int MAX_TEXT_BYTES = 5_000_000;

  private static final MimeConfig CONFIG =
      new MimeConfig.Builder()
          .setMaxLineLen(MAX_HEADER_UNITS)
          .setMaxHeaderLen(MAX_HEADER_UNITS)
          .setMaxHeaderCount(MAX_PARTS)
          .setMaxContentLen(-1)
          .build();

  /** A message, a container of parts, or a part, while it is read. */
  private static final class Entity {
    final boolean message;
    final Map<String, String> fields = new HashMap<>();
    final List<Piece> pieces = new ArrayList<>();
    boolean alternatives;

    Entity(boolean message) {
      this.message = message;
    }

    String field(String name) {
      return fields.getOrDefault(name, "");
    }
  }

  /** Words of one part, and what of them are not the author's own. */
  private record Piece(String text, List<Passage> passages, Form form) {
    enum Form {
      PLAIN,
      HTML,
      ATTACHED
    }
  }

  private final Deque<Entity> open = new ArrayDeque<>();
  private int parts;
  private int textBytes;

  private MailProse() {}

  static Prose of(String message) {
    boolean bytes = message.chars().allMatch(c -> c < 256);
    byte[] raw = message.getBytes(bytes ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    try {
      return new MailProse().read(raw);
    } catch (MimeException | IOException e) {
      throw new UnreadableDocumentException(
          "mail cannot be read: %s; send its text instead".formatted(e.getMessage()));
    }
  }

  private Prose read(byte[] raw) throws MimeException, IOException {
    MimeTokenStream stream = new MimeTokenStream(CONFIG);
    stream.parse(new ByteArrayInputStream(raw));
    Entity mail = new Entity(true);
    for (EntityState state = stream.getState();
        state != EntityState.T_END_OF_STREAM;
        state = stream.next()) {
      switch (state) {
        case T_START_MESSAGE -> start(open.isEmpty() ? mail : new Entity(true));
        case T_START_BODYPART -> start(new Entity(false));
        case T_FIELD -> keep(stream.getField().getName(), stream.getField().getBody());
        case T_BODY -> body(stream);
        case T_START_MULTIPART -> multipart(stream.getBodyDescriptor());
        case T_END_MULTIPART -> chooseOne();
        case T_END_BODYPART, T_END_MESSAGE -> end();
        default -> {} // preambles and epilogues are for programs that know no parts
      }
    }
    return prose(mail);
  }

  private void start(Entity entity) {
    if (open.size() >= MAX_DEPTH) {
      throw new UnreadableDocumentException(
          "mail has parts nested deeper than %d; send its text instead".formatted(MAX_DEPTH));
    }
    if (++parts > MAX_PARTS) {
      throw new UnreadableDocumentException(
          "mail has more than %d parts; send its text instead".formatted(MAX_PARTS));
    }
    open.push(entity);
  }

  private void keep(String name, String value) {
    if (!open.isEmpty()) {
      open.peek().fields.putIfAbsent(name.toLowerCase(Locale.ROOT), value.strip());
    }
  }

  private void body(MimeTokenStream stream) throws IOException {
    Entity entity = open.peek();
    BodyDescriptor descriptor = stream.getBodyDescriptor();
    String type =
        Optional.ofNullable(descriptor.getMimeType()).orElse("text/plain").toLowerCase(Locale.ROOT);
    if (entity == null || !type.startsWith("text/")) {
      return;
    }
    byte[] content;
    try (InputStream in = stream.getDecodedInputStream()) {
      content = in.readNBytes(MAX_TEXT_BYTES - textBytes + 1);
    }
    textBytes += content.length;
    if (textBytes > MAX_TEXT_BYTES) {
      throw new UnreadableDocumentException(
          "mail has more than %d bytes of text; send its text instead".formatted(MAX_TEXT_BYTES));
    }
    String charset = Optional.ofNullable(descriptor.getCharset()).orElse("");
    String text = Decoding.decode(content, "text/plain;charset=" + charset).replace("\r\n", "\n");
    boolean html = type.equals("text/html");
    String words = html ? HtmlProse.ofMail(text) : text.strip();
    boolean attached =
        entity.field("content-disposition").toLowerCase(Locale.ROOT).startsWith("attachment");
    if (!words.isBlank()) {
      Piece.Form form = attached ? Piece.Form.ATTACHED : html ? Piece.Form.HTML : Piece.Form.PLAIN;
      entity.pieces.add(new Piece(words, MailText.passages(words), form));
    }
  }

  private void multipart(BodyDescriptor descriptor) {
    Entity entity = open.peek();
    if (entity != null) {
      entity.alternatives = "multipart/alternative".equalsIgnoreCase(descriptor.getMimeType());
    }
  }

  /** Of alternatives one is kept: the plain one, else the last, which is the richest. */
  private void chooseOne() {
    Entity entity = open.peek();
    if (entity != null && entity.alternatives && entity.pieces.size() > 1) {
      Piece kept =
          entity.pieces.stream()
              .filter(piece -> piece.form == Piece.Form.PLAIN)
              .findFirst()
              .orElse(entity.pieces.getLast());
      entity.pieces.clear();
      entity.pieces.add(kept);
    }
  }

  private void end() {
    Entity done = open.pop();
    Entity around = open.peek();
    if (around == null) {
      return;
    }
    if (done.message) {
      Prose inner = prose(done);
      List<Passage> passages = new ArrayList<>();
      inner
          .published()
          .ifPresent(date ->
              passages.add(
                  new Passage(
                      0,
                      inner.text().length(),
                      Passage.Kind.FORWARDED,
                      Optional.of(date.value()))));
      passages.addAll(inner.passages());
      if (!inner.text().isBlank()) {
        around.pieces.add(new Piece(inner.text(), passages, Piece.Form.PLAIN));
      }
    } else {
      around.pieces.addAll(done.pieces);
    }
  }

  private static Prose prose(Entity mail) {
    boolean more = mail.pieces.stream().anyMatch(piece -> piece.form != Piece.Form.ATTACHED);
    String subject = words(mail.field("subject"));
    StringBuilder text = new StringBuilder(subject);
    List<Passage> passages = new ArrayList<>();
    for (Piece piece : mail.pieces) {
      if (!more || piece.form != Piece.Form.ATTACHED) {
        text.append(text.isEmpty() ? "" : "\n\n");
        int at = text.length();
        piece.passages.forEach(passage -> passages.add(passage.movedBy(at)));
        text.append(piece.text);
      }
    }
    Optional<ZonedDateTime> date = PlainProse.mailDate(mail.field("date"));
    return new Prose(
        Optional.of(subject).filter(s -> !s.isEmpty()),
        date.map(d -> new Guess<>(d, "the mail's Date")),
        text.toString(),
        true,
        Optional.empty(),
        MailText.language(mail.field("content-language")),
        Optional.of(new Guess<>(Genre.MAIL, "it came as a mail")),
        passages);
  }

  /** A field for people, its encoded words (RFC 2047) decoded, on one line. */
  private static String words(String field) {
    String raw = field.replace("\r", "").replace("\n", "");
    // Fields are bytes: those beyond ASCII are UTF-8 in today's mails (RFC 6532).
    String text =
        raw.chars().allMatch(c -> c < 256)
            ? Decoding.decode(raw.getBytes(StandardCharsets.ISO_8859_1), "")
            : raw;
    try {
      return DecoderUtil.decodeEncodedWords(text, DecodeMonitor.SILENT).strip();
    } catch (IllegalArgumentException badWord) {
      return text.strip();
    }
  }
}
