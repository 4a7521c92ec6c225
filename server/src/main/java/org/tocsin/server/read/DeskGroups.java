// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.util.List;
import org.tocsin.reading.KnownGroup;

/**
 * The groups as the desk knows them, where that differs from the bundled lists. A later stage keeps
 * them and gives a bean of this type, so that reports are read with the desk's own names.
 */
public interface DeskGroups {

  /** All that the desk has edited or added, as they stand now; asked at every reading. */
  List<KnownGroup> groups();
}
