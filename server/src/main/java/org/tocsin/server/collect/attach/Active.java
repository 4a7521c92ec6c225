// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.attach;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Looks for what runs in a document: macros, programs, objects of other programs, templates that
 * are fetched when it is opened. Parts are looked at as they are, not as they are named, for a
 * macro may have any name.
 */
final class Active {

  private static final int PARTS_MAX = 10_000;
  private static final int INFLATED_MAX = 200_000_000;
  private static final int LISTING_MAX = 2_000_000;

  /** Where a ZIP says how many parts it has, counted from the beginning of its end. */
  private static final int COUNT_AT = 10;

  private static final String MACROS = "holds macros";
  private static final String PROGRAM = "holds a program";
  private static final String OBJECT = "holds an object of another program";
  private static final String TEMPLATE = "fetches a template when it is opened";
  private static final String RUNS = "runs something when it is opened";
  private static final String UNCLEAR = "cannot be looked into";

  private static final List<String> PROGRAMS =
      List.of(
          ".exe", ".dll", ".scr", ".com", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js",
          ".jse", ".wsf", ".hta", ".lnk", ".jar", ".sh", ".py", ".zip", ".7z", ".rar", ".iso");

  private Active() {}

  /** What of it runs, in words that follow the name of the file; empty when nothing was found. */
  static Optional<String> in(FileType type, byte[] bytes) {
    return switch (type) {
      case OFFICE, ODF -> inParts(type, bytes);
      case PDF -> {
        String all = new String(bytes, ISO_8859_1);
        yield all.contains("/JavaScript") || all.contains("/Launch")
            ? Optional.of(RUNS)
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private static Optional<String> inParts(FileType type, byte[] bytes) {
    long inflated = 0;
    int parts = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
        parts++;
        String name = part.getName().toLowerCase(Locale.ROOT);
        ByteArrayOutputStream listing = new ByteArrayOutputStream();
        boolean listed = name.equals("[content_types].xml") || name.endsWith(".rels");
        byte[] block = new byte[8192];
        for (int read = zip.read(block); read > 0; read = zip.read(block)) {
          inflated += read;
          if (listed) {
            listing.write(block, 0, read);
          }
          if (inflated > INFLATED_MAX || listing.size() > LISTING_MAX) {
            return Optional.of(UNCLEAR);
          }
        }
        Optional<String> found =
            named(type, name).or(() -> said(listing.toString(ISO_8859_1).toLowerCase(Locale.ROOT)));
        if (found.isPresent() || parts > PARTS_MAX) {
          return found.or(() -> Optional.of(UNCLEAR));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // Encrypted, or broken so that one program sees what another does not.
      return Optional.of(UNCLEAR);
    }
    return parts == counted(bytes) ? Optional.empty() : Optional.of(UNCLEAR);
  }

  private static Optional<String> named(FileType type, String name) {
    if (name.contains("vbaproject")
        || name.contains("macrosheets/")
        || (type == FileType.ODF && (name.startsWith("basic/") || name.startsWith("scripts/")))) {
      return Optional.of(MACROS);
    }
    if (name.contains("activex/") || name.contains("oleobject")) {
      return Optional.of(OBJECT);
    }
    return PROGRAMS.stream().anyMatch(name::endsWith) ? Optional.of(PROGRAM) : Optional.empty();
  }

  /** What the list of a document's parts, or of what a part refers to, tells. */
  private static Optional<String> said(String listing) {
    if (listing.contains("macroenabled")
        || listing.contains("vbaproject")
        || listing.contains("macrosheet")) {
      return Optional.of(MACROS);
    }
    if (listing.contains("oleobject") || listing.contains("activex")) {
      return Optional.of(OBJECT);
    }
    return listing.contains("attachedtemplate") && listing.contains("\"external\"")
        ? Optional.of(TEMPLATE)
        : Optional.empty();
  }

  /** How many parts the directory at a ZIP's end tells of; -1 when there is none. */
  private static int counted(byte[] bytes) {
    int end = new String(bytes, ISO_8859_1).lastIndexOf("PK\u0005\u0006");
    return end < 0 || end + COUNT_AT + 1 >= bytes.length
        ? -1
        : (bytes[end + COUNT_AT] & 0xff) | ((bytes[end + COUNT_AT + 1] & 0xff) << 8);
  }
}
