// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One incident of a text as slots.
 *
 * @param optional whether it may be missed without loss
 * @param fills what fills each slot; slots that nothing fills are absent
 */
record Template(boolean optional, Map<Slot, List<Fill>> fills) {
  Template {
    Map<Slot, List<Fill>> copy = new EnumMap<>(Slot.class);
    fills.forEach((slot, some) -> {
      if (!some.isEmpty()) {
        copy.put(slot, List.copyOf(some));
      }
    });
    fills = copy;
  }

  List<Fill> of(Slot slot) {
    return fills.getOrDefault(slot, List.of());
  }
}
