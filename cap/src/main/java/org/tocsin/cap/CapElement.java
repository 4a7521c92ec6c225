// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

/** The elements of CAP, by their names alone. */
enum CapElement {
  ALERT("alert"),
  IDENTIFIER("identifier"),
  SENDER("sender"),
  SENT("sent"),
  STATUS("status"),
  MSG_TYPE("msgType"),
  PASSWORD("password"),
  SOURCE("source"),
  SCOPE("scope"),
  RESTRICTION("restriction"),
  ADDRESSES("addresses"),
  CODE("code"),
  NOTE("note"),
  REFERENCES("references"),
  INCIDENTS("incidents"),
  INFO("info"),
  LANGUAGE("language"),
  CATEGORY("category"),
  EVENT("event"),
  RESPONSE_TYPE("responseType"),
  URGENCY("urgency"),
  SEVERITY("severity"),
  CERTAINTY("certainty"),
  AUDIENCE("audience"),
  EVENT_CODE("eventCode"),
  EFFECTIVE("effective"),
  ONSET("onset"),
  EXPIRES("expires"),
  SENDER_NAME("senderName"),
  HEADLINE("headline"),
  DESCRIPTION("description"),
  INSTRUCTION("instruction"),
  WEB("web"),
  CONTACT("contact"),
  PARAMETER("parameter"),
  RESOURCE("resource"),
  AREA("area"),
  RESOURCE_DESC("resourceDesc"),
  MIME_TYPE("mimeType"),
  SIZE("size"),
  URI("uri"),
  DEREF_URI("derefUri"),
  DIGEST("digest"),
  AREA_DESC("areaDesc"),
  POLYGON("polygon"),
  CIRCLE("circle"),
  GEOCODE("geocode"),
  ALTITUDE("altitude"),
  CEILING("ceiling"),
  VALUE_NAME("valueName"),
  VALUE("value"),
  /** Any element that CAP does not define. */
  OTHER("");

  /** How many there are. */
  static final int COUNT = values().length;

  private final String word;

  CapElement(String word) {
    this.word = word;
  }

  /** The element of that name. */
  static CapElement named(String word) {
    for (CapElement element : values()) {
      if (element.word.equals(word)) {
        return element;
      }
    }
    throw new IllegalArgumentException(word + " is no element of CAP");
  }

  /** The name of the element; empty for {@link #OTHER}. */
  String word() {
    return word;
  }
}
