// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.cap.convert.AlertText;
import org.tocsin.server.warn.FixedWords;

/** Shows the fixed words of short messages to whoever has them reviewed: both ends of them. */
@Component
class SmsFixedWords implements FixedWords {

  @Override
  public String name() {
    return "sms";
  }

  @Override
  public String by() {
    return "SMS";
  }

  @Override
  public List<String> channels() {
    return List.of(SmsPreview.SMS);
  }

  @Override
  public Optional<String> in(String language) {
    return Optional.of(String.join(" · ", AlertText.fixedWords(language)))
        .filter(head -> !head.isEmpty())
        .flatMap(head -> SmsWords.fixed(language).map(tail -> head + " · " + tail));
  }
}
