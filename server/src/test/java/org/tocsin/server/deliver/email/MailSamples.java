// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import java.util.ArrayList;
import java.util.List;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Urgency;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.SampleParcels;
import org.tocsin.server.kernel.WatcherId;

/** Parcels to p0@example.org and so on, of one warning. */
final class MailSamples {

  private MailSamples() {}

  static List<Parcel> parcels(int count) {
    List<Parcel> parcels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parcels.add(parcel(i, "p" + i + "@example.org", false));
    }
    return parcels;
  }

  static Parcel parcel(int number, String address, boolean repeat) {
    Parcel sample =
        SampleParcels.of(
            address,
            SampleParcels.text(
                "Избегайте толпы / avoid crowds", "A threat. ".repeat(40), "Stay away."),
            Urgency.IMMEDIATE,
            Severity.SEVERE,
            "Alert");
    return new Parcel(
        sample.letter().warning().id() + "-" + (number + 1) + "-email-0",
        new WatcherId(number + 1),
        address,
        sample.letter(),
        sample.answerLink(),
        repeat,
        sample.at());
  }
}
