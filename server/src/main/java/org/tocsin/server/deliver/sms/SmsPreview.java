// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import org.springframework.stereotype.Component;
import org.tocsin.cap.convert.SmsText;
import org.tocsin.server.deliver.DeliverySettings;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.ParcelPreview;
import org.tocsin.server.warn.ChannelPreview.Shown;

/** A parcel as the short messages that it would be, with their alphabet and parts. */
@Component
class SmsPreview implements ParcelPreview {

  static final String SMS = "SMS";

  private final SmsSettings settings;
  private final DeliverySettings deliveries;

  SmsPreview(SmsSettings settings, DeliverySettings deliveries) {
    this.settings = settings;
    this.deliveries = deliveries;
  }

  @Override
  public Shown shown(Parcel parcel) {
    SmsWords words = new SmsWords(deliveries.zone(), settings.parts(), settings.takesReplies());
    SmsText text = words.text(parcel.letter(), parcel.answerLink(), parcel.repeat());
    boolean plain = text.alphabet() == SmsText.Alphabet.GSM_7BIT;
    return new Shown(
        SMS,
        parcel.letter().text().language(),
        "",
        text.text(),
        "%d of at most %d parts, %s"
            .formatted(text.segments().size(), settings.parts(), plain ? "GSM-7" : "UCS-2"));
  }
}
