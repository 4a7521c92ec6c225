// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tocsin.reading.KnownGroup;
import org.tocsin.reading.Reader;

/** The library's reader with the desk's groups. Thread-safe. */
@Component
class DeskReader {

  private final ObjectProvider<DeskGroups> desk;
  private volatile Made made = new Made(List.of(), Reader.standard());

  DeskReader(ObjectProvider<DeskGroups> desk) {
    this.desk = desk;
  }

  private record Made(List<KnownGroup> groups, Reader reader) {}

  /** The reader by the groups as they stand now; made anew only when they have changed. */
  Reader now() {
    List<KnownGroup> groups = desk.stream().flatMap(each -> each.groups().stream()).toList();
    Made last = made;
    if (!last.groups().equals(groups)) {
      last = new Made(groups, Reader.standard().withGroups(groups));
      made = last;
    }
    return last.reader();
  }
}
