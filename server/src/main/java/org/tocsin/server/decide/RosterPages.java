// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.access.Colleagues;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.OfficerNames;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.kernel.web.FormFields;
import org.tocsin.server.kernel.web.Page;

/** The page of the duty roster: who is on call now, who will be, who stands for whom. */
@Controller
@RequestMapping("/desk/duty-roster")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR, Role.ADMIN})
public class RosterPages {

  /** What the ids of the fields of the two forms begin with. */
  private static final String SHIFT = "s";

  private static final String DELEGATION = "d";

  private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

  private final Rosters rosters;
  private final Colleagues colleagues;
  private final OfficerNames names;
  private final CurrentOfficer officer;
  private final Page page;
  private final Clock clock;

  RosterPages(
      Rosters rosters,
      Colleagues colleagues,
      OfficerNames names,
      CurrentOfficer officer,
      Page page,
      Clock clock) {
    this.rosters = rosters;
    this.colleagues = colleagues;
    this.names = names;
    this.officer = officer;
    this.page = page;
    this.clock = clock;
  }

  /**
   * A line of the roster.
   *
   * @param who the person's name, and for whom they stand
   * @param mine whether whoever looks may end it
   */
  public record Row(
      String id,
      String post,
      String who,
      Instant from,
      Instant until,
      String why,
      boolean now,
      boolean mine) {}

  /** A post and who may act in it now. */
  public record Post(String name, List<String> onCall) {}

  @GetMapping
  ResponseEntity<String> roster() {
    return roster(200, SHIFT, Map.of(), null);
  }

  private ResponseEntity<String> roster(
      int status, String form, Map<String, String> fields, @Nullable Problem refused) {
    Instant now = clock.instant();
    boolean admin = officer.get().may(Role.ADMIN);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put(
        "posts",
        rosters.posts().stream()
            .map(post -> new Post(post, rosters.onCall(post).stream().map(this::words).toList()))
            .toList());
    parameters.put(
        "shifts",
        rosters.shifts().stream()
            .map(each ->
                new Row(
                    each.id(),
                    each.post(),
                    names.of(each.officer().value()),
                    each.from(),
                    each.until(),
                    "",
                    each.holdsAt(now),
                    admin))
            .toList());
    parameters.put(
        "delegations",
        rosters.delegations().stream()
            .map(each ->
                new Row(
                    each.id(),
                    each.post(),
                    "%s for %s"
                        .formatted(
                            names.of(each.officer().value()), names.of(each.holder().value())),
                    each.from(),
                    each.until(),
                    each.why(),
                    each.countsAt(now),
                    admin || each.holder().equals(officer.get().id())))
            .toList());
    parameters.put("approvers", colleagues.with(Role.APPROVER));
    parameters.put("shift", form.equals(SHIFT) ? fields : Map.of());
    parameters.put("delegation", form.equals(DELEGATION) ? fields : Map.of());
    parameters.put("labels", labels(form));
    parameters.put("from", FIELD.format(local(now)));
    parameters.put("until", FIELD.format(local(now.plus(Duration.ofHours(12)))));
    parameters.put("refused", refused);
    return page.of(status, "decide/roster.jte", "Duty roster", "administration", parameters);
  }

  private String words(Rosters.Held held) {
    return held.standingFor()
        .map(holder ->
            "%s, standing for %s"
                .formatted(names.of(held.officer().value()), names.of(holder.value())))
        .orElseGet(() -> names.of(held.officer().value()));
  }

  private static LocalDateTime local(Instant at) {
    return LocalDateTime.ofInstant(at, DeskTime.zone()).truncatedTo(ChronoUnit.MINUTES);
  }

  /** What the page calls the fields of one of its forms. */
  private static FormFields labels(String form) {
    return new FormFields()
        .with("post", "Post", form + "-post")
        .with("officer", "Approver", form + "-officer")
        .with("from", "From", form + "-from")
        .with("until", "Until", form + "-until")
        .with("why", "Why", form + "-why");
  }

  private static Optional<Instant> time(Map<String, String> fields, String name) {
    try {
      return Optional.of(
          LocalDateTime.parse(fields.getOrDefault(name, "")).atZone(DeskTime.zone()).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** When it begins; never, where that cannot be read, so that it is refused with all else. */
  private static Instant from(Map<String, String> fields) {
    return time(fields, "from").orElse(Instant.MAX);
  }

  /** When it ends; long ago, where that cannot be read, so that it is refused with all else. */
  private static Instant until(Map<String, String> fields) {
    return time(fields, "until").orElse(Instant.EPOCH);
  }

  /** The same refusal, with the times as they were typed. */
  private static Problem asTyped(Problem refused, Map<String, String> fields) {
    List<Fault> unread =
        Stream.of("from", "until")
            .filter(name -> fields.containsKey(name) && time(fields, name).isEmpty())
            .map(name ->
                new Fault(
                    name,
                    Problem.shorten(fields.getOrDefault(name, "")),
                    "is no date and time",
                    "choose day and time, in the desk's zone"))
            .toList();
    if (unread.isEmpty()) {
      return refused;
    }
    List<Fault> all = new ArrayList<>(refused.faults());
    all.removeIf(fault -> fault.where().equals("until"));
    all.addAll(unread);
    return new Problem(refused.type(), refused.detail(), all);
  }

  @PostMapping("/shifts")
  @Requires(Role.ADMIN)
  ResponseEntity<String> add(@RequestParam Map<String, String> fields) {
    return tried(
        SHIFT,
        fields,
        () ->
            rosters.add(
                PostNames.code(fields.getOrDefault("post", ""), rosters.posts()),
                fields.getOrDefault("officer", ""),
                from(fields),
                until(fields)));
  }

  @PostMapping("/shifts/{id}/end")
  @Requires(Role.ADMIN)
  ResponseEntity<String> endShift(@PathVariable String id) {
    return tried(SHIFT, Map.of(), () -> rosters.endShift(id));
  }

  @PostMapping("/delegations")
  @Requires(Role.APPROVER)
  ResponseEntity<String> delegate(@RequestParam Map<String, String> fields) {
    return tried(
        DELEGATION,
        fields,
        () ->
            rosters.delegate(
                PostNames.code(fields.getOrDefault("post", ""), rosters.posts()),
                fields.getOrDefault("officer", ""),
                from(fields),
                until(fields),
                fields.getOrDefault("why", "")));
  }

  @PostMapping("/delegations/{id}/end")
  @Requires({Role.APPROVER, Role.ADMIN})
  ResponseEntity<String> endDelegation(@PathVariable String id) {
    return tried(DELEGATION, Map.of(), () -> rosters.endDelegation(id));
  }

  private ResponseEntity<String> tried(String form, Map<String, String> fields, Runnable act) {
    try {
      act.run();
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .location(URI.create("/desk/duty-roster"))
          .build();
    } catch (Problem refused) {
      return roster(refused.type().status(), form, fields, asTyped(refused, fields));
    }
  }
}
