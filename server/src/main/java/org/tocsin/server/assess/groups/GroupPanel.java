// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.groups;

import gg.jte.Content;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.web.CasePanel;
import org.tocsin.server.kernel.web.Page;
import org.tocsin.server.read.Readings;
import org.tocsin.server.read.StoredReading;

/** The part of the case page that says which groups its reports name. */
@Component
public class GroupPanel implements CasePanel {

  private final Groups groups;
  private final Cases cases;
  private final Readings readings;
  private final Page page;

  GroupPanel(Groups groups, Cases cases, Readings readings, Page page) {
    this.groups = groups;
    this.cases = cases;
    this.readings = readings;
    this.page = page;
  }

  /** A group with the ways in which the case's reports name it. */
  public record Named(Group group, List<String> as) {
    /** Copies the names. */
    public Named {
      as = List.copyOf(as);
    }
  }

  @Override
  public int order() {
    return 33;
  }

  @Override
  public String anchor() {
    return "groups";
  }

  @Override
  public String heading() {
    return "Groups";
  }

  @Override
  public Optional<Content> show(CaseId caseId) {
    Map<String, TreeSet<String>> named = new TreeMap<>();
    for (ReportId report : cases.get(caseId).reports()) {
      for (StoredReading.FoundGroup found :
          readings.of(report).map(StoredReading::groups).orElse(List.of())) {
        named.computeIfAbsent(found.name(), _ -> new TreeSet<>()).add(found.text());
      }
    }
    if (named.isEmpty()) {
      return Optional.empty();
    }
    List<Named> rows =
        named.entrySet().stream()
            .flatMap(each ->
                groups.named(each.getKey()).stream()
                    .map(group -> new Named(group, List.copyOf(each.getValue()))))
            .sorted(Comparator.comparing(row -> row.group().name()))
            .toList();
    return Optional.of(page.content("assess/groups/panel.jte", Map.of("rows", rows)));
  }
}
