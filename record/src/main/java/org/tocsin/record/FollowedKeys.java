// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys of a record as a monitor follows them: the one it was given, and each that it was
 * changed to by proof. The proofs are kept beside the monitor's state.
 */
final class FollowedKeys {

  private final FolderStore files;
  private final NoteVerifier given;
  private final List<Handover> followed = new ArrayList<>();

  private FollowedKeys(FolderStore files, NoteVerifier given) {
    this.files = files;
    this.given = given;
  }

  /** Those that were kept. */
  static FollowedKeys read(FolderStore files, NoteVerifier given) throws IOException {
    FollowedKeys keys = new FollowedKeys(files, given);
    Optional<Handover> next = Handovers.find(files::find, 0);
    while (next.isPresent() && next.get().from().equals(keys.newest(List.of()))) {
      keys.followed.add(next.get());
      next = Handovers.find(files::find, keys.followed.size());
    }
    return keys;
  }

  /**
   * The changes that a record shows since, up to a size of it.
   *
   * @throws RecordException if one is no proof, or not by the key before it
   */
  List<Handover> changes(LogSource source, long size) throws IOException {
    List<Handover> changes = new ArrayList<>();
    Optional<Handover> next = Handovers.find(source, followed.size());
    while (next.isPresent() && next.get().checkpoint().size() <= size) {
      if (!next.get().from().equals(newest(changes))) {
        throw RecordException.brokenRecord(
            "somebody changes the key who does not have it: entry " + next.get().index());
      }
      changes.add(next.get());
      next = Handovers.find(source, followed.size() + changes.size());
    }
    return changes;
  }

  /** The key that signs after these changes. */
  NoteVerifier newest(List<Handover> changes) {
    if (!changes.isEmpty()) {
      return changes.getLast().to();
    }
    return followed.isEmpty() ? given : followed.getLast().to();
  }

  /** All keys that ever signed. */
  List<NoteVerifier> all() {
    List<NoteVerifier> keys = new ArrayList<>(List.of(given));
    followed.forEach(change -> keys.add(change.to()));
    return keys;
  }

  /** Keeps a change, which is the next one from then on. */
  void keep(Handover change) throws IOException {
    files.commit(Handovers.path(followed.size()), change.bytes());
    followed.add(change);
  }
}
