// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.drill;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.web.DeskTile;
import org.tocsin.server.kernel.web.FormFields;
import org.tocsin.server.kernel.web.Page;

/** Drills, as pages and over HTTP. */
@Controller
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
public class DrillPages {

  private static final int ROWS = 100;
  private static final int MOST = 1_000;

  private final Drills drills;
  private final DrillSettings settings;
  private final Page page;

  DrillPages(Drills drills, DrillSettings settings, Page page) {
    this.drills = drills;
    this.settings = settings;
    this.page = page;
  }

  /** Whom to ask, by what, and that real messages are to go out. */
  record DrillBody(
      @Nullable String idPart,
      @Nullable String kind,
      @Nullable List<String> channels,
      @Nullable Boolean realMessages) {}

  /** The latest drills. */
  record DrillsView(List<DrillStore.Drill> items) {}

  /** A page of watchers by number. */
  record SilentView(List<Long> items, @Nullable String next) {}

  @PostMapping("/api/v1/drills")
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<Drills.Result> start(@RequestBody DrillBody body) {
    DrillStore.Drill drill =
        drills.start(
            Objects.requireNonNullElse(body.idPart(), "").strip(),
            Objects.requireNonNullElse(body.kind(), "").strip(),
            Objects.requireNonNullElse(body.channels(), List.of()),
            Boolean.TRUE.equals(body.realMessages()));
    return ResponseEntity.created(URI.create("/api/v1/drills/" + drill.id()))
        .body(drills.result(drill.id()));
  }

  @GetMapping("/api/v1/drills")
  @ResponseBody
  DrillsView list() {
    return new DrillsView(drills.latest(ROWS));
  }

  @GetMapping("/api/v1/drills/{id}")
  @ResponseBody
  Drills.Result get(@PathVariable String id) {
    return drills.result(id);
  }

  @GetMapping("/api/v1/drills/{id}/silent")
  @ResponseBody
  SilentView silent(
      @PathVariable String id,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "200") int limit) {
    int most = Math.clamp(limit, 1, MOST);
    List<Long> found = drills.silent(drills.result(id).drill().id(), after, most);
    return new SilentView(found, found.size() == most ? found.getLast().toString() : null);
  }

  @GetMapping("/desk/drills")
  ResponseEntity<String> page() {
    return page(200, new Asked("", "", drills.usual()), null);
  }

  /** What was put into the form. */
  public record Asked(String idPart, String kind, List<String> channels) {
    /** Copies the list. */
    public Asked {
      channels = List.copyOf(channels);
    }
  }

  private ResponseEntity<String> page(int status, Asked asked, @Nullable Problem refused) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("asked", asked);
    parameters.put("drills", drills.latest(ROWS));
    parameters.put("channels", drills.all());
    parameters.put("days", settings.every().toDays());
    parameters.put(
        "labels",
        new FormFields()
            .with("kind", "Kind of watcher", "f-kind")
            .with("idPart", "Part of their id", "f-idPart")
            .with("channels", "By", "f-channels")
            .with("realMessages", "Real messages go out now, marked as a test", "f-realMessages"));
    parameters.put("refused", refused);
    return page.of(status, "deliver/drills.jte", "Drills", "watchers", parameters);
  }

  @PostMapping("/desk/drills")
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<String> begin(
      @RequestParam(defaultValue = "") String idPart,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(required = false) @Nullable List<String> channels,
      @RequestParam(defaultValue = "false") boolean realMessages) {
    List<String> by = channels == null ? List.of() : channels;
    // Over HTTP none means the usual ones; whoever unticks all of them here does not mean that.
    List<String> chosen = by.isEmpty() ? List.of("") : by;
    try {
      DrillStore.Drill drill = drills.start(idPart.strip(), kind.strip(), chosen, realMessages);
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .location(URI.create("/desk/drills/" + drill.id()))
          .build();
    } catch (Problem refused) {
      return page(refused.type().status(), new Asked(idPart, kind, by), asTyped(refused, by));
    }
  }

  /** The same refusal in the words of the page. */
  private static Problem asTyped(Problem refused, List<String> by) {
    return new Problem(
        refused.type(),
        refused.detail(),
        refused.faults().stream()
            .map(fault ->
                switch (fault.where()) {
                  case "realMessages" ->
                      new Fault(
                          fault.where(),
                          "",
                          "is not ticked",
                          "tick it if real messages are meant to go out");
                  case "channels" ->
                      by.isEmpty()
                          ? new Fault(fault.where(), "", "none is ticked", "tick one or more")
                          : fault;
                  default -> fault;
                })
            .toList());
  }

  @GetMapping("/desk/drills/{id}")
  ResponseEntity<String> show(
      @PathVariable String id, @RequestParam(defaultValue = "0") long after) {
    Drills.Result result = drills.result(id);
    List<Long> silent = drills.silent(id, after, ROWS);
    return page.of(
        "deliver/drill.jte",
        "Drill",
        "watchers",
        Map.of(
            "result",
            result,
            "silent",
            silent,
            "next",
            silent.size() == ROWS ? silent.getLast() : 0L));
  }

  /** Whoever is responsible must see who can no longer be reached. */
  @Bean
  static DeskTile.Source notReached(DrillStore store) {
    return new DeskTile.Source() {
      @Override
      public int order() {
        return 61;
      }

      @Override
      public DeskTile tile() {
        return new DeskTile(
            "Not reached by the last drill", store.silentInTheLast(), "/desk/drills", false);
      }
    };
  }
}
