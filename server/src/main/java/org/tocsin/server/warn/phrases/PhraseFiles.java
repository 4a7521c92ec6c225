// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.phrases;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Reads the files of phrases and templates; a file with a fault stops the start, for it is ours.
 */
final class PhraseFiles {

  private PhraseFiles() {}

  /** A file as a map. */
  static Map<String, Object> map(Resource file) {
    try {
      String text = new String(file.getContentAsByteArray(), StandardCharsets.UTF_8);
      Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(new StringReader(text));
      return asMap(file.getFilename() + "", read);
    } catch (IOException e) {
      throw new UncheckedIOException("phrases cannot be read: " + file, e);
    }
  }

  /** The files of a pattern below {@code warn/}, by name. */
  static List<Resource> files(String pattern) {
    try {
      List<Resource> found =
          new ArrayList<>(
              List.of(
                  new PathMatchingResourcePatternResolver()
                      .getResources("classpath:warn/" + pattern)));
      found.sort(java.util.Comparator.comparing(file -> file.getFilename() + ""));
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException("phrases cannot be found: " + pattern, e);
    }
  }

  static Map<String, Object> asMap(String where, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalStateException(where + " is no table");
    }
    Map<String, Object> named = new LinkedHashMap<>();
    map.forEach((key, each) -> named.put(String.valueOf(key), each));
    return named;
  }

  /** A field that must be there. */
  static String word(String where, Map<String, Object> from, String field) {
    Object value = from.get(field);
    if (value == null) {
      throw new IllegalStateException(where + " lacks '" + field + "'");
    }
    return String.valueOf(value);
  }

  /** A list of words; empty where there is none. */
  static List<String> words(Map<String, Object> from, String field) {
    return from.get(field) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** A table of words; empty where there is none. */
  static Map<String, String> table(Map<String, Object> from, String field) {
    Map<String, String> words = new LinkedHashMap<>();
    if (from.get(field) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> words.put(String.valueOf(key), String.valueOf(value)));
    }
    return words;
  }
}
