// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.xml.sax.SAXException;

/** The schema of CAP 1.2 as OASIS publishes it, asked by the JDK's validator. */
final class OasisSchema {
  private final Validator validator;

  OasisSchema() throws SAXException {
    SchemaFactory factory = SchemaFactory.newDefaultInstance();
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
    validator =
        factory.newSchema(OasisSchema.class.getResource("schema/CAP-v1.2.xsd")).newValidator();
  }

  /** Fails with the name of the message when the schema does not let it in. */
  void assertValid(byte[] message, String name) throws IOException {
    try {
      validator.validate(new StreamSource(new ByteArrayInputStream(message)));
    } catch (SAXException invalid) {
      throw new AssertionError(name + ": " + invalid.getMessage(), invalid);
    }
  }
}
