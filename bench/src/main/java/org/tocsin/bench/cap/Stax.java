// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.cap;

import com.ctc.wstx.stax.WstxInputFactory;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The three XML parsers, set up as one must for input from strangers: no DTD, no entities. */
final class Stax {
  static final Stax JDK = new Stax(XMLInputFactory.newDefaultFactory());
  static final Stax WOODSTOX = new Stax(new WstxInputFactory());
  static final Stax AALTO = new Stax(new InputFactoryImpl());

  private final XMLInputFactory factory;

  private Stax(XMLInputFactory factory) {
    this.factory = factory;
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  XMLStreamReader open(InputStream in) throws XMLStreamException {
    return factory.createXMLStreamReader(in);
  }
}
