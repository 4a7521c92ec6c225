// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: the OpenAPI document tells every address of the API and none that is not
 * there; {@code -Ddocs.write=true} writes it anew from the fragments of the stages.
 */
class OpenApiTest {

  private static final Path FRAGMENTS = Path.of("src", "main", "resources", "openapi");
  private static final Path DOCUMENT =
      Path.of("src", "main", "resources", "static", "openapi.yaml");

  @Test
  void theDocumentIsPutTogetherFromTheFragments() throws IOException {
    String text = ApiDocument.of(FRAGMENTS).text();
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(DOCUMENT, text);
    }
    assertThat(DOCUMENT).hasContent(text);
  }

  @Test
  void everyOperationIsComplete() throws IOException {
    ApiDocument document = ApiDocument.of(FRAGMENTS);
    assertThat(document.unfinished()).isEmpty();
    assertThat(document.deadReferences()).isEmpty();
  }

  @Test
  void everyAddressOfTheApiIsTold() throws IOException {
    Set<String> missing = new TreeSet<>();
    for (String operation : mapped()) {
      if (operation.contains(" /api/")) {
        missing.add(operation);
      }
    }
    missing.removeAll(ApiDocument.of(FRAGMENTS).operations());
    assertThat(missing).as("not documented").isEmpty();
  }

  @Test
  void nothingIsToldThatIsNotThere() throws IOException {
    Set<String> invented = ApiDocument.of(FRAGMENTS).operations();
    invented.removeAll(mapped());
    assertThat(invented).as("documented, but not mapped").isEmpty();
  }

  @Test
  void theServerGivesItToEverybody() {
    Answer answer = ServerWorld.running().nobody().get("/openapi.yaml");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("openapi: 3.1.0").contains("/api/v1/cases:");
  }

  /** What the running server answers, written as in the document. */
  private static Set<String> mapped() {
    Set<String> mapped = new HashSet<>();
    RequestMappingHandlerMapping mappings =
        ServerWorld.running()
            .server()
            .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    for (RequestMappingInfo info : mappings.getHandlerMethods().keySet()) {
      Set<String> methods = new TreeSet<>();
      info.getMethodsCondition().getMethods().forEach(method -> methods.add(method.name()));
      if (methods.isEmpty()) {
        methods.add("GET");
      }
      for (String path : info.getPatternValues()) {
        methods.forEach(method -> mapped.add(method + " " + plain(path)));
      }
    }
    return mapped;
  }

  /** A pattern of Spring's as OpenAPI writes it. */
  private static String plain(String pattern) {
    return pattern
        .replaceAll("\\{\\*(\\w+)}", "{$1}")
        .replaceAll("\\{(\\w+):[^/]*}", "{$1}")
        .replace("/**", "/{path}");
  }
}
