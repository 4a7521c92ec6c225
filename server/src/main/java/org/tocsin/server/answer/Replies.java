// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.AnswerTokens;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.ApprovedWarnings;
import org.tocsin.server.deliver.ReplyReceived;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;

/**
 * Takes what people write back as their answer to the warning that they were told last, as long as
 * its link would take it. Whoever shares a number answers for all of them. Thread-safe.
 */
@Component
class Replies {

  private static final Logger log = LoggerFactory.getLogger(Replies.class);

  private static final int MOST_KEPT = 1_000;

  /** What replies need to know of a warning; none of it changes after the approval. */
  private record Told(CaseId caseId, Instant end) {}

  private final ApprovedWarnings approved;
  private final Answers answers;
  private final AnswerLimits limits;
  private final Map<WarningId, Told> kept = new ConcurrentHashMap<>();

  Replies(ApprovedWarnings approved, Answers answers, AnswerLimits limits) {
    this.approved = approved;
    this.answers = answers;
    this.limits = limits;
  }

  @EventListener
  void received(ReplyReceived reply) {
    Told told = told(reply.warning());
    if (reply.at().isAfter(told.end())) {
      log.info("a reply came after the time for answers: warning={}", reply.warning());
      return;
    }
    AnswerKind kind = ReplyWords.kind(reply.text());
    for (WatcherId watcher : reply.watchers()) {
      try {
        limits.count(new AnswerTokens.Asked(reply.warning(), watcher, told.end()));
      } catch (Problem tooMany) {
        log.info("replies beyond the limit are passed over: warning={}", reply.warning());
        continue; // Who shares the number may not have answered yet.
      }
      answers.record(reply.warning(), told.caseId(), watcher, kind, reply.text(), reply.channel());
    }
  }

  private Told told(WarningId id) {
    Told before = kept.get(id);
    if (before != null) {
      return before;
    }
    ApprovedWarning warning = approved.get(id);
    Told told = new Told(warning.caseId(), warning.window().until().plus(AnswerTokens.GRACE));
    if (kept.size() >= MOST_KEPT) {
      kept.clear();
    }
    kept.put(id, told);
    return told;
  }
}
