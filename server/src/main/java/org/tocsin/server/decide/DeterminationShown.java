// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A determination as pages show it.
 *
 * @param made the determination itself
 * @param policyTitle what people call the duty test
 * @param citation the rule behind it
 * @param result the result in words, a waiver's ground word for word
 * @param proposedBy the author's name
 * @param settledBy the name of whoever agreed or sent it back; empty while proposed
 * @param lines question, answer, reason, evidence
 * @param ground what a waiver's ground rests on
 * @param record what the policy wants the record to say
 * @param agreed who agreed so far, in words
 * @param needed what is still needed for it to hold; empty when nothing is
 * @param byClock whether it is the default of a clock that ran out
 * @param anew what demands that it be decided anew; empty when nothing does
 * @param anewBy until when
 * @param glass how it came to hold alone, if it did
 */
public record DeterminationShown(
    Determination made,
    String policyTitle,
    String citation,
    String result,
    String proposedBy,
    String settledBy,
    List<Line> lines,
    List<Cited> ground,
    List<Said> record,
    List<String> agreed,
    String needed,
    boolean byClock,
    List<String> anew,
    Optional<Instant> anewBy,
    Optional<GlassShown> glass) {

  /** Copies the lists. */
  public DeterminationShown {
    lines = List.copyOf(lines);
    ground = List.copyOf(ground);
    record = List.copyOf(record);
    agreed = List.copyOf(agreed);
    anew = List.copyOf(anew);
  }

  /** One question with its answer. */
  public record Line(String question, String answer, String reason, List<Cited> cites) {
    /** Copies the evidence. */
    public Line {
      cites = List.copyOf(cites);
    }
  }

  /** A piece of evidence: its words, and the page that shows it. */
  public record Cited(String words, String href) {}

  /** Something that the policy wants in the record. */
  public record Said(String what, String words) {}

  /**
   * How a determination came to hold alone.
   *
   * @param told how many approvers were told
   * @param seen how many of them have seen it
   * @param mails what became of the mails to them, in words
   * @param reviewedBy a name; empty until it is reviewed
   */
  public record GlassShown(Glass broken, String brokenBy, int told, int seen, String mails, String reviewedBy) {}
}
