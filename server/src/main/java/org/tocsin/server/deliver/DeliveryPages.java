// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import gg.jte.Content;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.web.CasePanel;
import org.tocsin.server.kernel.web.Page;

/** The page of one warning's deliveries, its live part, and the panel on the case page. */
@Controller
@RequestMapping("/desk/warnings/{id}/deliveries")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class DeliveryPages implements CasePanel {

  private static final int ROWS = 100;

  private final Deliveries deliveries;
  private final Follower follower;
  private final DangerOnMap danger;
  private final Holds holds;
  private final ExerciseMailbox mailbox;
  private final Page page;

  DeliveryPages(
      Deliveries deliveries,
      Follower follower,
      DangerOnMap danger,
      Holds holds,
      ExerciseMailbox mailbox,
      Page page) {
    this.deliveries = deliveries;
    this.follower = follower;
    this.danger = danger;
    this.holds = holds;
    this.mailbox = mailbox;
    this.page = page;
  }

  @GetMapping
  ResponseEntity<String> page(
      @PathVariable String id, @RequestParam(defaultValue = "0") long after) {
    return page(200, new WarningId(id), after, null);
  }

  /** Holds up, lets go on, stops or sends again, as the button says. */
  @PostMapping
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<String> act(
      @PathVariable String id,
      @RequestParam String act,
      @RequestParam(defaultValue = "") String why) {
    WarningId warning = new WarningId(id);
    try {
      switch (act) {
        case "pause" -> holds.pause(warning, why);
        case "resume" -> holds.resume(warning);
        case "stop" -> holds.stop(warning, why);
        case "again" -> holds.again(warning);
        default ->
            throw DeliverProblem.NO_BUTTON.because(
                "the form says '%s'".formatted(Problem.shorten(act)));
      }
    } catch (Problem refused) {
      return page(refused.type().status(), warning, 0, refused);
    }
    follower.moved(warning);
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create("/desk/warnings/" + id + "/deliveries"))
        .build();
  }

  private ResponseEntity<String> page(
      int status, WarningId id, long after, @Nullable Problem refused) {
    Look look = follower.lookAtMap(id);
    List<Progress.Unreached> unreached = follower.unreached(id, after, ROWS);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("look", look);
    parameters.put("map", danger.of(id));
    parameters.put("unreached", unreached);
    parameters.put("next", unreached.size() == ROWS ? unreached.getLast().watcher() : 0L);
    // Asked only where some were lost: the answer is added up over all that was handed over.
    boolean anyLost = look.shown().progress().reported().stream().anyMatch(each -> each.lost() > 0);
    parameters.put("neverArrived", anyLost ? deliveries.neverArrived(id, 0, ROWS) : List.of());
    parameters.put("hold", holds.current(id).orElse(null));
    parameters.put("isOver", holds.isOver(id));
    parameters.put("keptInMailbox", look.shown().exercise() ? mailbox.count(id) : 0);
    parameters.put("refused", refused);
    return page.of(status, "deliver/deliveries.jte", "Deliveries", "warnings", parameters);
  }

  @GetMapping("/live")
  ResponseEntity<String> live(@PathVariable String id) {
    return page.part("deliver/progress.jte", Map.of("shown", shown(new WarningId(id))));
  }

  private DeliveryShown shown(WarningId id) {
    return follower.look(id).shown();
  }

  @Override
  public int order() {
    return 60;
  }

  @Override
  public String anchor() {
    return "deliver";
  }

  @Override
  public String heading() {
    return "Deliveries";
  }

  @Override
  public Optional<Content> show(CaseId caseId) {
    List<DeliveryShown> warnings = deliveries.warningsOf(caseId).stream().map(this::shown).toList();
    return warnings.isEmpty()
        ? Optional.empty()
        : Optional.of(page.content("deliver/panel.jte", Map.of("warnings", warnings)));
  }
}
