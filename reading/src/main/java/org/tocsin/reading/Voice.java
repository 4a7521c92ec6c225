// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

/** In what voice a text says something; only {@link #FACT} is the text's own word for it. */
public enum Voice {
  /** Reported as a fact. */
  FACT,
  /** Said by somebody, whom {@link Finding#assertedBy()} names where the text does. */
  ASSERTED,
  /** Said by somebody about their own deed. */
  CLAIMED,
  /** Said not to be so. */
  DENIED,
  /** Thought likely, without proof: suspected, alleged, reportedly. */
  SUSPECTED,
  /** Possible or to come: could, may, plans to. */
  FEARED,
  /** Asked, or only supposed. */
  ASKED
}
