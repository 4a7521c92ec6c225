// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.phone;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.warn.FixedWords;

/** Shows the fixed words of calls to whoever has them reviewed. */
@Component
class CallFixedWords implements FixedWords {

  @Override
  public String name() {
    return "calls";
  }

  @Override
  public String by() {
    return "phone calls";
  }

  @Override
  public List<String> channels() {
    return List.of(CallPreview.CALL);
  }

  @Override
  public Optional<String> in(String language) {
    return CallWords.known(language).map(CallWords::all);
  }
}
