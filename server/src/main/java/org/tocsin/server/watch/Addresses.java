// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Tells addresses that can reach somebody from those that cannot. Thread-safe. */
@Component
public final class Addresses {

  private static final int MAX_LENGTH = 2_000;

  private final Map<String, AddressForm> forms = new TreeMap<>();

  Addresses(List<AddressForm> forms) {
    for (AddressForm form : forms) {
      AddressForm other = this.forms.putIfAbsent(form.kind(), form);
      if (other != null) {
        throw new IllegalStateException(
            "two channels are called %s: %s and %s".formatted(form.kind(), other, form));
      }
    }
  }

  /** The channels that this server knows, by their words. */
  public SequencedSet<String> channels() {
    return new TreeSet<>(forms.keySet());
  }

  /** What is still to be set for each channel by which nothing can be sent yet. */
  public Map<String, String> missing() {
    Map<String, String> missing = new TreeMap<>();
    forms.forEach((kind, form) -> form.missing().ifPresent(what -> missing.put(kind, what)));
    return missing;
  }

  /** What is wrong with the address for this kind of channel; empty when it can be used. */
  Optional<String> fault(String kind, String address) {
    if (address.length() > MAX_LENGTH) {
      return Optional.of("an address has at most %d characters".formatted(MAX_LENGTH));
    }
    AddressForm form = forms.get(kind);
    return form == null
        ? Optional.of(
            "no channel '%s' is known here; these are: %s"
                .formatted(kind, String.join(", ", forms.keySet())))
        : form.fault(address);
  }
}
