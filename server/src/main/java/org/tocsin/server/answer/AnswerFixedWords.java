// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.warn.FixedWords;

/** Shows the fixed words of notifications and of the answer page to whoever has them reviewed. */
@Component
class AnswerFixedWords implements FixedWords {

  @Override
  public String name() {
    return "answers";
  }

  @Override
  public String by() {
    return "notifications and the answer page";
  }

  @Override
  public List<String> channels() {
    return List.of(NotificationPreview.NOTIFICATION);
  }

  @Override
  public Optional<String> in(String language) {
    return AnswerWords.known(language).map(AnswerWords::all);
  }
}
