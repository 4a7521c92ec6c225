// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.chat;

import java.util.Optional;
import java.util.regex.Pattern;
import org.tocsin.server.deliver.WebAddress;

/**
 * How the incoming webhooks of a service look.
 *
 * @param pattern the whole address
 * @param fault what is wrong with another one, as the end of a sentence
 */
record HookForm(Pattern pattern, String fault) {

  static HookForm of(String pattern, String fault) {
    return new HookForm(Pattern.compile(pattern), fault);
  }

  Optional<String> fault(String address) {
    return WebAddress.fault(address)
        .or(() -> pattern.matcher(address).matches() ? Optional.empty() : Optional.of(fault));
  }
}
