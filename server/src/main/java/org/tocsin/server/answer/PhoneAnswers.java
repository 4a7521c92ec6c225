// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.CallAnswered;
import org.tocsin.server.deliver.CallList;
import org.tocsin.server.deliver.Confirmations;

/**
 * What is answered on the phone is an answer like any other; and whoever has answered by whatever
 * way need not be called any more, and is confirmed when they were drilled. Thread-safe.
 */
@Component
class PhoneAnswers {

  private final Answers answers;
  private final CallList calls;
  private final Confirmations drills;

  PhoneAnswers(Answers answers, CallList calls, Confirmations drills) {
    this.answers = answers;
    this.calls = calls;
    this.drills = drills;
  }

  @EventListener
  void heard(CallAnswered heard) {
    AnswerKind kind =
        AnswerKind.find(heard.answer())
            .orElseThrow(() ->
                AnswerProblem.BAD_ANSWER.because("'%s' is no answer".formatted(heard.answer())));
    answers.record(heard.warning(), heard.caseId(), heard.watcher(), kind, heard.note(), "phone");
  }

  @EventListener
  void received(AnswerReceived answer) {
    calls.answered(answer.warning(), answer.watcher());
    drills.confirmed(answer.warning(), answer.watcher());
  }
}
