// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.OfficerId;

/**
 * What may be told of a danger at a marking: derived from a version of a full text.
 *
 * @param state {@code draft} or {@code agreed}
 * @param authors who wrote on it; none of them agrees to it
 * @param sha256 hex, over everything that an agreement is to
 */
record Release(
    String id,
    CaseId caseId,
    String fullText,
    int version,
    String state,
    Content content,
    List<OfficerId> authors,
    Instant derivedAt,
    Optional<OfficerId> agreedBy,
    Optional<Instant> agreedAt,
    String sha256) {

  /** Copies the authors. */
  Release {
    authors = List.copyOf(authors);
  }

  boolean isAgreed() {
    return state.equals("agreed");
  }

  /**
   * What whoever may not see the full text sees of it: no words that it would be given away by, and
   * of what is not agreed none at all.
   */
  Content forAuditor() {
    boolean told = isAgreed();
    return new Content(
        content.marking(),
        content.language(),
        told ? content.headline() : "",
        told ? content.description() : "",
        told ? content.instruction() : "",
        content.cuts().stream()
            .map(each ->
                told ? each : new Cut(each.from(), each.to(), each.marking(), "", each.by()))
            .toList(),
        content.lets().stream()
            .map(each -> new Let("", each.where(), "", each.kind(), each.reason(), each.by()))
            .toList());
  }

  /**
   * What an agreement is to.
   *
   * @param marking the lower marking
   * @param language BCP 47
   * @param headline one line; may be empty while it is a draft
   * @param description the derived text as its authors left it
   * @param instruction what to do; may be empty
   * @param cuts what was taken out, in order of the full text
   * @param lets what the check found and its authors answer for
   */
  record Content(
      String marking,
      String language,
      String headline,
      String description,
      String instruction,
      List<Cut> cuts,
      List<Let> lets) {

    /** Copies the lists. */
    Content {
      cuts = List.copyOf(cuts);
      lets = List.copyOf(lets);
    }

    /** The texts by where they stand. */
    Map<String, String> fields() {
      Map<String, String> fields = new java.util.LinkedHashMap<>();
      fields.put(LeakCheck.where(language, "headline"), headline);
      fields.put(LeakCheck.where(language, "description"), description);
      fields.put(LeakCheck.where(language, "instruction"), instruction);
      return fields;
    }
  }

  /**
   * A stretch of the full text that was taken out.
   *
   * @param from index of its first UTF-16 unit in the full text
   * @param to index after its last
   * @param marking the narrowest marking in it
   * @param replacedBy what stands there instead
   * @param by who said so last
   */
  record Cut(int from, int to, String marking, String replacedBy, String by) {}

  /**
   * A hit that is let stand.
   *
   * @param hit its key
   * @param where the field that it was found in
   * @param words the words of the lower text
   * @param kind how it was recognised
   * @param reason why it may stand
   * @param by who answers for it
   */
  record Let(String hit, String where, String words, String kind, String reason, String by) {}
}
