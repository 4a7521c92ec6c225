// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.util.Optional;

/** Values whose world ends in the n-th call that sets one, which has taken effect or not. */
final class CutValues implements KeyValue {

  private final KeyValue values;
  private final boolean takesEffect;
  private int left;

  CutValues(KeyValue values, int step, boolean takesEffect) {
    this.values = values;
    this.left = step;
    this.takesEffect = takesEffect;
  }

  @Override
  public Optional<byte[]> get(String key) throws IOException {
    return values.get(key);
  }

  @Override
  public boolean putIfAbsent(String key, byte[] value) throws IOException {
    boolean last = --left == 0;
    boolean put = (!last || takesEffect) && values.putIfAbsent(key, value);
    if (last) {
      throw new LogStoreContract.PowerCut();
    }
    return put;
  }

  @Override
  public void put(String key, byte[] value) throws IOException {
    boolean last = --left == 0;
    if (!last || takesEffect) {
      values.put(key, value);
    }
    if (last) {
      throw new LogStoreContract.PowerCut();
    }
  }
}
