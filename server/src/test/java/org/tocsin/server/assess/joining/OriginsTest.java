// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tocsin.server.assess.joining.Origins.Code;
import org.tocsin.server.assess.joining.Origins.Sent;
import org.tocsin.server.assess.joining.Origins.Word;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.read.Kin;
import org.tocsin.server.read.Named;

/** FEATURE UNDER TEST: reports are grouped by independent origins. */
class OriginsTest {

  private static final ReportId A = id(1);
  private static final ReportId B = id(2);
  private static final ReportId C = id(3);

  private static ReportId id(int number) {
    return new ReportId("report_0000000000000000000000%04d".formatted(number));
  }

  private static List<Sent> sent(String... sources) {
    List<Sent> all = new ArrayList<>();
    for (String source : sources) {
      all.add(new Sent(id(all.size() + 1), source));
    }
    return all;
  }

  private static Kin passage(ReportId one, ReportId other, int percent, int words) {
    return new Kin(one, other, Kin.Code.SAME_PASSAGE, percent, words, "", 0, 9, 0, 9);
  }

  private static Named names(ReportId report, String name) {
    return new Named(report, name, false, 3, 9);
  }

  @Test
  void whatSharesNothingIsIndependent() {
    assertThat(Origins.of(sent("a", "b", "c"), List.of(), List.of(), List.of()).count())
        .isEqualTo(3);
  }

  @Test
  void aChainOfCopiesIsOneOriginThoughItsEndsShareNothing() {
    Origins origins =
        Origins.of(
            sent("a", "b", "c"),
            List.of(passage(B, A, 60, 30), passage(C, B, 60, 30)),
            List.of(),
            List.of());
    assertThat(origins.count()).isEqualTo(1);
    assertThat(origins.all().getFirst().words()).isEqualTo("3 reports, one origin");
    assertThat(origins.all().getFirst().links()).hasSize(2);
    assertThat(origins.withOriginOf(A)).containsExactlyInAnyOrder(A, B, C);
  }

  @Test
  void fortyReportsThatNameOneAgencyAreOneOrigin() {
    List<Sent> sent = new ArrayList<>();
    List<Named> named = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      sent.add(new Sent(id(i), "paper " + i));
      named.add(names(id(i), "Reuters"));
    }
    Origins origins = Origins.of(sent, List.of(), named, List.of());
    assertThat(origins.count()).isEqualTo(1);
    assertThat(origins.all().getFirst().name()).isEqualTo("Reuters");
    assertThat(origins.all().getFirst().links())
        .hasSize(39)
        .allMatch(link -> link.code() == Code.SAME_SOURCE_CHAIN);
  }

  @Test
  void whoeverQuotesASenderIsOfItsOriginAndOneSenderIsOneOrigin() {
    assertThat(
            Origins.of(sent("reuters", "b"), List.of(), List.of(names(B, "Reuters")), List.of())
                .count())
        .isEqualTo(1);
    assertThat(Origins.of(sent("Embassy", "embassy "), List.of(), List.of(), List.of()).count())
        .isEqualTo(1);
  }

  @Test
  void aShortPassageIsNoCopy() {
    assertThat(
            Origins.of(sent("a", "b"), List.of(passage(B, A, 20, 14)), List.of(), List.of())
                .count())
        .isEqualTo(2);
  }

  @Test
  void aWordThatPartsTwoLeavesTheOthersOfTheirSenderTogether() {
    Word apart = new Word(A, B, false, "another desk of theirs");
    Word other = new Word(A, C, false, "another desk of theirs");
    for (List<Named> named :
        List.of(List.<Named>of(), List.of(names(A, "AP"), names(B, "AP"), names(C, "AP")))) {
      List<Sent> sent = named.isEmpty() ? sent("ap", "ap", "ap") : sent("a", "b", "c");
      Origins origins = Origins.of(sent, List.of(), named, List.of(apart, other));
      assertThat(origins.withOriginOf(B)).containsExactlyInAnyOrder(B, C);
      assertThat(origins.count()).isEqualTo(2);
    }
  }

  @Test
  void aPersonsWordJoinsAndParts() {
    Word one = new Word(A, C, true, "the same caller");
    Word apart = new Word(A, B, false, "he phoned himself");
    Origins origins =
        Origins.of(
            sent("a", "b", "c"), List.of(passage(B, A, 90, 30)), List.of(), List.of(one, apart));
    assertThat(origins.count()).isEqualTo(2);
    assertThat(origins.withOriginOf(A)).containsExactlyInAnyOrder(A, C);
    assertThat(origins.countOf(List.of(A, C))).isEqualTo(1);
    assertThat(origins.countOf(List.of(A, B))).isEqualTo(2);
  }
}
