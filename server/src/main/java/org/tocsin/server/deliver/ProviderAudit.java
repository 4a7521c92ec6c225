// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.Audit;

/** Whether every provider that is set up answered its last check. */
@Component
class ProviderAudit implements Audit {

  private final List<Switchboard> boards;

  ProviderAudit(List<Channel> channels) {
    this.boards = channels.stream().map(Channel::switchboard).flatMap(Optional::stream).toList();
  }

  @Override
  public String name() {
    return "deliver.providers";
  }

  @Override
  public boolean isOfThisNode() {
    return true;
  }

  @Override
  public List<Finding> audit(Instant now) {
    List<Finding> found = new ArrayList<>();
    for (Switchboard board : boards) {
      for (Switchboard.Seat seat : board.seats()) {
        String wrong = seat.check().result().wrong();
        if (wrong != null) {
          String about = board.kind() + " " + seat.provider().name();
          found.add(Audit.wrong(about, "the provider %s: %s".formatted(about, wrong)));
        }
      }
    }
    return found;
  }
}
