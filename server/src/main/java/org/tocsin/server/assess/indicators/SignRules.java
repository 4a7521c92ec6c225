// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.indicators;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.web.DeskTime;

/** What a sign, and what somebody makes of one, must be; every fault at once. */
final class SignRules {

  private static final int EXPECTATION_LENGTH = 500;
  private static final int NOTE_LENGTH = 1_000;

  /** The order in which the forms ask. */
  private static final List<String> FORM = List.of("state", "cites", "expectation", "by", "note");

  private SignRules() {}

  /** Of a sign of the desk's own. */
  static List<Fault> faults(String expectation, Instant by, Instant now) {
    List<Fault> faults = new ArrayList<>();
    if (expectation.isBlank() || expectation.length() > EXPECTATION_LENGTH) {
      faults.add(
          new Fault(
              "expectation",
              "",
              expectation.isBlank()
                  ? "is empty"
                  : "has %d characters".formatted(expectation.length()),
              "write what one would see, in 1 to %d characters".formatted(EXPECTATION_LENGTH)));
    }
    requireAhead(faults, by, now);
    return faults;
  }

  /** Of what somebody makes of a sign; whether what it cites is there is asked elsewhere. */
  static List<Fault> faults(Signs.Judged judged, Instant now) {
    List<Fault> faults = new ArrayList<>();
    Optional<Sign.State> state = Sign.State.find(judged.state());
    if (state.isEmpty()) {
      faults.add(
          new Fault(
              "state",
              Problem.shorten(judged.state()),
              "is none of awaited, seen, not seen, dropped",
              "choose one of them"));
    }
    if (state.equals(Optional.of(Sign.State.SEEN)) && judged.cites().isEmpty()) {
      faults.add(new Fault("cites", "", "is empty", "name the findings that show it"));
    }
    judged.by().ifPresent(by -> requireAhead(faults, by, now));
    if (judged.note().length() > NOTE_LENGTH) {
      faults.add(
          new Fault(
              "note",
              "",
              "has %d characters".formatted(judged.note().length()),
              "write at most %d".formatted(NOTE_LENGTH)));
    }
    boolean dropped = state.equals(Optional.of(Sign.State.DROPPED));
    if (judged.note().isBlank() && (dropped || state.equals(Optional.of(Sign.State.NOT_SEEN)))) {
      faults.add(
          new Fault(
              "note",
              "",
              "is empty",
              dropped ? "say why nobody need look any more" : "say who looked, and where"));
    }
    return faults;
  }

  private static void requireAhead(List<Fault> faults, Instant by, Instant now) {
    if (!by.isAfter(now)) {
      faults.add(new Fault("by", by.toString(), "is over already", "give a time that is to come"));
    }
  }

  /** T3025 with these faults, if there are any. */
  static void refuse(List<Fault> faults) {
    if (!faults.isEmpty()) {
      throw new Problem(
          SignProblem.BAD_SIGN,
          faults.stream()
              .map(fault -> "%s: %s; %s".formatted(fault.where(), fault.message(), fault.remedy()))
              .collect(Collectors.joining("; ")),
          faults);
    }
  }

  /** The time in a form; a time far ahead, and a fault more, when it is none. */
  static Instant time(String text, List<Fault> unread) {
    return read(
        "by",
        text,
        () -> DeskTime.parse("by", text),
        Instant.MAX,
        "is no time",
        "choose day and time",
        unread);
  }

  /** What a form makes of a sign; where it cites what is none, nothing, and a fault more. */
  static Signs.Judged judged(
      CaseFile file, String state, String note, String cites, String by, List<Fault> unread) {
    return new Signs.Judged(
        state,
        note,
        read(
            "cites",
            cites,
            () -> file.cites(cites),
            List.of(),
            "names what is not in this case",
            "write R1 for the first report, R1.2 for the second finding in it",
            unread),
        by.isBlank() ? Optional.empty() : Optional.of(time(by, unread)));
  }

  private static <T> T read(
      String where,
      String text,
      Supplier<T> read,
      T otherwise,
      String message,
      String remedy,
      List<Fault> unread) {
    try {
      return read.get();
    } catch (Problem refused) {
      unread.add(
          new Fault(where, Problem.shorten(text), text.isBlank() ? "is empty" : message, remedy));
      return otherwise;
    }
  }

  /** T3025 with what could not be read and what is wrong with all else; nothing if all was read. */
  static void refuse(List<Fault> unread, List<Fault> others) {
    if (!unread.isEmpty()) {
      List<Fault> all = new ArrayList<>(unread);
      others.stream()
          .filter(fault -> unread.stream().noneMatch(told -> told.where().equals(fault.where())))
          .forEach(all::add);
      all.sort(Comparator.comparingInt(fault -> FORM.indexOf(fault.where())));
      refuse(all);
    }
  }
}
