// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Status;
import org.tocsin.cap.Urgency;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Handling;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.TimeWindow;
import org.tocsin.server.kernel.WarningId;

/**
 * An approved warning as far as it goes out: the words, the plan, and the hash that the approver
 * signed.
 *
 * @param id which warning
 * @param caseId of which case
 * @param msgType CAP's word: Alert, Update, Cancel …
 * @param urgency how soon one must act
 * @param severity how grave it is
 * @param exercise whether it is marked as an exercise wherever it goes
 * @param marking the label that goes with it
 * @param window when the danger is; trying to reach people ends with it
 * @param texts one a language, at least one; the first is for whoever wants another language
 * @param steps the plan, at least one
 * @param contentHash the signed hash, if what is stored now still gives it; of no warning otherwise
 * @param own names of the desk's own markings, which go with the label
 * @param test whether it is a technical test (CAP status Test): not meant, as an exercise is not,
 *     but sent by the live providers
 */
public record ApprovedWarning(
    WarningId id,
    CaseId caseId,
    String msgType,
    Urgency urgency,
    Severity severity,
    boolean exercise,
    Marking marking,
    TimeWindow window,
    List<Text> texts,
    List<Step> steps,
    String contentHash,
    boolean test,
    SortedSet<String> own) {

  /**
   * The words in one language.
   *
   * @param language BCP 47
   * @param headline one line
   * @param description what is the danger; may be empty
   * @param instruction what to do; may be empty
   * @param area where, in words
   * @param contact whom to ask; may be empty
   * @param web where to read more; may be empty
   */
  public record Text(
      String language,
      String headline,
      String description,
      String instruction,
      String area,
      String contact,
      String web) {}

  /**
   * One step of the plan.
   *
   * @param channels kinds of channel, all at once
   * @param waitMinutes how long to wait for an answer before the next step
   */
  public record Step(List<String> channels, int waitMinutes) {
    /** Copies the list. */
    public Step {
      channels = List.copyOf(channels);
    }
  }

  /** One that is no test. */
  public ApprovedWarning(
      WarningId id,
      CaseId caseId,
      String msgType,
      Urgency urgency,
      Severity severity,
      boolean exercise,
      Marking marking,
      TimeWindow window,
      List<Text> texts,
      List<Step> steps,
      String contentHash) {
    this(
        id,
        caseId,
        msgType,
        urgency,
        severity,
        exercise,
        marking,
        window,
        texts,
        steps,
        contentHash,
        false);
  }

  /** One without markings of the desk's own. */
  public ApprovedWarning(
      WarningId id,
      CaseId caseId,
      String msgType,
      Urgency urgency,
      Severity severity,
      boolean exercise,
      Marking marking,
      TimeWindow window,
      List<Text> texts,
      List<Step> steps,
      String contentHash,
      boolean test) {
    this(
        id,
        caseId,
        msgType,
        urgency,
        severity,
        exercise,
        marking,
        window,
        texts,
        steps,
        contentHash,
        test,
        new TreeSet<>());
  }

  /** The whole marking: what a recipient must be cleared for. */
  public Handling handling() {
    return new Handling(marking, own);
  }

  /** The CAP status. */
  public Status status() {
    return test ? Status.TEST : exercise ? Status.EXERCISE : Status.ACTUAL;
  }

  /** Copies its lists and refuses a warning without words or plan. */
  public ApprovedWarning {
    texts = List.copyOf(texts);
    steps = List.copyOf(steps);
    own = Collections.unmodifiableSortedSet(new TreeSet<>(own));
    if (texts.isEmpty() || steps.isEmpty()) {
      throw new IllegalArgumentException(
          "warning %s has %d texts and %d steps; it needs at least one of each"
              .formatted(id, texts.size(), steps.size()));
    }
  }

  /** The words in the first of these languages that there is: exactly, or else of the same kin. */
  public Text textFor(List<String> languages) {
    for (String wanted : languages) {
      for (Text text : texts) {
        if (text.language().equalsIgnoreCase(wanted)) {
          return text;
        }
      }
      for (Text text : texts) {
        if (kin(text.language()).equals(kin(wanted))) {
          return text;
        }
      }
    }
    return texts.getFirst();
  }

  private static String kin(String language) {
    int dash = language.indexOf('-');
    return (dash < 0 ? language : language.substring(0, dash)).toLowerCase(Locale.ROOT);
  }
}
