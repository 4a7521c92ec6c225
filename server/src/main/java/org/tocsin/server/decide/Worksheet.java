// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.web.FormFields;

/**
 * A duty test as somebody fills it in: every field as it was typed, so that a refused one comes
 * back unchanged.
 */
public final class Worksheet {

  private final DutyTest test;
  private final Map<String, String> fields;

  Worksheet(DutyTest test, Map<String, String> fields) {
    this.test = test;
    this.fields = Map.copyOf(fields);
  }

  /** The duty test that is put. */
  public DutyTest test() {
    return test;
  }

  /** What stands in a field; empty when nothing does. */
  public String value(String field) {
    return fields.getOrDefault(field, "");
  }

  /** The class that it is filled in for, as its word. */
  public String victims() {
    String asked = value("victims");
    return asked.isEmpty() ? test.victims().getFirst().word() : asked;
  }

  /** The proposal that the fields make; refuses with every field that is missing. */
  Proposal proposal() {
    List<Fault> faults = new ArrayList<>();
    Optional<VictimClass> victims = VictimClass.find(value("victims"));
    if (victims.isEmpty()) {
      faults.add(fault("victims", "is no class", "choose whom this is about"));
    }
    List<Answered> answers = new ArrayList<>();
    for (DutyTest.Question question : test.questions()) {
      String reason = value("reason." + question.id()).strip();
      Answered.Answer.find(value("answer." + question.id()))
          .ifPresentOrElse(
              answer -> answers.add(new Answered(question.id(), answer, reason)),
              () ->
                  faults.add(
                      fault(
                          "answers." + question.id(),
                          "is not answered",
                          "choose yes, no or unknown")));
      if (reason.isEmpty()) {
        faults.add(fault("answers." + question.id() + ".reason", "is empty", "say why"));
      }
    }
    Optional<DutyResult> result = result();
    if (result.isEmpty()) {
      faults.add(fault("result", "is missing", "choose warn, waived or no duty"));
    }
    if (value("reasons").isBlank()) {
      faults.add(fault("reasons", "is empty", "say why in a sentence or more"));
    }
    Map<String, String> record = new LinkedHashMap<>();
    for (DutyTest.Field field : result.map(test::recordFor).orElse(List.of())) {
      String words = value("record." + field.id()).strip();
      record.put(field.id(), words);
      if (words.isEmpty()) {
        faults.add(fault("record." + field.id(), "is empty", "the policy wants it in the record"));
      }
    }
    List<Evidence> evidence = evidence();
    if (result.filter(DutyResult.Waived.class::isInstance).isPresent()
        && evidence.stream().noneMatch(each -> each.of().equals(Evidence.GROUND))) {
      faults.add(
          fault(
              "evidence." + Evidence.GROUND,
              "rests on nothing",
              "mark the report or finding that shows the ground"));
    }
    if (!faults.isEmpty()) {
      throw new Problem(
          DecideProblem.BAD_DETERMINATION, faults.size() + " faults, see the fields", faults);
    }
    return new Proposal(
        victims.orElseThrow(),
        test.id(),
        answers,
        result.orElseThrow(),
        value("reasons").strip(),
        evidence,
        record);
  }

  /** What the page calls the fields. */
  public FormFields labels() {
    FormFields labels =
        new FormFields()
            .with("victims", "Who would be told", "f-victims")
            .with("result", "What it comes to", "f-result")
            .with("ground", "Ground of the waiver", "f-ground")
            .with("evidence", "What it rests on", "f-ground")
            .with("evidence.ground", "What the ground rests on", "f-ground")
            .with("reasons", "Reasons for the whole", "f-reasons");
    for (DutyTest.Question question : test.questions()) {
      String at = "answers." + question.id();
      labels.with(at, question.text(), "f-answer-" + question.id() + "-yes");
      labels.with(at + ".reason", question.text() + " Why", "f-" + question.id());
      labels.with("evidence." + question.id(), question.text(), "f-" + question.id());
    }
    for (DutyTest.Field field : test.record()) {
      labels.with("record." + field.id(), field.text(), "f-record-" + field.id());
    }
    return labels;
  }

  /** Whether this was marked as what an answer or the ground rests on. */
  public boolean cites(String of, String word) {
    return fields.containsKey("cite." + of + "." + word);
  }

  /** How many were marked for an answer or the ground. */
  public long cites(String of) {
    return fields.keySet().stream().filter(key -> key.startsWith("cite." + of + ".")).count();
  }

  private List<Evidence> evidence() {
    List<Evidence> found = new ArrayList<>();
    for (String key : fields.keySet().stream().sorted().toList()) {
      String[] parts = key.split("\\.", 3);
      if (parts.length == 3 && parts[0].equals("cite")) {
        Evidence.find(parts[1], parts[2]).ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<DutyResult> result() {
    return switch (value("result")) {
      case "warn" -> Optional.of(new DutyResult.Warn());
      case "noDuty" -> Optional.of(new DutyResult.NoDuty());
      case "waived" -> Optional.of(new DutyResult.Waived(value("ground")));
      default -> Optional.empty();
    };
  }

  private Fault fault(String where, String message, String remedy) {
    return new Fault(where, Problem.shorten(value(where)), message, remedy);
  }
}
