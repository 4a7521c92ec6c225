// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

import gg.jte.Content;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tocsin.server.access.OfficerNames;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.assess.Membership;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.web.CasePanel;
import org.tocsin.server.kernel.web.Page;
import org.tocsin.server.kernel.web.PageFrames;

/** The part of the case page that tells origins, suggestions, what left, and where it continues. */
@Component
class JoinPanel implements CasePanel {

  private static final int SUGGESTIONS = 60;
  private static final int CASES = 20;

  private final Suggestions suggestions;
  private final Joining joining;
  private final JoinWords words;
  private final Cases cases;
  private final OfficerNames names;
  private final Page page;
  private final PageFrames frames;

  JoinPanel(
      Suggestions suggestions,
      Joining joining,
      JoinWords words,
      Cases cases,
      OfficerNames names,
      Page page,
      PageFrames frames) {
    this.suggestions = suggestions;
    this.joining = joining;
    this.words = words;
    this.cases = cases;
    this.names = names;
    this.page = page;
    this.frames = frames;
  }

  @Override
  public int order() {
    return 31;
  }

  @Override
  public String anchor() {
    return "origins";
  }

  @Override
  public String heading() {
    return "Origins and joining";
  }

  @Override
  public Optional<Content> show(CaseId caseId) {
    CaseFile file = cases.get(caseId);
    List<SuggestionShown> all = words.shown(suggestions.ofCase(caseId, SUGGESTIONS));
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("frame", frames.frame("", "cases"));
    parameters.put("file", file);
    parameters.put("origins", words.shown(file, joining.origins(file)));
    parameters.put(
        "open", all.stream().filter(each -> state(each) == Suggestion.State.OPEN).toList());
    parameters.put(
        "declined", all.stream().filter(each -> state(each) == Suggestion.State.DECLINED).toList());
    parameters.put("left", file.left());
    parameters.put("titles", words.titles(file.members().stream().map(Membership::report)));
    parameters.put("name", (Function<String, String>) names::of);
    joining
        .continuation(caseId)
        .ifPresent(made -> {
          parameters.put("continuation", made);
          parameters.put("intoTitle", cases.get(made.into()).title());
        });
    List<Continuation> here = joining.continuedHere(caseId);
    parameters.put("continuedHere", here);
    parameters.put(
        "choices",
        Stream.concat(
                cases.newest(Optional.empty(), CASES).stream(),
                cases.all(here.stream().map(Continuation::caseId).toList()).stream())
            .distinct()
            .filter(CaseFile::open)
            .filter(each -> !each.id().equals(caseId) && each.continuesIn().isEmpty())
            .toList());
    return Optional.of(page.content("assess/origins.jte", parameters));
  }

  private static Suggestion.State state(SuggestionShown shown) {
    return shown.suggestion().state();
  }
}
