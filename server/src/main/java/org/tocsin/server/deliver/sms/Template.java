// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with names in braces, which are replaced by values, each written so that it stays what it
 * is: no value can end a field or begin another. A brace that is no known name stays.
 */
final class Template {

  private static final Pattern NAME = Pattern.compile("\\{([a-z]{1,10})}");

  /** As an address's query and a form want it. */
  static final UnaryOperator<String> PERCENT =
      value -> URLEncoder.encode(value, StandardCharsets.UTF_8);

  /** As it stands within the quotes of a JSON string (RFC 8259 §7). */
  static final UnaryOperator<String> JSON = Template::json;

  private Template() {}

  static String filled(String template, Map<String, String> values, UnaryOperator<String> form) {
    Matcher names = NAME.matcher(template);
    return names.replaceAll(name -> {
      String value = values.get(name.group(1));
      return Matcher.quoteReplacement(value == null ? name.group() : form.apply(value));
    });
  }

  private static String json(String value) {
    StringBuilder written = new StringBuilder(value.length() + 16);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        written.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        written.append("\\u%04x".formatted((int) c));
      } else {
        written.append(c);
      }
    }
    return written.toString();
  }
}
