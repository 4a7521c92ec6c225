// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.groups;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.collect.Report;
import org.tocsin.server.kernel.web.ReportPanel;

/** Groups over HTTP. */
@RestController
@RequestMapping("/api/v1/groups")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class GroupApi {

  private static final int MOST = 200;

  private final Groups groups;
  private final GroupStory story;

  GroupApi(Groups groups, GroupStory story) {
    this.groups = groups;
    this.story = story;
  }

  /** A group as the API reads it. */
  record NewGroup(
      @Nullable Integer base,
      @Nullable String name,
      @Nullable String parent,
      @Nullable List<@Nullable String> aliases,
      @Nullable List<@Nullable String> areas,
      @Nullable List<@Nullable String> methods,
      @Nullable String notes,
      @Nullable String why) {

    GroupDraft draft() {
      return new GroupDraft(
          Optional.ofNullable(base).orElse(0),
          text(name),
          text(parent),
          texts(aliases),
          texts(areas),
          texts(methods),
          text(notes),
          text(why));
    }

    private static String text(@Nullable String given) {
      return given == null ? "" : given;
    }

    private static List<String> texts(@Nullable List<@Nullable String> given) {
      return Optional.ofNullable(given).orElse(List.of()).stream()
          .filter(Objects::nonNull)
          .map(NewGroup::text)
          .toList();
    }
  }

  /** A group as the API shows it. */
  record GroupView(
      String id,
      String name,
      @Nullable String parent,
      List<String> aliases,
      List<String> areas,
      List<String> methods,
      String notes,
      List<String> sources,
      int version,
      @Nullable String by,
      @Nullable Instant at,
      String why) {
    static GroupView of(Group group) {
      return new GroupView(
          group.id(),
          group.name(),
          group.known().parent().orElse(null),
          group.known().aliases(),
          group.known().areas(),
          group.methods(),
          group.notes(),
          group.sources(),
          group.version(),
          group.by().map(by -> by.value()).orElse(null),
          group.at().orElse(null),
          group.why());
    }
  }

  /** A page of groups: {@code next} is the {@code page} that follows. */
  record GroupsView(List<GroupView> items, @Nullable Integer next) {}

  /** What reports and incidents say of a group. */
  record StoryView(
      List<GroupStory.Line> items, List<NamingView> reports, List<ReportPanel.Link> cases) {
    static StoryView of(GroupStory.Story told) {
      return new StoryView(
          told.lines(), told.reports().stream().map(NamingView::of).toList(), told.cases());
    }
  }

  /** A report that names the group. */
  record NamingView(String report, String title, Instant receivedAt) {
    static NamingView of(Report report) {
      return new NamingView(report.id().value(), report.title(), report.receivedAt());
    }
  }

  /** Those of which a name has the words in it, the one that bears them first; all without words. */
  @GetMapping
  GroupsView list(
      @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "0") int page) {
    List<Group> found = q.isBlank() ? groups.all() : groups.search(q);
    int from = Math.clamp((long) page * MOST, 0, found.size());
    int until = Math.min(found.size(), from + MOST);
    return new GroupsView(
        found.subList(from, until).stream().map(GroupView::of).toList(),
        until < found.size() ? page + 1 : null);
  }

  @GetMapping("/{id}")
  GroupView get(@PathVariable String id) {
    return GroupView.of(groups.get(id));
  }

  /** The desk's versions, newest first. */
  @GetMapping("/{id}/versions")
  GroupsView versions(@PathVariable String id) {
    return new GroupsView(
        groups.versions(groups.get(id).id()).stream().map(GroupView::of).toList(), null);
  }

  @GetMapping("/{id}/timeline")
  StoryView timeline(@PathVariable String id) {
    return StoryView.of(story.of(groups.get(id)));
  }

  @PostMapping
  @Requires(Role.OFFICER)
  ResponseEntity<GroupView> add(@RequestBody NewGroup body) {
    Group made = groups.add(body.draft());
    return ResponseEntity.created(URI.create("/api/v1/groups/" + made.id()))
        .body(GroupView.of(made));
  }

  @PutMapping("/{id}")
  @Requires(Role.OFFICER)
  GroupView edit(@PathVariable String id, @RequestBody NewGroup body) {
    return GroupView.of(groups.edit(id, body.draft()));
  }
}
