// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.tocsin.record.BundleWriter;

/**
 * The entries of a part of a case in the record's order, read from the table a page after the other
 * as they are taken, so that a bundle of millions needs the memory of a page.
 *
 * <p>The entries of a part never change. A value that is erased between two pages is said to be
 * erased. Not for several threads.
 */
final class PagedEntries implements Iterator<BundleWriter.Chosen> {

  static final int PAGE = 200;

  private final BundleStore store;
  private final BundleStore.Part part;
  private final Choice choice;
  private final Deque<BundleWriter.Chosen> page = new ArrayDeque<>();
  private long from;
  private boolean isLast;

  /** What of an entry is shown. */
  @FunctionalInterface
  interface Choice {
    BundleWriter.Chosen of(BundleStore.Placed entry, List<BundleStore.Value> values);
  }

  PagedEntries(BundleStore store, BundleStore.Part part, Choice choice) {
    this.store = store;
    this.part = part;
    this.choice = choice;
  }

  @Override
  public boolean hasNext() {
    if (page.isEmpty() && !isLast) {
      List<BundleStore.Placed> entries = store.page(part, from, PAGE);
      isLast = entries.size() < PAGE;
      if (!entries.isEmpty()) {
        from = entries.getLast().leafIndex() + 1;
        Map<Long, List<BundleStore.Value>> values = store.values(entries);
        entries.forEach(
            entry -> page.add(choice.of(entry, values.getOrDefault(entry.number(), List.of()))));
      }
    }
    return !page.isEmpty();
  }

  @Override
  public BundleWriter.Chosen next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.remove();
  }
}
