// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Set;

/** Tells what was taken or captured from who was seized. */
final class NoArrest {
  private static final Set<String> THINGS =
      Set.of(
          "airbase",
          "aircraft",
          "airfield",
          "airport",
          "ammunition",
          "area",
          "areas",
          "arms",
          "attention",
          "barracks",
          "base",
          "bases",
          "boat",
          "border",
          "bridge",
          "building",
          "buildings",
          "camp",
          "chatter",
          "signal",
          "signals",
          "pace",
          "speed",
          "phone",
          "rumours",
          "capital",
          "checkpoint",
          "checkpoints",
          "city",
          "control",
          "crossing",
          "district",
          "districts",
          "documents",
          "drugs",
          "explosives",
          "farms",
          "footage",
          "ground",
          "headquarters",
          "heights",
          "hill",
          "hills",
          "hilltop",
          "image",
          "images",
          "island",
          "land",
          "moment",
          "mood",
          "mountain",
          "neighborhood",
          "neighborhoods",
          "neighbourhood",
          "neighbourhoods",
          "parts",
          "peak",
          "peaks",
          "percent",
          "port",
          "position",
          "positions",
          "post",
          "posts",
          "power",
          "province",
          "provinces",
          "quarter",
          "region",
          "road",
          "roads",
          "seat",
          "seats",
          "sector",
          "ship",
          "side",
          "strip",
          "stronghold",
          "strongholds",
          "suburb",
          "tank",
          "tanks",
          "territory",
          "third",
          "half",
          "much",
          "most",
          "share",
          "title",
          "town",
          "towns",
          "vehicle",
          "vehicles",
          "village",
          "villages",
          "vote",
          "votes",
          "weapons");

  private NoArrest() {}

  /** Whether a finding of an arrest tells that ground or goods were taken. */
  static boolean isOfThings(Utterance here, Finding finding) {
    return finding.type() == FindingType.ARREST
        && finding.target().filter(t -> isThing(here, t)).isPresent();
  }

  /** Whether what was taken is ground or goods. */
  static boolean isThing(Utterance here, Mention target) {
    int at = here.tokenAt(target.span());
    int head = at;
    if (here.word(at + 1).equals("'s")) {
      return false; // "Mali's president"
    }
    while (head + 1 < here.sentence().to()
        && here.tokens().get(head + 1).end() <= target.span().end()
        && here.tokens().get(head + 1).isWord()
        && !PhraseWords.OF_BODY.contains(here.word(head + 1))
        && !Set.of("along", "from", "on", "and").contains(here.word(head + 1))) {
      head++;
    }
    int end = here.tokens().get(head).end();
    return THINGS.contains(here.word(head))
        || here.scene().in(here.scene().places(), target.span()).stream()
            .anyMatch(p -> p.span().start() == target.span().start() && p.span().end() == end);
  }
}
