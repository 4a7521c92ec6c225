// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.cap;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSchemaType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import javax.xml.datatype.XMLGregorianCalendar;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * The schema of CAP 1.2 as classes for JAXB, written by hand in the shape that its compiler xjc
 * gives with its defaults: {@code xs:dateTime} as {@link XMLGregorianCalendar}, polygons as text,
 * repeated elements as lists, words as text in place of enumerations so that a wrong word is kept.
 * The namespace stands in {@code package-info.java}.
 */
@XmlRootElement(name = "alert")
@XmlAccessorType(XmlAccessType.FIELD)
final class JaxbAlert {
  @Nullable String identifier;
  @Nullable String sender;

  @XmlSchemaType(name = "dateTime")
  @Nullable XMLGregorianCalendar sent;

  @Nullable String status;
  @Nullable String msgType;
  @Nullable String source;
  @Nullable String scope;
  @Nullable String restriction;
  @Nullable String addresses;
  List<String> code = new ArrayList<>();
  @Nullable String note;
  @Nullable String references;
  @Nullable String incidents;
  List<Info> info = new ArrayList<>();
  @XmlAnyElement List<Element> any = new ArrayList<>();

  /** {@code info}. */
  @XmlAccessorType(XmlAccessType.FIELD)
  static final class Info {
    @Nullable String language;
    List<String> category = new ArrayList<>();
    @Nullable String event;
    List<String> responseType = new ArrayList<>();
    @Nullable String urgency;
    @Nullable String severity;
    @Nullable String certainty;
    @Nullable String audience;
    List<Pair> eventCode = new ArrayList<>();

    @XmlSchemaType(name = "dateTime")
    @Nullable XMLGregorianCalendar effective;

    @XmlSchemaType(name = "dateTime")
    @Nullable XMLGregorianCalendar onset;

    @XmlSchemaType(name = "dateTime")
    @Nullable XMLGregorianCalendar expires;

    @Nullable String senderName;
    @Nullable String headline;
    @Nullable String description;
    @Nullable String instruction;
    @Nullable String web;
    @Nullable String contact;
    List<Pair> parameter = new ArrayList<>();
    List<Resource> resource = new ArrayList<>();
    List<Area> area = new ArrayList<>();
  }

  /** {@code eventCode}, {@code parameter} and {@code geocode}. */
  @XmlAccessorType(XmlAccessType.FIELD)
  static final class Pair {
    @Nullable String valueName;
    @Nullable String value;
  }

  /** {@code resource}. */
  @XmlAccessorType(XmlAccessType.FIELD)
  static final class Resource {
    @Nullable String resourceDesc;
    @Nullable String mimeType;
    @Nullable BigInteger size;
    @Nullable String uri;
    @Nullable String derefUri;
    @Nullable String digest;
  }

  /** {@code area}. */
  @XmlAccessorType(XmlAccessType.FIELD)
  static final class Area {
    @Nullable String areaDesc;
    List<String> polygon = new ArrayList<>();
    List<String> circle = new ArrayList<>();
    List<Pair> geocode = new ArrayList<>();
    @Nullable BigDecimal altitude;
    @Nullable BigDecimal ceiling;
  }
}
