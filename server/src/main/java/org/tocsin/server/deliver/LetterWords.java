// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.warn.FixedWords;

/** Shows the fixed words of letters to whoever has them reviewed. */
@Component
class LetterWords implements FixedWords {

  @Override
  public String name() {
    return "letters";
  }

  @Override
  public String by() {
    return "mails and chats";
  }

  @Override
  public List<String> channels() {
    return List.of(LetterPreviews.LETTER, LetterPreviews.NOTE);
  }

  @Override
  public Optional<String> in(String language) {
    return Phrases.known(language).map(Phrases::all);
  }
}
