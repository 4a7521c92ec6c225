// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

/** A case in one file (spec/bundle.md). */
public final class CaseBundle {

  /** The first line. */
  public static final String HEADER = "tocsin.org/case-bundle@v1";

  private CaseBundle() {}
}
