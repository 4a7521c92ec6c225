// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: refused lines of a file are told, opened and destroyed by API and page. */
class RejectsHttpTest {
  private static final String IMPORT = "/api/v1/watchers/import";
  private final ServerWorld world = ServerWorld.running();

  private Answer send(String type, String text) {
    return world.ana().post(IMPORT, type, text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  @Test
  void anImportSaysWhereItsRefusedLinesAreAndTheyCanBeMended() {
    Answer taken = send("text/csv", "id,lat,lon\nhttp-1,1,2\nhttp-2,91,2\n");
    assertThat(taken.status()).isEqualTo(200);
    String rejects = taken.text("rejects");
    assertThat(rejects).isEqualTo("/api/v1/watchers/imports/" + taken.text("id") + "/rejects");

    Answer file = world.bo().get(rejects);
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.headers("Content-Type"))
        .allSatisfy(type -> assertThat(type).startsWith("text/csv"));
    assertThat(file.headers("Content-Disposition").getFirst())
        .contains("rejects-" + taken.text("id") + ".csv");
    assertThat(file.headers("Cache-Control").getFirst()).contains("no-store");
    assertThat(file.headers("Content-Length")).containsExactly("" + file.body().length());
    assertThat(file.body())
        .startsWith("reason,id,lat,lon\n\"line 3, lat:")
        .endsWith("\",http-2,91,2\n");

    Answer mended = send("text/csv", file.body().replace(",91,", ",9,"));
    assertThat(mended.status()).isEqualTo(200);
    assertThat(mended.text("kept")).isEqualTo("0");

    assertThat(world.ana().get("/api/v1/watchers/imports").body())
        .contains("\"id\":" + taken.text("id"));
    assertThat(world.ana().delete(rejects).status()).isEqualTo(204);
    assertThat(world.ana().get(rejects).status()).isEqualTo(404);
    assertThat(world.nobody().get(rejects).status()).isEqualTo(401);
  }

  @Test
  void aFileWhoseLinesAreDestroyedWhileItIsFetchedBreaksOffAndDoesNotLookWhole() throws Exception {
    // More than the buffers between server and reader hold.
    String line = "torn-1,91,2," + "x".repeat(900_000) + "\n";
    Answer taken = send("text/csv", "id,lat,lon,name\ntorn-2,1,2,\n" + line.repeat(40));
    String rejects = taken.text("rejects");
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(world.address() + rejects))
                    .header("Authorization", "Bearer " + world.ana().token())
                    .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    try (InputStream file = answer.body()) {
      assertThat(file.read()).isEqualTo('r');
      assertThat(world.ana().delete(rejects).status()).isEqualTo(204);
      assertThatThrownBy(() -> file.transferTo(OutputStream.nullOutputStream()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aFileOfWhichNothingIsTakenSaysWhereItsLinesAre() {
    Answer refused = send("application/geo+json", "{\"type\":\"Feature\",\"geometry\":null}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("they are kept at /api/v1/watchers/imports/");
  }

  @Test
  void thePageOffersTheLinesToMendAndDestroysThem() {
    Answer taken =
        send(
            "application/x-ndjson",
            "{\"id\":\"page-1\"}\n{\"id\":\"page-2\",\"lat\":91,\"lon\":1}\n");
    String address = "/desk/watchers/imports/" + taken.text("id");
    assertThat(world.ana().page("/desk/watchers").body())
        .contains("Lines to mend", "for 30 days at most", address + "/rejects", "Download 1 line<");
    assertThat(world.ana().page(address + "/rejects").body())
        .startsWith("{\"reason\":\"line 2, lat: lat is out of range (found: 91);");
    assertThat(world.ana().submit(address + "/forget", Map.of()).status()).isEqualTo(303);
    assertThat(world.ana().page("/desk/watchers").body()).doesNotContain(address + "/rejects");
  }
}
