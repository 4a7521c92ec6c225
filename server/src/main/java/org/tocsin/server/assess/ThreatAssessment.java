// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.time.Instant;
import java.util.List;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Place;
import org.tocsin.server.kernel.TimeWindow;

/**
 * What is thought of a danger: who, whom, how, where, when, how likely, on what basis.
 *
 * @param version 1 for the first; the newest counts
 * @param actor who threatens; {@code unknown} is a value
 * @param target whom or what
 * @param method how
 * @param place where
 * @param window when
 * @param likelihood in ICD 203's words
 * @param confidence in the basis
 * @param statements what it says, each sentence resting on reports or findings
 * @param reasoning the sort of target, how uncertain the window is, and the reasons of it all
 * @param by who made this version
 * @param at when
 */
public record ThreatAssessment(
    int version,
    String actor,
    String target,
    String method,
    Place place,
    TimeWindow window,
    Likelihood likelihood,
    Confidence confidence,
    List<Statement> statements,
    Reasoning reasoning,
    OfficerId by,
    Instant at) {

  /** Copies the statements. */
  public ThreatAssessment {
    statements = List.copyOf(statements);
  }
}
