// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.tocsin.cap.Alert;
import org.tocsin.cap.CapReader;
import org.tocsin.server.kernel.Handling;
import org.tocsin.server.kernel.WarningId;

/**
 * The door for the public side: warnings that were approved, are meant, are public alerts and
 * marked TLP:CLEAR, as the CAP message that went out. Nothing else can be had through it, least of
 * all what stands above the tear line.
 */
@Service
public class PublicWarnings {

  private final WarningStore store;

  PublicWarnings(WarningStore store) {
    this.store = store;
  }

  /**
   * What the public may read of a warning.
   *
   * @param warning where it is in its life
   * @param alert the message that went out
   * @param cap its bytes, as approved
   */
  public record PublicWarning(Shown warning, Alert alert, byte[] cap) {}

  /** A warning's life without its draft. */
  public record Shown(
      WarningId id,
      MessageType messageType,
      Optional<WarningId> follows,
      WarningState state,
      java.time.Instant approvedAt,
      java.time.Instant from,
      java.time.Instant until,
      Optional<java.time.Instant> endedAt) {}

  /** Changes whenever anything of {@link #inForceAndNewest} does; cheap to ask. */
  public String version() {
    return store.publicVersion();
  }

  /** All that are in force, however old, and this many of the newest; newest first. */
  public List<PublicWarning> inForceAndNewest(int most) {
    return store.publicAlerts(most).stream()
        .filter(each -> Handling.parse(each.draft().marking()).isForEverybody())
        .map(this::shown)
        .toList();
  }

  /** The public alert with this id; empty for everything that is not the public's. */
  public Optional<PublicWarning> find(WarningId id) {
    return store
        .find(id)
        .filter(each -> each.approvedAt().isPresent() && each.draft().forEverybody())
        .filter(each -> each.draft().meansIt())
        .filter(each -> Handling.parse(each.draft().marking()).isForEverybody())
        .map(this::shown);
  }

  private PublicWarning shown(Warning warning) {
    byte[] cap = store.cap(warning.id()).orElseThrow();
    Draft.Window window = warning.draft().window();
    return new PublicWarning(
        new Shown(
            warning.id(),
            warning.messageType(),
            warning.follows(),
            warning.state(),
            warning.approvedAt().orElseThrow(),
            window.from(),
            window.until(),
            warning.endedAt()),
        CapReader.readStrict(cap),
        cap);
  }
}
