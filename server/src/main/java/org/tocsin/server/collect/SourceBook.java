// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.util.Optional;

/** Leads from the words in which a report names its source to what the desk knows of the source. */
public interface SourceBook {

  /**
   * A source as its reports need it.
   *
   * @param id names it
   * @param name what the desk calls it
   * @param standing its standing reliability; F while nobody has judged it
   * @param interest what it is an interested party in; empty when nothing is known
   */
  record Known(String id, String name, Reliability standing, String interest) {}

  /**
   * The source of this name, which is made when there is none; in the caller's transaction.
   *
   * @param name as a report gives it, 1 to 200 characters
   */
  Known resolve(String name);

  /** The source of this name, if one is known. */
  Optional<Known> find(String name);
}
