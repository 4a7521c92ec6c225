// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The compiled templates. Thread-safe. Output is escaped by context; nothing is written raw. */
@Component
public final class Templates {

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

  /** The page or part of this name, for example {@code decide/panel.jte}, with its parameters. */
  public String render(String name, Map<String, Object> parameters) {
    StringOutput output = new StringOutput();
    engine.render(name, parameters, output);
    return output.toString();
  }

  /** The same as content that another template can hold. */
  public Content content(String name, Map<String, Object> parameters) {
    return output -> engine.render(name, parameters, output);
  }
}
