// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.chat;

import java.io.IOException;
import java.util.Optional;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.kernel.http.Outbound;

/** One service where people talk. Thread-safe. */
interface ChatService {

  /** The channel's word. */
  String kind();

  /** What is wrong with an address, as the end of a sentence; empty when it can be tried. */
  Optional<String> fault(String address);

  /** What is still to be set; as a rule nothing. */
  default Optional<String> missing() {
    return Optional.empty();
  }

  /** Hands a parcel over and reads the answer. */
  Outcome hand(Parcel parcel, Outbound outbound) throws IOException;
}
