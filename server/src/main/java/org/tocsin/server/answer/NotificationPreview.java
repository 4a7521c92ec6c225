// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.util.List;
import org.springframework.stereotype.Component;
import org.tocsin.cap.Status;
import org.tocsin.server.warn.ChannelPreview;

/** Drafts as the notification of a browser or phone would show them. */
@Component
class NotificationPreview implements ChannelPreview {

  static final String NOTIFICATION = "push notification";

  @Override
  public int order() {
    return 20;
  }

  @Override
  public List<Shown> of(Subject subject) {
    boolean exercise = subject.alert().status() != Status.ACTUAL;
    return subject.draft().texts().stream()
        .map(text -> {
          String mark = exercise ? AnswerWords.in(text.language()).say("exercise") + "\n" : "";
          return new Shown(
              NOTIFICATION,
              text.language(),
              DevicePages.title(exercise, subject.draft().marking(), text.headline()),
              DevicePages.cut(mark + text.instruction().strip()),
              "");
        })
        .toList();
  }
}
