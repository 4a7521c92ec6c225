// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.util.List;

/** Several pieces of {@link DueWork} of which it is known at the start only how many they are. */
public interface DueWorks {

  /** All of them; always the same. */
  List<DueWork> dueWorks();
}
