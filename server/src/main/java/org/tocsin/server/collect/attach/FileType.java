// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.attach;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The types of files that are taken, told by how their bytes begin. Whatever a program could run,
 * or a browser could take for a page, is none of them.
 */
public enum FileType {
  /** PDF. */
  PDF("application/pdf", "pdf"),
  /** PNG. */
  PNG("image/png", "png"),
  /** JPEG. */
  JPEG("image/jpeg", "jpg", "jpeg"),
  /** GIF. */
  GIF("image/gif", "gif"),
  /** WebP. */
  WEBP("image/webp", "webp"),
  /** Pictures of telephones. */
  HEIC("image/heic", "heic", "heif"),
  /** MPEG-4 video and audio, and QuickTime. */
  MP4("video/mp4", "mp4", "m4v", "m4a", "mov"),
  /** MPEG audio. */
  MP3("audio/mpeg", "mp3"),
  /** Ogg, as messengers send voices. */
  OGG("audio/ogg", "ogg", "oga", "opus"),
  /** Wave. */
  WAV("audio/wav", "wav"),
  /** Documents of Office without macros. */
  OFFICE("application/vnd.openxmlformats-officedocument", "docx", "xlsx", "pptx"),
  /** Documents of OpenDocument. */
  ODF("application/vnd.oasis.opendocument", "odt", "ods", "odp"),
  /** Plain text in UTF-8. */
  TEXT("text/plain", "txt", "csv", "log", "md");

  private static final int HEAD = 64;

  private final String mediaType;

  /** Each after a blank. */
  private final String endings;

  FileType(String mediaType, String... endings) {
    this.mediaType = mediaType;
    this.endings = " " + String.join(" ", endings);
  }

  /** As tables and the record name it. */
  public String mediaType() {
    return mediaType;
  }

  /** The usual ending of its names, without the dot. */
  String ending() {
    return endings.substring(1).split(" ", 2)[0];
  }

  /** Whether a name says the same; one without an ending says nothing. */
  boolean fits(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 || has(name.substring(dot + 1).strip().toLowerCase(Locale.ROOT));
  }

  private boolean has(String ending) {
    return !ending.isEmpty() && (endings + " ").contains(" " + ending + " ");
  }

  /** All endings that are taken, for people. */
  static String allowed() {
    StringBuilder all = new StringBuilder();
    for (FileType each : values()) {
      all.append(each.endings);
    }
    return all.toString().strip().replace(" ", ", ");
  }

  /** What these bytes are; empty when they are nothing that is taken. */
  static Optional<FileType> of(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(HEAD, bytes.length), ISO_8859_1);
    if (head.startsWith("%PDF-")) {
      return Optional.of(PDF);
    }
    if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
      return Optional.of(PNG);
    }
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of(JPEG);
    }
    if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
      return Optional.of(GIF);
    }
    if (head.startsWith("OggS")) {
      return Optional.of(OGG);
    }
    if (head.startsWith("ID3") || head.matches("(?s)\u00ff[\u00fb\u00f3\u00f2].*")) {
      return Optional.of(MP3);
    }
    if (head.startsWith("RIFF") && head.length() >= 12) {
      return switch (head.substring(8, 12)) {
        case "WEBP" -> Optional.of(WEBP);
        case "WAVE" -> Optional.of(WAV);
        default -> Optional.empty();
      };
    }
    if (head.length() >= 12 && head.startsWith("ftyp", 4)) {
      String brand = head.substring(8, 12);
      return Optional.of(List.of("heic", "heix", "mif1", "msf1").contains(brand) ? HEIC : MP4);
    }
    return head.startsWith("PK\u0003\u0004") ? document(bytes, head) : text(bytes);
  }

  /** A ZIP that is a document. */
  private static Optional<FileType> document(byte[] bytes, String head) {
    if (head.startsWith("mimetypeapplication/vnd.oasis.opendocument.", 30)) {
      return Optional.of(ODF);
    }
    String all = new String(bytes, ISO_8859_1);
    boolean office =
        all.contains("[Content_Types].xml")
            && (all.contains("word/") || all.contains("xl/") || all.contains("ppt/"));
    return office ? Optional.of(OFFICE) : Optional.empty();
  }

  private static Optional<FileType> text(byte[] bytes) {
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
    String start = text.replace("\uFEFF", "").stripLeading();
    boolean plain = text.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t');
    return plain && Stream.of("<", "#!", "{\\rtf").noneMatch(start::startsWith)
        ? Optional.of(TEXT)
        : Optional.empty();
  }
}
