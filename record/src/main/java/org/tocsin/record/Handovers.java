// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The changes of its key that a record publishes, as the files {@code handover/N}. */
final class Handovers {

  static final String PATH = "handover/";

  private Handovers() {}

  /** The file of the n-th change, from 0. */
  static String path(int number) {
    return PATH + number;
  }

  /**
   * The n-th change, if the record has one.
   *
   * @throws RecordException if the file is no proof of a change
   */
  static Optional<Handover> find(LogSource source, int number) throws IOException {
    return number >= Handover.MOST
        ? Optional.empty()
        : source.find(path(number)).map(Handover::parse);
  }

  /** All changes; those that are not of this record's tree fail the check {@code earlier}. */
  static List<Handover> of(LogSource source, RecordReader reader, Verdict.Checks checks)
      throws IOException {
    List<Handover> found = new ArrayList<>();
    try {
      for (int i = 0; find(source, i).isPresent(); i++) {
        Handover handover = find(source, i).orElseThrow();
        if (!isOf(handover, reader)) {
          throw RecordException.brokenRecord(
              path(i) + " is of another history than the entries of this record");
        }
        found.add(handover);
      }
      if (!found.isEmpty()) {
        checks.ok("earlier", "Each change of the key is an entry of this record, at its place.");
      }
    } catch (RecordException e) {
      checks.failed("earlier", "A change of the key is not proven: " + e.getMessage() + ".");
    }
    return found;
  }

  /** Whether the change is in the tree that a reader sees. */
  static boolean isOf(Handover handover, RecordReader reader) {
    Checkpoint at = handover.checkpoint();
    return at.size() <= reader.size() && reader.root(at.size()).equals(at.root());
  }
}
