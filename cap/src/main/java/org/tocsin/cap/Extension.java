// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An element that CAP does not define, kept as it was read: profile additions, signatures. Comments
 * and white space between elements are not kept.
 *
 * @param namespace namespace of the element; empty for none
 * @param name local name
 * @param attributes attributes of the element
 * @param text its own text, without that of its children
 * @param children its child elements in order
 */
public record Extension(
    String namespace,
    String name,
    List<Attribute> attributes,
    String text,
    List<Extension> children) {
  /** The namespace of XML signatures. */
  static final String SIGNATURE_NAMESPACE = "http://www.w3.org/2000/09/xmldsig#";

  public Extension {
    requireNonNull(namespace, "namespace");
    requireNonNull(name, "name");
    requireNonNull(text, "text");
    attributes = List.copyOf(attributes);
    children = List.copyOf(children);
  }

  /**
   * One attribute of an extension.
   *
   * @param namespace its namespace; empty for none
   * @param name its local name
   * @param value its value
   */
  public record Attribute(String namespace, String name, String value) {
    public Attribute {
      requireNonNull(namespace, "namespace");
      requireNonNull(name, "name");
      requireNonNull(value, "value");
    }
  }

  /** Whether this is an XML signature (CAP 1.2 §3.3.4.1). */
  boolean isSignature() {
    return namespace.equals(SIGNATURE_NAMESPACE) && name.equals("Signature");
  }
}
