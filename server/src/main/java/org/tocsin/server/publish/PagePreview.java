// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.warn.ChannelPreview;
import org.tocsin.server.warn.Draft;

/** Public alerts as their public page would read: the words in its order, without the map. */
@Component
class PagePreview implements ChannelPreview {

  @Override
  public int order() {
    return 30;
  }

  @Override
  public List<Shown> of(Subject subject) {
    Draft draft = subject.draft();
    if (!draft.forEverybody() || !draft.meansIt()) {
      return List.of();
    }
    String where =
        draft.areas().stream().map(Draft.DraftArea::areaDesc).collect(Collectors.joining("; "));
    return draft.texts().stream()
        .map(text ->
            new Shown(
                "public page",
                text.language(),
                text.headline(),
                Stream.of(
                        text.instruction(),
                        text.description(),
                        where,
                        Objects.requireNonNullElse(text.contact(), ""),
                        Objects.requireNonNullElse(text.web(), ""),
                        DeskTime.words(draft.window().from())
                            + " – "
                            + DeskTime.words(draft.window().until()))
                    .filter(line -> !line.isBlank())
                    .collect(Collectors.joining("\n")),
                ""))
        .toList();
  }
}
