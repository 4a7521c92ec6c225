// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.Optional;

/** A version of the Common Alerting Protocol, told apart by its namespace. */
public enum CapVersion {
  /** CAP 1.0 of 2004. */
  V1_0("1.0", "http://www.incident.com/cap/1.0"),
  /** CAP 1.1 of 2005. */
  V1_1("1.1", "urn:oasis:names:tc:emergency:cap:1.1"),
  /** CAP 1.2 of 2010, the version that this library writes. */
  V1_2("1.2", "urn:oasis:names:tc:emergency:cap:1.2");

  private final String word;
  private final String namespace;

  CapVersion(String word, String namespace) {
    this.word = word;
    this.namespace = namespace;
  }

  /** The version number as people write it, such as {@code 1.2}. */
  public String word() {
    return word;
  }

  /** The XML namespace of the version. */
  public String namespace() {
    return namespace;
  }

  /** Finds the version that owns exactly this namespace. */
  public static Optional<CapVersion> find(String namespace) {
    for (CapVersion version : values()) {
      if (version.namespace.equals(namespace)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }
}
