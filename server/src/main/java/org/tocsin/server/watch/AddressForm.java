// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.util.Optional;

/**
 * How addresses of one channel look. Each way of delivery that this server has is a bean of this
 * type, so that files of watchers and plans can be checked before anything is to be sent.
 * Thread-safe.
 */
public interface AddressForm {

  /** The channel's word in plans and in watchers' files: {@code email}; letters and dashes. */
  String kind();

  /**
   * What is wrong with an address, as the end of a sentence: "is no e-mail address"; empty when it
   * can be tried.
   *
   * @param address at most 2,000 characters
   */
  Optional<String> fault(String address);

  /** What is still to be set so that anything can be sent; empty when it can. */
  Optional<String> missing();
}
