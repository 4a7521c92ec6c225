// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.attach;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;
import org.tocsin.server.collect.CollectProblem;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.Text;

/**
 * A file as somebody sends it. The array is not copied and must not be changed afterwards.
 *
 * @param name as the sender called it; empty when unknown
 * @param bytes what is in it
 */
public record Upload(String name, byte[] bytes) {

  /** The most bytes of one file. */
  public static final int BYTES_MAX = 10_000_000;

  /** The most files at once. */
  public static final int FILES_MAX = 10;

  private static final int NAME_LENGTH = 150;

  /**
   * A file whose type is known.
   *
   * @param name without path and control characters, at most 150 characters
   */
  public record Checked(String name, FileType type, byte[] bytes) {}

  /** What a form sends; a field that was left empty is no file. */
  public static List<Upload> of(@Nullable List<MultipartFile> files) throws IOException {
    List<Upload> uploads = new ArrayList<>();
    for (MultipartFile file : Optional.ofNullable(files).orElse(List.of())) {
      if (!file.isEmpty()) {
        uploads.add(
            new Upload(
                Optional.ofNullable(file.getOriginalFilename()).orElse(""), file.getBytes()));
      }
    }
    return uploads;
  }

  /** Checks files; T1017 with a fault for each that is not taken. */
  public static List<Checked> check(List<Upload> uploads) {
    List<Fault> faults = new ArrayList<>();
    List<Checked> checked = check(uploads, faults);
    if (!faults.isEmpty()) {
      throw new Problem(
          CollectProblem.BAD_ATTACHMENT,
          faults.getFirst().where() + " " + faults.getFirst().message(),
          faults);
    }
    return checked;
  }

  /**
   * Checks files, and adds a fault for each that is not taken to those of whatever they are with.
   */
  public static List<Checked> check(List<Upload> uploads, List<Fault> faults) {
    List<Checked> checked = new ArrayList<>();
    if (uploads.size() > FILES_MAX) {
      faults.add(
          new Fault(
              "files",
              "",
              "there are %d".formatted(uploads.size()),
              "send at most %d at once".formatted(FILES_MAX)));
    }
    for (int i = 0; i < Math.min(uploads.size(), FILES_MAX); i++) {
      uploads.get(i).check("files[" + i + "]", faults).ifPresent(checked::add);
    }
    return checked;
  }

  private Optional<Checked> check(String where, List<Fault> faults) {
    String called = clean(name);
    if (bytes.length == 0 || bytes.length > BYTES_MAX) {
      faults.add(
          new Fault(
              where,
              Problem.shorten(called),
              "has %d bytes".formatted(bytes.length),
              "send 1 to %d bytes".formatted(BYTES_MAX)));
      return Optional.empty();
    }
    Optional<FileType> type = FileType.of(bytes);
    if (type.isEmpty()) {
      faults.add(
          new Fault(
              where,
              Problem.shorten(called),
              "is of a type that is not taken",
              "send one of " + FileType.allowed()));
      return Optional.empty();
    }
    if (!type.get().fits(called)) {
      faults.add(
          new Fault(
              where,
              Problem.shorten(called),
              "is called so but holds " + type.get().mediaType(),
              "give it the name of what it is"));
      return Optional.empty();
    }
    Optional<String> active = Active.in(type.get(), bytes);
    if (active.isPresent()) {
      faults.add(
          new Fault(
              where,
              Problem.shorten(called),
              active.get(),
              "send it as a picture, as plain text, or as a PDF that only shows pages"));
      return Optional.empty();
    }
    return Optional.of(
        new Checked(called.isEmpty() ? "file." + type.get().ending() : called, type.get(), bytes));
  }

  /** The last part of a path, without what a page or a header would stumble over. */
  private static String clean(String name) {
    String last = name.replace('\\', '/').replaceAll(".*/", "");
    String clean = last.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\"<>:*?|]", "").strip();
    // The ending is what is compared, so it is the beginning that is cut.
    return clean.length() <= NAME_LENGTH
        ? clean
        : Text.storable(clean.substring(clean.length() - NAME_LENGTH));
  }
}
