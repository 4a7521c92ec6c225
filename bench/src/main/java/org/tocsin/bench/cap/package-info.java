// SPDX-License-Identifier: Apache-2.0
/** {@code bench cap}: reading and checking alerts beside JAXB, DOM with XPath, and bare StAX. */
@NullMarked
@XmlSchema(namespace = Corpus.CAP_1_2, elementFormDefault = XmlNsForm.QUALIFIED)
package org.tocsin.bench.cap;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
