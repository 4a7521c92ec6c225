// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.source;

import java.util.List;
import org.tocsin.server.collect.CaseFates.Fate;
import org.tocsin.server.collect.CaseFates.Verdict;

/**
 * How often what a source told of was borne out, counted in cases: ten reports of one danger are
 * one.
 *
 * @param cases each with what became of it
 */
public record TrackRecord(List<Fate> cases) {

  /** Copies the cases. */
  public TrackRecord {
    cases = List.copyOf(cases);
  }

  static TrackRecord of(List<Fate> fates) {
    return new TrackRecord(fates);
  }

  /** How many cases ended so. */
  public long count(Verdict verdict) {
    return cases.stream().filter(each -> each.verdict() == verdict).count();
  }

  /** In words, without a share: of few cases a share says more than is known. */
  public String words() {
    long borne = count(Verdict.BORNE_OUT);
    long decided = borne + count(Verdict.NOT_BORNE_OUT);
    long open = count(Verdict.UNDECIDED);
    if (cases.isEmpty()) {
      return "none of its reports belongs to a case";
    }
    return "%s%s"
        .formatted(
            decided == 0 ? "no case decided" : "%d of %d borne out".formatted(borne, decided),
            open == 0 ? "" : ", %d undecided".formatted(open));
  }
}
