// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.WarningId;

/** All messages that are made without a draft, whoever makes them. Thread-safe. */
@Component
public final class EveryMade {

  private final ObjectProvider<MadeWarnings> makers;

  /** Whoever makes some; a later stage may be among them. */
  EveryMade(ObjectProvider<MadeWarnings> makers) {
    this.makers = makers;
  }

  /** The message with this id; empty when somebody drafted it. */
  public Optional<ApprovedWarning> find(WarningId id) {
    return makers.stream().map(each -> each.find(id)).flatMap(Optional::stream).findFirst();
  }

  /** Whether it is for this server itself alone, and so in no figure about people. */
  public boolean isForItself(WarningId id) {
    return makers.stream().anyMatch(each -> each.isForItself(id));
  }
}
