// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperties;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserPropertiesBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.Letter;
import org.tocsin.server.deliver.Parcel;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parcels as messages: one JSON object with the names that webhooks have, for programs; id and mark
 * of a repeat as user properties as well. Thread-safe.
 */
final class MqttMessages {

  /** MQTT 5.0 §3.3.2.3.3: four bytes. */
  private static final long EXPIRY_MAX = 4_294_967_295L;

  private final JsonMapper json;
  private final boolean retained;

  MqttMessages(JsonMapper json, boolean retained) {
    this.json = json;
    this.retained = retained;
  }

  /** The message of a parcel: at least once, and gone from the broker when the danger is over. */
  Mqtt5Publish of(Parcel parcel) {
    Mqtt5UserPropertiesBuilder marks = Mqtt5UserProperties.builder().add("Tocsin-Id", parcel.id());
    if (parcel.repeat()) {
      marks = marks.add("Tocsin-Repeat", "possible");
    }
    return Mqtt5Publish.builder()
        .topic(parcel.address())
        .qos(MqttQos.AT_LEAST_ONCE)
        .retain(retained)
        .payload(json.writeValueAsBytes(body(parcel)))
        .contentType("application/json")
        .messageExpiryInterval(secondsKept(parcel))
        .userProperties(marks.build())
        .build();
  }

  private static long secondsKept(Parcel parcel) {
    Duration left = Duration.between(parcel.at(), parcel.letter().warning().window().until());
    return Math.clamp(left.toSeconds(), 1, EXPIRY_MAX);
  }

  private static Map<String, Object> body(Parcel parcel) {
    Letter letter = parcel.letter();
    ApprovedWarning warning = letter.warning();
    ApprovedWarning.Text text = letter.text();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", parcel.id());
    body.put("repeat", parcel.repeat());
    body.put("warning", warning.id().value());
    body.put("status", warning.exercise() ? "Exercise" : "Actual");
    body.put("msgType", warning.msgType());
    body.put("severity", warning.severity().word());
    body.put("urgency", warning.urgency().word());
    body.put("marking", warning.handling().label());
    body.put("from", warning.window().from().toString());
    body.put("until", warning.window().until().toString());
    body.put("language", text.language());
    body.put("subject", letter.subject());
    body.put("headline", text.headline());
    body.put("description", text.description());
    body.put("instruction", text.instruction());
    body.put("area", text.area());
    body.put("contact", text.contact());
    body.put("web", text.web());
    body.put("answer", parcel.answerLink());
    return body;
  }
}
