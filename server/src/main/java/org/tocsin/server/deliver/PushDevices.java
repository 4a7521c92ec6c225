// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.Optional;

/**
 * What a page needs to add the device on which it is read to the channel {@code push}. Thread-safe.
 */
public interface PushDevices {

  /** The channel's word. */
  String KIND = "push";

  /**
   * The key that a browser ties its subscription to: 65 bytes in base64url. Empty when nothing can
   * be sent, so that no device should be added.
   */
  Optional<String> key();

  /** How many devices one watcher may add. */
  int most();

  /** The address of a device from the three texts by which a browser describes it, unchecked. */
  static String address(String endpoint, String p256dh, String auth) {
    return endpoint + "|" + p256dh + "|" + auth;
  }

  /** Whether two addresses are of one device: a browser has one endpoint a subscription. */
  static boolean sameDevice(String one, String other) {
    return endpoint(one).equals(endpoint(other));
  }

  private static String endpoint(String address) {
    int end = address.indexOf('|');
    return end < 0 ? address : address.substring(0, end);
  }
}
