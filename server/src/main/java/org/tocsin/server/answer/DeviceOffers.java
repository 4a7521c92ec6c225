// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.AnswerTokens;
import org.tocsin.server.deliver.PushDevices;
import org.tocsin.server.watch.Contact;
import org.tocsin.server.watch.Devices;

/**
 * Adds and removes the devices on which a watcher is warned beside the ways that the desk knows.
 * Whoever holds an answer link may do it: it is all that a watcher has. Thread-safe.
 */
@Component
class DeviceOffers {

  private final PushDevices push;
  private final Devices devices;

  DeviceOffers(PushDevices push, Devices devices) {
    this.push = push;
    this.devices = devices;
  }

  /** What the page offers; nothing while no message could be sent. */
  Optional<DeviceOffer> offer(AnswerTokens.Asked who, String token, String language) {
    return push.key()
        .map(key ->
            new DeviceOffer(
                token,
                key,
                devices.count(who.watcher(), PushDevices.KIND),
                DeviceWords.in(language)));
  }

  /**
   * Adds a device by the three texts of its browser.
   *
   * @throws org.tocsin.server.kernel.Problem T5006, T5007, or T7006 when nothing can be sent here
   */
  void add(AnswerTokens.Asked who, String endpoint, String p256dh, String auth) {
    if (push.key().isEmpty()) {
      throw AnswerProblem.NO_PUSH.because("this desk sends no notifications");
    }
    String address = PushDevices.address(endpoint, p256dh, auth);
    devices.add(
        who.watcher(),
        new Contact.Channel(PushDevices.KIND, address),
        kept -> PushDevices.sameDevice(kept, address),
        push.most());
  }

  /** Removes the device of this endpoint. */
  void stop(AnswerTokens.Asked who, String endpoint) {
    devices.forget(
        who.watcher(), PushDevices.KIND, kept -> PushDevices.sameDevice(kept, endpoint + "|"));
  }

  /** Removes every device that the watcher has added. */
  void stopAll(AnswerTokens.Asked who) {
    devices.forget(who.watcher(), PushDevices.KIND, _ -> true);
  }
}
