// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.phone;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.DeliverySettings;
import org.tocsin.server.deliver.Letter;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.ParcelPreview;
import org.tocsin.server.warn.ChannelPreview.Shown;

/** A parcel as the script that an officer would read out. */
@Component
class CallPreview implements ParcelPreview {

  static final String CALL = "phone call";

  private final DeliverySettings settings;
  private final String sender;

  CallPreview(
      DeliverySettings settings, @Value("${tocsin.sender.name:Tocsin desk}") String sender) {
    this.settings = settings;
    this.sender = sender;
  }

  @Override
  public Shown shown(Parcel parcel) {
    Letter letter = parcel.letter();
    CallScript script =
        CallScript.of(letter.warning(), letter.text(), sender, false, settings.zone());
    List<String> lines = new ArrayList<>();
    for (CallScript.Line line : script.lines()) {
      lines.add((line.heading().isEmpty() ? "" : line.heading() + " ") + line.words());
    }
    lines.add(script.readBack());
    script.points().forEach(point -> lines.add("– " + point.words()));
    lines.addAll(script.ending());
    return new Shown(
        CALL,
        letter.text().language(),
        "",
        String.join("\n", lines),
        "read out by an officer; a machine hears: " + script.machine());
  }
}
