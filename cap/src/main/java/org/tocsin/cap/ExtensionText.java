// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes elements that CAP does not define. Namespaces are declared where they change, in the order
 * that Canonical XML asks for (XML-C14N §2.2).
 */
final class ExtensionText {
  private static final String XML = "http://www.w3.org/XML/1998/namespace";

  private ExtensionText() {}

  /** Writes an element that stands in an element of CAP 1.2. */
  static void write(Extension extension, XmlText xml) {
    write(extension, Map.of("", CapVersion.V1_2.namespace()), xml);
  }

  /** Writes an element; {@code declared} maps the prefixes that hold around it to namespaces. */
  private static void write(Extension extension, Map<String, String> declared, XmlText xml) {
    Map<String, String> within = new HashMap<>(declared);
    String[] attributes = attributes(extension, within);
    if (extension.children().isEmpty()) {
      if (extension.text().isEmpty()) {
        xml.empty(extension.name(), attributes);
      } else {
        xml.element(extension.name(), extension.text(), attributes);
      }
      return;
    }
    xml.open(extension.name(), attributes);
    xml.text(extension.text());
    extension.children().forEach(child -> write(child, within, xml));
    xml.close(extension.name());
  }

  /** Declarations and attributes as name, value, name, value; adds the new ones to the declared. */
  private static String[] attributes(Extension extension, Map<String, String> declared) {
    List<Extension.Attribute> sorted = new ArrayList<>(extension.attributes());
    sorted.sort(
        Comparator.comparing(Extension.Attribute::namespace)
            .thenComparing(Extension.Attribute::name));
    Map<String, String> prefixes = new HashMap<>(Map.of(XML, "xml"));
    TreeMap<String, String> needed = new TreeMap<>(Map.of("", extension.namespace()));
    List<String> written = new ArrayList<>();
    for (Extension.Attribute attribute : sorted) {
      String name = attribute.name();
      if (!attribute.namespace().isEmpty()) {
        String prefix = prefixes.computeIfAbsent(attribute.namespace(), _ -> "a" + needed.size());
        if (!prefix.equals("xml")) {
          needed.put(prefix, attribute.namespace());
        }
        name = prefix + ":" + name;
      }
      written.addAll(List.of(name, attribute.value()));
    }
    List<String> all = new ArrayList<>();
    needed.forEach((prefix, namespace) -> {
      if (!namespace.equals(declared.put(prefix, namespace))) {
        all.addAll(List.of(prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix, namespace));
      }
    });
    all.addAll(written);
    return all.toArray(String[]::new);
  }
}
