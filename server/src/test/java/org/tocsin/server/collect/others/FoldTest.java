// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tocsin.cap.Alert;
import org.tocsin.cap.MsgType;

/** FEATURE UNDER TEST: messages in memory, what is in force among them, and when that changes. */
class FoldTest {

  private static final Instant T = Instant.parse("2024-03-07T08:00:00Z");

  private final Fold fold = new Fold();

  private static Cap cap(String identifier, Instant sent) {
    return Cap.by("s@example.org", identifier, sent);
  }

  private List<String> inForce(Instant at) {
    return fold.at(at).alerts().stream()
        .filter(OtherAlert::inForce)
        .map(each -> each.alert().identifier())
        .toList();
  }

  @Test
  void aFoldTellsWhenItsAnswerChangesNext() {
    fold.add(JoiningTest.kept(cap("now", T), 2));
    fold.add(JoiningTest.kept(cap("later", T.plusSeconds(60)), 4));
    assertThat(fold.at(T).changesAt()).isEqualTo(T.plusSeconds(60));
    assertThat(fold.at(T.plusSeconds(60)).changesAt()).isEqualTo(T.plus(Duration.ofHours(6)));
    assertThat(fold.at(T.plus(Duration.ofDays(1))).changesAt()).isEqualTo(Instant.MAX);
  }

  @Test
  void aCancelWithATimeToComeEndsThen() {
    fold.add(JoiningTest.kept(cap("a", T), 2));
    fold.add(
        JoiningTest.kept(
            cap("c", T.plusSeconds(90)).acts(MsgType.CANCEL, "s@example.org", "a", T), 4));
    assertThat(inForce(T)).containsExactly("a");
    assertThat(fold.at(T).changesAt()).isEqualTo(T.plusSeconds(90));
    assertThat(inForce(T.plusSeconds(90))).isEmpty();
  }

  @Test
  void aMessageTakenTwiceIsHeardOnce() {
    Kept once = JoiningTest.kept(cap("a", T), 2);
    fold.add(once);
    fold.add(once);
    assertThat(fold.at(T).alerts().getFirst().heard()).hasSize(1);
  }

  @Test
  void messagesWithoutANameDoNotReplaceEachOther() {
    for (int number : List.of(2, 4)) {
      String named = new String(cap("x", T.plusSeconds(number)).bytes(), UTF_8);
      Alert nameless =
          Messages.read(
                  named.replace("<identifier>x</identifier>", "<identifier/>").getBytes(UTF_8))
              .getFirst()
              .orElseThrow();
      OtherAlert.Heard heard = JoiningTest.heard(number);
      fold.add(new Kept(heard, Messages.named(nameless, heard.id()), 1));
    }
    assertThat(inForce(T.plusSeconds(9))).hasSize(2);
  }

  @Test
  void whatIsForgottenChangesNothingThatHolds() {
    fold.add(JoiningTest.kept(cap("old", T), 2));
    fold.add(JoiningTest.kept(cap("long", T).expires(T.plus(Duration.ofDays(30))), 4));
    fold.add(
        JoiningTest.kept(
            cap("end", T.plusSeconds(5)).acts(MsgType.CANCEL, "s@example.org", "long", T), 6));
    fold.add(JoiningTest.kept(cap("other", T).expires(T.plus(Duration.ofDays(30))), 8));
    Instant later = T.plus(Duration.ofDays(9));
    fold.forget(later);
    assertThat(inForce(later)).containsExactly("other");
    assertThat(fold.at(later).alerts().stream().map(each -> each.alert().identifier()))
        .doesNotContain("old");
  }

  @Test
  void oneSourceCannotCrowdOutAllOthers() {
    int half = (int) (Fold.BYTES_MAX / 2);
    Kept big = JoiningTest.kept(cap("big", T), 2);
    fold.add(new Kept(big.heard(), big.alert(), half));
    fold.add(JoiningTest.kept(cap("too-much", T), 4));
    fold.add(JoiningTest.kept(cap("of-another", T), 5));
    assertThat(fold.left()).isEqualTo(1);
    assertThat(inForce(T)).containsExactly("big", "of-another");
  }
}
