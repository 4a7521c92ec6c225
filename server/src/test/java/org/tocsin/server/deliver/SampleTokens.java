// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

/** Tokens under a key that a test knows. */
public final class SampleTokens {

  private SampleTokens() {}

  /** Those under this key. */
  public static ReturnTokens of(byte[] key) {
    return new ReturnTokens(key);
  }
}
