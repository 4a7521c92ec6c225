// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.cap.Category;
import org.tocsin.cap.Info;
import org.tocsin.server.collect.others.OtherAlert;
import org.tocsin.server.collect.others.OtherGroup;
import org.tocsin.server.collect.others.Others;
import org.tocsin.server.kernel.Problem;

/** What other authorities say over HTTP, for everybody. */
@RestController
@RequestMapping("/api/v1/others")
class OthersApi {

  private static final int MOST = 100;

  private final Others others;
  private final Clock clock;

  OthersApi(Others others, Clock clock) {
    this.others = others;
    this.clock = clock;
  }

  /** What is in force, in part: {@code next} is the {@code after} of what follows. */
  record OthersView(Instant at, int total, List<GroupView> items, @Nullable String next) {}

  /** One danger: the gravest message and those that tell of the same. */
  record GroupView(AlertView lead, List<JoinedView> joined) {}

  /** A message beside the lead, and why. */
  record JoinedView(AlertView alert, String why) {}

  /** A message of another authority. */
  record AlertView(
      String id,
      String sender,
      String identifier,
      Instant sent,
      String status,
      String msgType,
      String standing,
      boolean inForce,
      Instant from,
      @Nullable Instant until,
      boolean untilAssumed,
      boolean contested,
      String who,
      String severity,
      List<TextView> texts,
      List<HeardView> heard,
      String cap) {

    static AlertView of(OtherAlert alert) {
      return new AlertView(
          alert.id().value(),
          alert.alert().sender(),
          alert.alert().identifier(),
          alert.sentAt(),
          alert.alert().status().word(),
          alert.alert().msgType().word(),
          alert.standing(),
          alert.inForce(),
          alert.from(),
          alert.until().orElse(null),
          alert.endAssumed(),
          alert.contested(),
          alert.who(),
          alert.severity().word(),
          alert.texts().stream().map(TextView::of).toList(),
          alert.heard().stream().map(HeardView::of).toList(),
          "/others/" + alert.id() + ".xml");
    }
  }

  /** What it says in one language. */
  record TextView(
      String language,
      List<String> categories,
      String event,
      String urgency,
      String severity,
      String certainty,
      @Nullable String senderName,
      @Nullable String headline,
      @Nullable String description,
      @Nullable String instruction,
      @Nullable String web,
      @Nullable String contact,
      @Nullable Instant expires,
      List<AreaView> areas) {

    static TextView of(Info info) {
      return new TextView(
          info.languageOrDefault(),
          info.categories().stream().map(Category::word).toList(),
          info.event(),
          info.urgency().word(),
          info.severity().word(),
          info.certainty().word(),
          info.senderName().orElse(null),
          info.headline().orElse(null),
          info.description().orElse(null),
          info.instruction().orElse(null),
          info.web().orElse(null),
          info.contact().orElse(null),
          OtherAlert.expires(info).orElse(null),
          info.areas().stream()
              .map(area ->
                  new AreaView(
                      area.areaDesc(),
                      area.polygons().stream().map(Object::toString).toList(),
                      area.circles().stream().map(Object::toString).toList(),
                      area.geocodes().stream()
                          .map(code -> new CodeView(code.valueName(), code.value()))
                          .toList()))
              .toList());
    }
  }

  /** Where, in the forms of CAP. */
  record AreaView(
      String areaDesc, List<String> polygons, List<String> circles, List<CodeView> geocodes) {}

  /** A code of a place. */
  record CodeView(String valueName, String value) {}

  /** Through whom it came. */
  record HeardView(String source, Instant receivedAt, String signature) {
    static HeardView of(OtherAlert.Heard heard) {
      return new HeardView(heard.publicSource(), heard.receivedAt(), heard.signature().words());
    }
  }

  @GetMapping
  ResponseEntity<OthersView> list(
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") int limit) {
    List<OtherGroup> groups = others.open().groups();
    int from = after == null ? 0 : position(groups, after) + 1;
    int to = Math.min(groups.size(), from + Math.clamp(limit, 1, MOST));
    List<OtherGroup> part = groups.subList(from, to);
    OthersView view =
        new OthersView(
            clock.instant(),
            groups.size(),
            part.stream().map(OthersApi::view).toList(),
            to == groups.size() ? null : part.getLast().lead().id().value());
    return ResponseEntity.ok().cacheControl(PublicShell.SHORT).body(view);
  }

  /** Where a group stands; refuses when it is there no more, lest another be passed over. */
  private static int position(List<OtherGroup> groups, String lead) {
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).lead().id().value().equals(lead)) {
        return i;
      }
    }
    throw PublishProblem.LIST_CHANGED.because(
        "no group is led by '%s' any more".formatted(Problem.shorten(lead)));
  }

  private static GroupView view(OtherGroup group) {
    return new GroupView(
        AlertView.of(group.lead()),
        group.joined().stream()
            .map(each -> new JoinedView(AlertView.of(each.alert()), each.why().words()))
            .toList());
  }

  @GetMapping("/{id}")
  ResponseEntity<AlertView> get(@PathVariable String id) {
    return ResponseEntity.ok()
        .cacheControl(PublicShell.SHORT)
        .body(AlertView.of(others.getOpen(id)));
  }
}
