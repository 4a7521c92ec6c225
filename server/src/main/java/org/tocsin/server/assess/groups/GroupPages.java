// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.groups;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.access.OfficerNames;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.Page;

/** The pages of groups: search by any name, a group's profile, and its editor. */
@Controller
@RequestMapping("/desk/groups")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class GroupPages {

  private static final String SECTION = "groups";
  private static final int ROWS = 100;
  private static final Pattern LINES = Pattern.compile("\\R");
  private static final Pattern CODES = Pattern.compile("[\\s,;]+");

  private final Groups groups;
  private final GroupStory story;
  private final OfficerNames names;
  private final Page page;

  GroupPages(Groups groups, GroupStory story, OfficerNames names, Page page) {
    this.groups = groups;
    this.story = story;
    this.names = names;
    this.page = page;
  }

  @GetMapping
  ResponseEntity<String> list(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(name = "page", defaultValue = "0") int number) {
    List<Group> found = q.isBlank() ? groups.all() : groups.search(q);
    int from = Math.clamp((long) number * ROWS, 0, found.size());
    int until = Math.min(found.size(), from + ROWS);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("q", q);
    parameters.put("rows", found.subList(from, until));
    parameters.put("count", found.size());
    if (until < found.size()) {
      parameters.put("next", number + 1);
    }
    Optional<Group> named = q.isBlank() ? Optional.empty() : groups.named(q);
    named.ifPresent(group -> {
      parameters.put("named", group);
      parameters.put("told", story.of(group));
    });
    return page.of("assess/groups/groups.jte", "Groups", SECTION, parameters);
  }

  @GetMapping("/new")
  @Requires(Role.OFFICER)
  ResponseEntity<String> add(@RequestParam(defaultValue = "") String name) {
    return editor(200, "", Map.of("name", name), null);
  }

  @GetMapping("/{id}/edit")
  @Requires(Role.OFFICER)
  ResponseEntity<String> edit(@PathVariable String id) {
    Group group = groups.get(id);
    return editor(
        200,
        id,
        Map.of(
            "base", Integer.toString(group.version()),
            "name", group.name(),
            "parent", parentName(group),
            "aliases", String.join("\n", group.known().aliases()),
            "areas", String.join(" ", group.known().areas()),
            "methods", String.join("\n", group.methods()),
            "notes", group.notes()),
        null);
  }

  private String parentName(Group group) {
    return group.known().parent().flatMap(groups::find).map(Group::name).orElse("");
  }

  private ResponseEntity<String> editor(
      int status, String id, Map<String, String> fields, @Nullable Problem refused) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("id", id);
    parameters.put("fields", fields);
    parameters.put("refused", refused);
    return page.of(
        status,
        "assess/groups/edit.jte",
        id.isEmpty() ? "Add a group" : "Edit a group",
        SECTION,
        parameters);
  }

  @PostMapping
  @Requires(Role.OFFICER)
  ResponseEntity<String> add(@RequestParam Map<String, String> fields) {
    try {
      return seeOther(groups.add(draft(fields)).id());
    } catch (Problem refused) {
      return editor(refused.type().status(), "", fields, refused);
    }
  }

  @PostMapping("/{id}")
  @Requires(Role.OFFICER)
  ResponseEntity<String> edit(@PathVariable String id, @RequestParam Map<String, String> fields) {
    try {
      return seeOther(groups.edit(id, draft(fields)).id());
    } catch (Problem refused) {
      return editor(refused.type().status(), id, fields, refused);
    }
  }

  private static GroupDraft draft(Map<String, String> fields) {
    String base = fields.getOrDefault("base", "0");
    return new GroupDraft(
        base.matches("\\d{1,6}") ? Integer.parseInt(base) : -1,
        fields.getOrDefault("name", ""),
        fields.getOrDefault("parent", ""),
        split(LINES, fields.getOrDefault("aliases", "")),
        split(CODES, fields.getOrDefault("areas", "")),
        split(LINES, fields.getOrDefault("methods", "")),
        fields.getOrDefault("notes", ""),
        fields.getOrDefault("why", ""));
  }

  private static List<String> split(Pattern at, String text) {
    return Arrays.asList(at.split(text, -1));
  }

  @GetMapping("/{id}")
  ResponseEntity<String> one(@PathVariable String id) {
    Group group = groups.get(id);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("group", group);
    parameters.put("parent", parentName(group));
    parameters.put("below", groups.below(id));
    parameters.put("told", story.of(group));
    parameters.put("versions", groups.versions(id));
    parameters.put("names", (Function<String, String>) names::of);
    return page.of("assess/groups/group.jte", group.name(), SECTION, parameters);
  }

  private static ResponseEntity<String> seeOther(String id) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create("/desk/groups/" + id))
        .build();
  }
}
