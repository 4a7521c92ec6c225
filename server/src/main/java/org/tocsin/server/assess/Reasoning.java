// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.time.Duration;
import java.util.List;

/**
 * What makes an assessment more than its words: the sort of target, how uncertain the window is,
 * and why likelihood and confidence are what they are.
 *
 * @param targetKind what sort of people or things is aimed at
 * @param windowSlack by how much the window may begin earlier or end later than it says; zero: its
 *     edges are stated as known
 * @param likelihood why it is that likely, each reason resting on reports or findings
 * @param confidence why the basis is that good or that poor, likewise
 * @param change what made somebody judge anew; empty in the first version
 */
public record Reasoning(
    TargetKind targetKind,
    Duration windowSlack,
    List<Statement> likelihood,
    List<Statement> confidence,
    String change) {

  /** Thirty days: a window that may be further off is none. */
  public static final Duration SLACK_MAX = Duration.ofDays(30);

  /** Nothing is said of any of it. */
  public static final Reasoning NONE =
      new Reasoning(TargetKind.UNKNOWN, Duration.ZERO, List.of(), List.of(), "");

  /** Copies the lists. */
  public Reasoning {
    likelihood = List.copyOf(likelihood);
    confidence = List.copyOf(confidence);
  }

  /** The slack for people: {@code give or take 6 h}; empty when there is none. */
  public String slackWords() {
    return windowSlack.isZero() ? "" : "give or take " + CasePage.words(windowSlack);
  }
}
