// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a form calls the fields that faults name by the paths of the API, so that a list of faults
 * on a page speaks of what stands on it and leads there. Built once and then only read.
 */
public final class FormFields {

  /**
   * A field of a page.
   *
   * @param label what the page calls it
   * @param id the id of its element; empty when it has none
   */
  public record Field(String label, String id) {}

  private final Map<String, Field> fields = new LinkedHashMap<>();

  /** Adds a field; its label and id stand for everything below this path that has none itself. */
  public FormFields with(String path, String label, String id) {
    fields.put(path, new Field(label, id));
    return this;
  }

  /** The field of a fault; where none is known, the path itself. */
  public Field of(String where) {
    String path = where;
    while (!path.isEmpty()) {
      Field found = fields.get(path);
      if (found != null) {
        return found;
      }
      int cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
      path = cut < 0 ? "" : path.substring(0, cut);
    }
    return new Field(where, "");
  }
}
