// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;
import tools.jackson.databind.JsonNode;

/** FEATURE UNDER TEST: the reckoning as a file to hand over (after the event, line 18). */
class ReckoningPdfTest {

  private final ServerWorld world = ServerWorld.running();

  @Test
  void theFileSaysWhatThePageSaysAndEachLineLeadsToItsEntry()
      throws IOException, InterruptedException {
    Krasnogorsk story = new Krasnogorsk(world);
    story.untilTheEnd();
    String path = "/cases/" + story.caseId + "/reckoning";
    JsonNode told = story.ana().get("/api/v1" + path).json();
    Answer file = world.bo().page("/desk" + path + ".pdf");
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("Content-Type")).isEqualTo("application/pdf");
    assertThat(world.nobody().get("/api/v1" + path + ".pdf").status()).isEqualTo(401);
    byte[] bytes = bytes("/api/v1" + path + ".pdf");
    Files.createDirectories(Path.of("target", "pages")); // Beside the pictures, to be looked at.
    Files.write(Path.of("target", "pages", "reckoning.pdf"), bytes);
    try (PDDocument read = Loader.loadPDF(bytes)) {
      String text = bare(new PDFTextStripper().getText(read));
      for (String sentence : sentences(told)) {
        assertThat(text).contains(bare(sentence));
      }
      assertThat(text)
          .contains(bare("Nobody had decided by now what should follow the public alert"))
          .contains(bare("Words used here"));
      List<String> links = links(read);
      for (JsonNode chapter : told.get("chapters")) {
        for (JsonNode line : chapter.get("lines")) {
          assertThat(links).anyMatch(link -> link.endsWith("/desk/record/" + line.get("entry")));
        }
      }
    }
  }

  private byte[] bytes(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(world.address() + path))
                  .header("Authorization", "Bearer " + world.ana().token())
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray())
          .body();
    }
  }

  private static List<String> sentences(JsonNode told) {
    List<String> all = new ArrayList<>();
    told.get("story").forEach(each -> all.add(each.asString()));
    told.get("summary").forEach(each -> all.add(each.asString()));
    told.get("gaps").forEach(each -> all.add(each.get("words").asString()));
    for (JsonNode chapter : told.get("chapters")) {
      all.add(chapter.get("heading").asString());
      chapter.get("lines").forEach(line -> all.add(line.get("words").asString()));
    }
    return all;
  }

  private static List<String> links(PDDocument read) throws IOException {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < read.getNumberOfPages(); i++) {
      for (PDAnnotation each : read.getPage(i).getAnnotations()) {
        if (each instanceof PDAnnotationLink link && link.getAction() instanceof PDActionURI to) {
          all.add(to.getURI());
        }
      }
    }
    return all;
  }

  /** Lines are cut and pages turned where it fits; what is said is the same. */
  private static String bare(String text) {
    return text.replaceAll("(?m)^(TLP:.*|Reckoning: .*page \\d+ of \\d+|.*page \\d+ of \\d+)$", "")
        .replaceAll("\\s+", "");
  }
}
