// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.OfficerId;

/** Duty rosters and delegations over HTTP. */
@RestController
@RequestMapping("/api/v1/duty-roster")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR, Role.ADMIN})
class RosterApi {

  private final Rosters rosters;

  RosterApi(Rosters rosters) {
    this.rosters = rosters;
  }

  /** The roster as it stands. */
  record RosterView(
      List<PostView> posts, List<ShiftView> shifts, List<DelegationView> delegations) {}

  /** A post and who may act in it now. */
  record PostView(String post, List<OnCallView> onCall) {}

  /** Somebody who may act in a post now. */
  record OnCallView(String officer, @Nullable String standingFor) {}

  /** A shift. */
  record ShiftView(String id, String post, String officer, Instant from, Instant until) {
    static ShiftView of(Shift shift) {
      return new ShiftView(
          shift.id(), shift.post(), shift.officer().value(), shift.from(), shift.until());
    }
  }

  /** A delegation. */
  record DelegationView(
      String id,
      String post,
      String holder,
      String officer,
      Instant from,
      Instant until,
      String why) {
    static DelegationView of(Delegation made) {
      return new DelegationView(
          made.id(),
          made.post(),
          made.holder().value(),
          made.officer().value(),
          made.from(),
          made.until(),
          made.why());
    }
  }

  /** A shift to be added. */
  record ShiftBody(String post, String officer, Instant from, Instant until) {}

  /** A delegation to be made by whoever asks. */
  record DelegationBody(String post, String officer, Instant from, Instant until, String why) {}

  @GetMapping
  RosterView roster() {
    return new RosterView(
        rosters.posts().stream()
            .map(post ->
                new PostView(
                    post,
                    rosters.onCall(post).stream()
                        .map(held ->
                            new OnCallView(
                                held.officer().value(),
                                held.standingFor().map(OfficerId::value).orElse(null)))
                        .toList()))
            .toList(),
        rosters.shifts().stream().map(ShiftView::of).toList(),
        rosters.delegations().stream().map(DelegationView::of).toList());
  }

  @PostMapping("/shifts")
  @Requires(Role.ADMIN)
  @ResponseStatus(HttpStatus.CREATED)
  ShiftView add(@RequestBody ShiftBody body) {
    return ShiftView.of(rosters.add(body.post(), body.officer(), body.from(), body.until()));
  }

  @DeleteMapping("/shifts/{id}")
  @Requires(Role.ADMIN)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void endShift(@PathVariable String id) {
    rosters.endShift(id);
  }

  @PostMapping("/delegations")
  @Requires(Role.APPROVER)
  @ResponseStatus(HttpStatus.CREATED)
  DelegationView delegate(@RequestBody DelegationBody body) {
    return DelegationView.of(
        rosters.delegate(body.post(), body.officer(), body.from(), body.until(), body.why()));
  }

  @DeleteMapping("/delegations/{id}")
  @Requires({Role.APPROVER, Role.ADMIN})
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void endDelegation(@PathVariable String id) {
    rosters.endDelegation(id);
  }
}
