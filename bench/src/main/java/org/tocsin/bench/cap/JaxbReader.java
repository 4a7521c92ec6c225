// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.cap;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import java.io.ByteArrayInputStream;
import java.util.List;
import javax.xml.datatype.XMLGregorianCalendar;
import org.jspecify.annotations.Nullable;

/**
 * A peer: JAXB's reference implementation on the JDK's parser, with an unmarshaller that is kept.
 * It checks no rule and leaves times in the calendar of its own and polygons as text.
 */
final class JaxbReader extends Reader {
  private final Unmarshaller unmarshaller;

  JaxbReader(Corpus corpus) throws JAXBException {
    super(corpus);
    unmarshaller = JAXBContext.newInstance(JaxbAlert.class).createUnmarshaller();
  }

  @Override
  long read(byte[] alert) throws Exception {
    return unmarshal(alert).info.size();
  }

  private JaxbAlert unmarshal(byte[] alert) throws Exception {
    return (JaxbAlert) unmarshaller.unmarshal(Stax.JDK.open(new ByteArrayInputStream(alert)));
  }

  @Override
  String answer(byte[] bytes) throws Exception {
    JaxbAlert alert = unmarshal(bytes);
    if (alert.sent == null) {
      return NOT_COMPARED; // a time that it cannot read it leaves out without a word
    }
    Facts facts = new Facts();
    add(facts, "", "identifier", alert.identifier);
    add(facts, "", "sender", alert.sender);
    add(facts, "", "sent", text(alert.sent));
    add(facts, "", "status", alert.status);
    add(facts, "", "msgType", alert.msgType);
    add(facts, "", "source", alert.source);
    add(facts, "", "scope", alert.scope);
    add(facts, "", "restriction", alert.restriction);
    alert.code.forEach(code -> add(facts, "", "code", code));
    add(facts, "", "note", alert.note);
    for (int i = 0; i < alert.info.size(); i++) {
      info(alert.info.get(i), "info" + (i + 1) + "/", facts);
    }
    return facts.hash();
  }

  private static void info(JaxbAlert.Info info, String place, Facts facts) {
    add(facts, place, "language", info.language);
    info.category.forEach(category -> add(facts, place, "category", category));
    add(facts, place, "event", info.event);
    info.responseType.forEach(type -> add(facts, place, "responseType", type));
    add(facts, place, "urgency", info.urgency);
    add(facts, place, "severity", info.severity);
    add(facts, place, "certainty", info.certainty);
    add(facts, place, "audience", info.audience);
    pairs(info.eventCode, place, "eventCode", facts);
    add(facts, place, "effective", text(info.effective));
    add(facts, place, "onset", text(info.onset));
    add(facts, place, "expires", text(info.expires));
    add(facts, place, "senderName", info.senderName);
    add(facts, place, "headline", info.headline);
    add(facts, place, "description", info.description);
    add(facts, place, "instruction", info.instruction);
    add(facts, place, "web", info.web);
    add(facts, place, "contact", info.contact);
    pairs(info.parameter, place, "parameter", facts);
    for (int i = 0; i < info.resource.size(); i++) {
      JaxbAlert.Resource resource = info.resource.get(i);
      String there = place + "resource" + (i + 1) + "/";
      add(facts, there, "resourceDesc", resource.resourceDesc);
      add(facts, there, "mimeType", resource.mimeType);
      add(facts, there, "uri", resource.uri);
      add(facts, there, "digest", resource.digest);
    }
    for (int i = 0; i < info.area.size(); i++) {
      JaxbAlert.Area area = info.area.get(i);
      String there = place + "area" + (i + 1) + "/";
      add(facts, there, "areaDesc", area.areaDesc);
      area.polygon.forEach(polygon -> add(facts, there, "polygon", polygon));
      area.circle.forEach(circle -> add(facts, there, "circle", circle));
      pairs(area.geocode, there, "geocode", facts);
    }
  }

  private static void pairs(List<JaxbAlert.Pair> pairs, String place, String name, Facts facts) {
    for (JaxbAlert.Pair pair : pairs) {
      add(facts, place, name, Facts.pair(pair.valueName, pair.value));
    }
  }

  private static @Nullable String text(@Nullable XMLGregorianCalendar time) {
    return time == null ? null : time.toXMLFormat();
  }

  private static void add(Facts facts, String place, String name, @Nullable String text) {
    if (text != null) {
      facts.add(place, name, text);
    }
  }
}
