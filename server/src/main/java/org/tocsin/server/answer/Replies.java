// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.AnswerTokens;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.ReplyReceived;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WatcherId;

/**
 * Takes what people write back as their answer to the warning that they were told last, as long as
 * its link would take it. Whoever shares a number answers for all of them. Thread-safe.
 */
@Component
class Replies {

  private static final Logger log = LoggerFactory.getLogger(Replies.class);

  private final AskedWarnings asked;
  private final Answers answers;
  private final AnswerLimits limits;

  Replies(AskedWarnings asked, Answers answers, AnswerLimits limits) {
    this.asked = asked;
    this.answers = answers;
    this.limits = limits;
  }

  @EventListener
  void received(ReplyReceived reply) {
    ApprovedWarning warning = asked.get(reply.warning()).warning();
    Instant end = warning.window().until().plus(AnswerTokens.GRACE);
    if (reply.at().isAfter(end)) {
      log.info("a reply came after the time for answers: warning={}", warning.id());
      return;
    }
    AnswerKind kind = ReplyWords.kind(reply.text());
    for (WatcherId watcher : reply.watchers()) {
      try {
        limits.count(new AnswerTokens.Asked(warning.id(), watcher, end));
      } catch (Problem tooMany) {
        log.info("replies beyond the limit are passed over: warning={}", warning.id());
        return;
      }
      answers.record(
          warning.id(), warning.caseId(), watcher, kind, reply.text(), reply.channel());
    }
  }
}
