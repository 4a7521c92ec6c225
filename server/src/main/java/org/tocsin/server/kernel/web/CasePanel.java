// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import gg.jte.Content;
import java.util.Optional;
import org.tocsin.server.kernel.CaseId;

/**
 * A stage's part of the case page. The page itself belongs to {@code assess}; a later stage shows
 * its part by giving a bean of this type, so that no stage needs to know the ones after it.
 */
public interface CasePanel {

  /** Where it stands: the stage's number times ten; smaller is higher. */
  int order();

  /** The anchor and the heading, for example {@code decide} and {@code Duty}. */
  String anchor();

  /** The heading that people read. */
  String heading();

  /** What it shows for this case; empty when it has nothing to show and nothing to offer. */
  Optional<Content> show(CaseId caseId);
}
