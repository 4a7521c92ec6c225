// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tocsin.server.collect.CollectProblem;
import org.tocsin.server.collect.Minutes;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.web.FormFields;

/**
 * What somebody says of a source, as it was filled in.
 *
 * @param name 1 to 200 characters
 * @param kind a word of {@link SourceKind}
 * @param owner an officer's id or a post, at most 200 characters
 * @param interest at most 500 characters
 * @param silence {@code off}, {@code after} or {@code rhythm}
 * @param silenceMinutes for {@code after}, as typed: 1 to 525,600
 */
public record SourceDraft(
    String name,
    String kind,
    String owner,
    String interest,
    String silence,
    String silenceMinutes) {

  static final SourceDraft BLANK = new SourceDraft("", "other", "", "", "off", "1440");
  private static final int NAME_LENGTH = 200;
  private static final int INTEREST_LENGTH = 500;
  private static final long MINUTES_MAX = 525_600;

  /** What the pages call the fields. */
  public static FormFields labels() {
    return new FormFields()
        .with("name", "Name", "f-name")
        .with("reason", "Why this grade", "f-reason")
        .with("kind", "What it is", "f-kind")
        .with("owner", "Owner at the desk", "f-owner")
        .with("interest", "Interested party in", "f-interest")
        .with("silence", "Alarm when it is silent", "f-silence")
        .with("silenceMinutes", "Minutes without a report", "f-silenceMinutes");
  }

  /** What the draft says once nothing is wrong with it. */
  record Checked(String name, SourceKind kind, String owner, String interest, Silence silence) {}

  /** Refuses with every fault at once, T1015. */
  Checked check() {
    return check(List.of());
  }

  /** The same with what is wrong beside the draft, which alone is not refused here. */
  Checked check(List<Fault> beside) {
    List<Fault> faults = new ArrayList<>();
    length(faults, "name", name, 1, NAME_LENGTH);
    length(faults, "owner", owner, 0, NAME_LENGTH);
    length(faults, "interest", interest, 0, INTEREST_LENGTH);
    SourceKind found = SourceKind.find(kind).orElse(null);
    if (found == null) {
      faults.add(
          new Fault(
              "kind",
              Problem.shorten(kind),
              "is no kind of source",
              "use one of " + List.of(SourceKind.values()).toString().toLowerCase(Locale.ROOT)));
    }
    Silence rule = rule(faults);
    if (found == null || !faults.isEmpty()) {
      faults.addAll(beside);
      throw new Problem(
          CollectProblem.BAD_SOURCE,
          faults.stream().map(fault -> fault.where() + " " + fault.message()).toList().toString(),
          faults);
    }
    return new Checked(name.strip(), found, owner.strip(), interest.strip(), rule);
  }

  /** The same for a source whose name stands already. */
  Checked check(String standing) {
    return new SourceDraft(standing, kind, owner, interest, silence, silenceMinutes).check();
  }

  private static void length(List<Fault> faults, String field, String value, int least, int most) {
    int length = value.strip().length();
    if (length < least || length > most) {
      faults.add(
          new Fault(
              field,
              Problem.shorten(value),
              "has %d characters".formatted(length),
              "write %d to %d".formatted(least, most)));
    }
  }

  private Silence rule(List<Fault> faults) {
    if (silence.equals("rhythm")) {
      return new Silence(Silence.Mode.RHYTHM, null);
    }
    if (silence.equals("after")) {
      return new Silence(
          Silence.Mode.AFTER, Minutes.read(faults, "silenceMinutes", silenceMinutes, MINUTES_MAX));
    }
    if (!silence.equals("off")) {
      faults.add(
          new Fault("silence", Problem.shorten(silence), "is unknown", "use off, after or rhythm"));
    }
    return Silence.OFF;
  }
}
