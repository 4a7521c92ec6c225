// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import org.tocsin.server.kernel.ReportId;

/**
 * What a later stage demands of a grade that is given anew: given as a bean, so that this stage
 * needs to know none after it.
 */
public interface GradeRule {

  /**
   * Refuses a grade that does not stand.
   *
   * @throws org.tocsin.server.kernel.Problem which says why
   */
  void require(ReportId report, Grade grade);
}
