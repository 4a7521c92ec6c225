// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tocsin.server.access.Officer;
import org.tocsin.server.kernel.OfficerId;

/**
 * What it takes to leave a policy, for another in one case or for a new version of it in all: as
 * much as to waive it, and no less than no duty. Where these ask for two posts it takes both.
 */
@Component
class Leaving {

  private final Quorum quorum;

  Leaving(Quorum quorum) {
    this.quorum = quorum;
  }

  /** How many, and a post whose holder has not agreed yet; else one whose holder has. */
  static DutyTest.Agreement asked(DutyTest left, List<Basis.Agreed> agreed) {
    List<String> posts = posts(left);
    int most = Math.max(left.who().waived().agreements(), left.who().noDuty().agreements());
    return new DutyTest.Agreement(
        Math.max(most, posts.size()),
        Stream.concat(missing(left, agreed).stream(), posts.stream()).findFirst());
  }

  private static List<String> posts(DutyTest left) {
    return Stream.of(left.who().waived(), left.who().noDuty())
        .flatMap(each -> each.post().stream())
        .distinct()
        .toList();
  }

  private static List<String> missing(DutyTest left, List<Basis.Agreed> agreed) {
    return posts(left).stream()
        .filter(
            post -> agreed.stream().noneMatch(each -> each.post().filter(post::equals).isPresent()))
        .toList();
  }

  /**
   * One more agreement; refused where too few would be left for the posts that are missing.
   *
   * @throws org.tocsin.server.kernel.Problem T4011 without the roles that the policy asks of
   *     whoever agrees, T4012, T4013 as with a determination
   */
  Quorum.Given give(DutyTest left, List<Basis.Agreed> agreed, Officer by, OfficerId author) {
    Quorum.requireRoles(left.who().agree(), by, "agree");
    DutyTest.Agreement asked = asked(left, agreed);
    List<String> missing = missing(left, agreed);
    Optional<String> held =
        missing.stream().filter(post -> quorum.holds(by.id(), post, author)).findFirst();
    Quorum.Given given =
        quorum.give(
            new DutyTest.Agreement(asked.agreements(), held.or(asked::post)),
            agreed,
            by.id(),
            author);
    int postsLeft = missing.size() - (held.isPresent() ? 1 : 0);
    if (postsLeft > Math.max(0, asked.agreements() - given.count())) {
      throw DecideProblem.POST_NEEDED.because(
          "the policy wants the agreement of '%s' too, and too few others would be left to agree"
              .formatted(String.join("', '", missing)));
    }
    return given;
  }
}
