// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.deliver.Deliveries;
import org.tocsin.server.deliver.Progress;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Text;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.watch.WatcherErased;
import org.tocsin.server.watch.Watchers;

/** The door to what watchers answered. Thread-safe. */
@Service
public class Answers {

  private static final int NOTE_MOST = 2_000;

  private final AnswerStore store;
  private final AnswerWriter writer;
  private final Watchers watchers;
  private final Deliveries deliveries;

  Answers(AnswerStore store, AnswerWriter writer, Deliveries deliveries, Watchers watchers) {
    this.watchers = watchers;
    this.store = store;
    this.writer = writer;
    this.deliveries = deliveries;
  }

  /**
   * Records an answer; returns when it is durable.
   *
   * @param note their words, shortened to 2,000 characters
   * @param via {@code link}, {@code desk}, or the channel of a reply
   * @return false when they had said the same before; then nothing is written
   */
  public boolean record(
      WarningId warning,
      CaseId caseId,
      WatcherId watcher,
      AnswerKind kind,
      String note,
      String via) {
    String clean = Text.storable(note.strip().replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", ""));
    // Of whoever was erased nothing personal is kept any more, whatever they write afterwards.
    boolean known = watchers.isThere(watcher);
    String kept = known ? Text.clip(clean, NOTE_MOST) : "";
    return writer.write(new AnswerWriter.Given(warning, caseId, watcher, kind, kept, via, known));
  }

  /** How a warning was answered. */
  @Transactional(readOnly = true)
  public Answered summary(WarningId warning) {
    return Objects.requireNonNull(summaries(List.of(warning)).get(warning));
  }

  /** How each of these was answered, read at once; none is left out. */
  @Transactional(readOnly = true)
  public Map<WarningId, Answered> summaries(List<WarningId> warnings) {
    Map<WarningId, Progress.Reached> reached = deliveries.reached(warnings);
    Map<WarningId, Integer> heard = deliveries.toldAmong(store.answered(warnings));
    Map<WarningId, Answered> all = new HashMap<>();
    store
        .counts(warnings)
        .forEach((warning, counts) -> {
          Progress.Reached of = reached.get(warning);
          int told = of == null ? 0 : of.told();
          all.put(warning, new Answered(counts, told - heard.getOrDefault(warning, 0)));
        });
    return all;
  }

  /** The latest answer of each watcher, by number; {@code kind} empty for all. */
  @Transactional(readOnly = true)
  public List<AnswerLine> list(WarningId warning, String kind, long after, int limit) {
    return store.list(warning, kind, after, limit).stream()
        .map(row ->
            new AnswerLine(
                row.watcher(), row.kind().word(), writer.note(row), row.at(), row.turn()))
        .toList();
  }

  @EventListener
  void erased(WatcherErased erased) {
    store.eraseNotes(erased.watcher().number());
  }
}
