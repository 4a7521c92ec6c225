// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tocsin.server.access.Officer;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Problem;

/** Whether as many agree as a policy asks for, and whoever holds the post among them. */
@Component
class Quorum {

  private final Rosters rosters;

  Quorum(Rosters rosters) {
    this.rosters = rosters;
  }

  /**
   * One more agreement.
   *
   * @param held the post that this person holds, where it is asked for
   * @param enough whether it is the last that is needed
   */
  record Given(Optional<Rosters.Held> held, int count, boolean enough) {

    /** As it is kept. */
    Basis.Agreed agreed(OfficerId by, Instant at) {
      return new Basis.Agreed(
          by, at, held.map(Rosters.Held::post), held.flatMap(Rosters.Held::standingFor));
    }
  }

  /**
   * Counts this person's agreement in.
   *
   * @throws Problem T4012 when it is the last and nobody holds the post, T4013 to whoever agreed
   *     before
   */
  Given give(
      DutyTest.Agreement asked, List<Basis.Agreed> before, OfficerId person, OfficerId author) {
    if (before.stream().anyMatch(each -> each.by().equals(person))) {
      throw DecideProblem.AGREED_ALREADY.because(
          "%d of %d have agreed, you among them".formatted(before.size(), asked.agreements()));
    }
    Optional<Rosters.Held> held = asked.post().flatMap(post -> rosters.held(person, post, author));
    boolean enough = before.size() + 1 >= asked.agreements();
    if (enough && held.isEmpty()) {
      requirePostBefore(asked, before);
    }
    return new Given(held, before.size() + 1, enough);
  }

  /** Whether this person holds a post now, or stands for its holder, who is not the author. */
  boolean holds(OfficerId person, String post, OfficerId author) {
    return rosters.held(person, post, author).isPresent();
  }

  private void requirePostBefore(DutyTest.Agreement asked, List<Basis.Agreed> before) {
    Optional<String> post = asked.post();
    boolean there = post.isEmpty() || before.stream().anyMatch(each -> each.post().equals(post));
    if (!there) {
      int onCall = rosters.onCall(post.get()).size();
      throw DecideProblem.POST_NEEDED.because(
          "the policy wants the agreement of the %s, and you do not hold that post now; %s"
              .formatted(
                  PostNames.words(post.get()),
                  onCall == 0
                      ? "nobody does: an administrator puts somebody on the duty roster"
                      : onCall + " on the duty roster may act in it"));
    }
  }

  /** T4011 to whoever lacks one of the roles. */
  static void requireRoles(Set<Role> asked, Officer person, String what) {
    List<String> lacking = lacking(asked, person);
    if (!lacking.isEmpty()) {
      throw DecideProblem.OTHER_ROLES.because(
          "whoever is to %s must also be %s".formatted(what, String.join(", ", lacking)));
    }
  }

  /** The words of the roles that somebody lacks, in order; empty when they have all. */
  static List<String> lacking(Set<Role> asked, Officer person) {
    return asked.stream().filter(role -> !person.may(role)).map(Role::word).sorted().toList();
  }

  /** What is still missing, in words; one at least. */
  static String missing(DutyTest.Agreement asked, List<Basis.Agreed> agreed) {
    int missing = asked.agreements() - agreed.size();
    String post =
        asked
            .post()
            .filter(name ->
                agreed.stream().noneMatch(each -> each.post().filter(name::equals).isPresent()))
            .map(name ->
                ", " + (missing == 1 ? "by" : "one of them by") + " the " + PostNames.words(name))
            .orElse("");
    return missing == 1
        ? "One agreement is needed" + post + "."
        : missing + " agreements are needed" + post + ".";
  }
}
