// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.JacksonComponent;
import org.tocsin.server.kernel.Text;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Words in the JSON of others: an escaped NUL or half a character, which neither the database nor
 * UTF-8 can hold, is replaced as it is in a text that came by itself. Thread-safe.
 */
@JacksonComponent
class StorableStrings extends StdScalarDeserializer<String> {

  StorableStrings() {
    super(String.class);
  }

  @Override
  public @Nullable String deserialize(JsonParser json, DeserializationContext context) {
    String words = StringDeserializer.instance.deserialize(json, context);
    return words == null ? null : Text.storable(words);
  }
}
