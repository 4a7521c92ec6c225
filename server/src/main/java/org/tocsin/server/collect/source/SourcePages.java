// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import org.tocsin.server.access.Colleagues;
import org.tocsin.server.access.OfficerNames;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.collect.CollectProblem;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.Page;

/** The pages of sources. */
@Controller
@RequestMapping("/desk/sources")
@Requires({Role.COLLECTOR, Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class SourcePages {

  private static final int ROWS = 50;

  private final Sources sources;
  private final SourceStore store;
  private final Colleagues colleagues;
  private final OfficerNames names;
  private final Page page;

  SourcePages(
      Sources sources, SourceStore store, Colleagues colleagues, OfficerNames names, Page page) {
    this.sources = sources;
    this.store = store;
    this.colleagues = colleagues;
    this.names = names;
    this.page = page;
  }

  @GetMapping
  ResponseEntity<String> list(
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "false") boolean silent) {
    return shown(200, after, silent, SourceDraft.BLANK, null, "F", "");
  }

  private ResponseEntity<String> shown(
      int status,
      String after,
      boolean silent,
      SourceDraft form,
      @Nullable Problem refused,
      String reliability,
      String reason) {
    List<Source> rows = silent ? store.silent(ROWS) : store.list(Sources.fold(after), ROWS);
    Map<String, Object> parameters = with(form, refused);
    parameters.put("rows", rows);
    parameters.put("silent", silent);
    parameters.put("reliability", reliability);
    parameters.put("reason", reason);
    if (!silent && rows.size() == ROWS) {
      parameters.put(
          "next",
          UriComponentsBuilder.fromPath("/desk/sources")
              .queryParam("after", "{name}")
              .build(rows.getLast().name())
              .toString());
    }
    return page.of(status, "collect/sources.jte", "Sources", "inbox", parameters);
  }

  private Map<String, Object> with(SourceDraft form, @Nullable Problem refused) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("form", form);
    parameters.put("name", (Function<String, String>) names::of);
    parameters.put("owners", colleagues.with(Role.OFFICER));
    if (refused != null) {
      parameters.put("refused", refused);
    }
    return parameters;
  }

  @PostMapping
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<String> add(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "other") String kind,
      @RequestParam(defaultValue = "") String owner,
      @RequestParam(defaultValue = "") String post,
      @RequestParam(defaultValue = "") String interest,
      @RequestParam(defaultValue = "off") String silence,
      @RequestParam(defaultValue = "1440") String silenceMinutes,
      @RequestParam(defaultValue = "F") String reliability,
      @RequestParam(defaultValue = "") String reason) {
    SourceDraft draft =
        new SourceDraft(
            name, kind, post.isBlank() ? owner : post, interest, silence, silenceMinutes);
    try {
      return see(sources.add(draft, Sources.letter(reliability), reason).id(), "");
    } catch (Problem refused) {
      return shown(refused.type().status(), "", false, draft, refused, reliability, reason);
    }
  }

  /** The page of the source that a report names. */
  @GetMapping("/named")
  ResponseEntity<String> named(@RequestParam String name) {
    return see(
        sources
            .find(name)
            .map(each -> new SourceId(each.id()))
            .orElseThrow(() -> CollectProblem.NO_SUCH_SOURCE.because("no source has this name")),
        "");
  }

  @GetMapping("/{id}")
  ResponseEntity<String> one(@PathVariable String id) {
    return one(200, sources.get(new SourceId(id)), "", Map.of(), null);
  }

  /**
   * The page of a source.
   *
   * @param sent the form of it that is refused; empty when none is
   * @param typed what was typed into that form
   */
  private ResponseEntity<String> one(
      int status,
      Source source,
      String sent,
      Map<String, String> typed,
      @Nullable Problem refused) {
    SourceDraft form =
        sent.equals("about")
            ? draft(typed)
            : new SourceDraft(
                source.name(),
                source.kind().word(),
                source.owner(),
                source.interest(),
                source.silence().mode().word(),
                source.silence().after() == null
                    ? SourceDraft.BLANK.silenceMinutes()
                    : Long.toString(source.silence().after().toMinutes()));
    Map<String, Object> parameters = with(form, refused);
    parameters.put("sent", sent);
    parameters.put("typed", typed);
    parameters.put("source", source);
    parameters.put("health", sources.health(source.id()));
    parameters.put("track", sources.track(source.id()));
    parameters.put("fedBy", store.fedBy(source.id()));
    parameters.put("grades", store.grades(source.id()));
    parameters.put("spellings", store.names(source.id()));
    return page.of(status, "collect/source.jte", source.name(), "inbox", parameters);
  }

  @PostMapping("/{id}")
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<String> change(@PathVariable String id, @RequestParam Map<String, String> typed) {
    return tried(new SourceId(id), "about", typed, source -> sources.change(source, draft(typed)));
  }

  private static SourceDraft draft(Map<String, String> typed) {
    String minutes = typed.getOrDefault("silenceMinutes", "");
    String post = typed.getOrDefault("post", "");
    return new SourceDraft(
        "",
        typed.getOrDefault("kind", SourceDraft.BLANK.kind()),
        post.isBlank() ? typed.getOrDefault("owner", "") : post,
        typed.getOrDefault("interest", ""),
        typed.getOrDefault("silence", SourceDraft.BLANK.silence()),
        minutes.isBlank() ? SourceDraft.BLANK.silenceMinutes() : minutes);
  }

  @PostMapping("/{id}/grades")
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<String> grade(@PathVariable String id, @RequestParam Map<String, String> typed) {
    return tried(
        new SourceId(id),
        "grades",
        typed,
        source ->
            sources.grade(
                source,
                Sources.letter(typed.getOrDefault("reliability", "")),
                typed.getOrDefault("reason", "")));
  }

  @PostMapping("/{id}/names")
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<String> join(@PathVariable String id, @RequestParam Map<String, String> typed) {
    return tried(
        new SourceId(id),
        "names",
        typed,
        source -> sources.join(source, typed.getOrDefault("name", "")));
  }

  @PostMapping("/{id}/silence/seen")
  @Requires({Role.COLLECTOR, Role.OFFICER, Role.APPROVER})
  ResponseEntity<String> seen(@PathVariable String id) {
    SourceId source = new SourceId(id);
    sources.seen(source);
    return see(source, "");
  }

  private ResponseEntity<String> tried(
      SourceId id, String form, Map<String, String> typed, Consumer<SourceId> act) {
    try {
      act.accept(id);
      return see(id, "#" + form);
    } catch (Problem refused) {
      return one(refused.type().status(), sources.get(id), form, typed, refused);
    }
  }

  private static ResponseEntity<String> see(SourceId id, String anchor) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, "/desk/sources/" + id + anchor)
        .body("");
  }
}
