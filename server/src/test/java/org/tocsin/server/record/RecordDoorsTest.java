// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.record.NoteVerifier;
import org.tocsin.record.SignedCheckpoint;
import org.tocsin.record.Verdict;
import org.tocsin.record.Verification;
import org.tocsin.server.access.Role;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.Caller;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: the record by API, by pages and by the public's tiles. */
class RecordDoorsTest {

  private final ServerWorld world = ServerWorld.running();
  @TempDir private Path folder;

  private String newCase(String title) {
    Answer made = world.ana().post("/api/v1/cases", Map.of("title", title, "reports", List.of()));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.text("id");
  }

  @Test
  void theCaseBundleHoldsTheActOfAMomentAgoAndVerifiesAgainstThePublicKey() throws IOException {
    String id = newCase("Bundle of a case");
    Answer bundle = world.bo().get("/api/v1/cases/" + id + "/bundle");
    assertThat(bundle.status()).isEqualTo(200);
    assertThat(bundle.header("Content-Type")).startsWith("text/plain");
    assertThat(bundle.header("Content-Disposition")).contains(id + ".tocsin-bundle");
    // Two answers are two files, whose parts do not fit.
    assertThat(bundle.header("Accept-Ranges")).isEmpty();
    Path file = folder.resolve("case.tocsin-bundle");
    Files.writeString(file, bundle.body());
    NoteVerifier key = NoteVerifier.parse(world.nobody().page("/record/vkey").body().strip());
    assertThat(Verification.verify(file, List.of(key))).matches(Verdict::ok);
    assertThat(bundle.body()).contains("CaseOpened").contains("Bundle of a case");
    assertThat(world.ana().page("/desk/cases/" + id + "/bundle").status()).isEqualTo(200);
  }

  @Test
  void theStateNamesWhatTheCheckpointSigns() {
    world.beat();
    Answer state = world.ana().get("/api/v1/record");
    assertThat(state.status()).isEqualTo(200);
    SignedCheckpoint signed =
        SignedCheckpoint.parse(state.text("checkpoint").getBytes(StandardCharsets.UTF_8));
    signed.verify(NoteVerifier.parse(state.text("vkey")));
    assertThat(signed.checkpoint().origin()).isEqualTo(state.text("origin"));
    assertThat(signed.checkpoint().root().base64()).isEqualTo(state.text("root"));
    assertThat(state.text("fingerprint")).isNotEmpty();
  }

  @Test
  void entriesArePagedByIndexAndEachHasAProof() throws IOException {
    newCase("Pages of entries");
    world.beat();
    Answer first = world.ana().get("/api/v1/record/entries?limit=2");
    assertThat(first.text("/items/0/index")).isEqualTo("0");
    assertThat(first.text("next")).isEqualTo("1");
    Answer second = world.ana().get("/api/v1/record/entries?limit=2&after=1");
    assertThat(second.text("/items/0/index")).isEqualTo("2");
    Answer one = world.ana().get("/api/v1/record/entries/2");
    assertThat(one.text("/entry/type")).isEqualTo(one.text("type"));
    Answer proof = world.ana().get("/api/v1/record/entries/2/proof");
    assertThat(proof.header("Content-Disposition")).contains("entry-2.tlog-proof");
    Path file = folder.resolve("entry-2.tlog-proof");
    Files.writeString(file, proof.body());
    NoteVerifier key = NoteVerifier.parse(world.nobody().page("/record/vkey").body().strip());
    assertThat(Verification.verify(file, List.of(key))).matches(Verdict::ok);
    Answer none = world.ana().get("/api/v1/record/entries/99999999");
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.problem()).isEqualTo("T9051");
  }

  @Test
  void thePublicReadsHashesButNoEntries() {
    newCase("Not for everybody");
    world.beat();
    Caller nobody = world.nobody();
    Answer checkpoint = nobody.get("/record/checkpoint");
    assertThat(checkpoint.status()).isEqualTo(200);
    assertThat(checkpoint.header("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
    long size = Long.parseLong(checkpoint.body().lines().skip(1).findFirst().orElseThrow());
    String tile = size >= 256 ? "000" : "000.p/" + size;
    Answer hashes = nobody.get("/record/tile/0/" + tile);
    assertThat(hashes.status()).isEqualTo(200);
    assertThat(hashes.header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(hashes.header("Cache-Control")).contains("immutable").contains("public");
    assertThat(nobody.get("/record/tile/entries/" + tile).status()).isEqualTo(401);
    assertThat(world.ana().page("/record/tile/entries/" + tile).body()).contains("\"type\":");
    assertThat(world.ana().get("/api/v1/record/tile/entries/" + tile).status()).isEqualTo(200);
    Caller collector = world.officerWith(Role.COLLECTOR);
    assertThat(collector.get("/api/v1/record/tile/entries/" + tile).status()).isEqualTo(403);
    assertThat(nobody.get("/record/tile/0/..%2F..%2Fcheckpoint").status()).isIn(400, 404);
    assertThat(nobody.get("/api/v1/record/entries").status()).isEqualTo(401);
    assertThat(nobody.page("/record").body()).contains("./tocsin verify FILE");
  }

  @Test
  void noEntryOfTheWholeServerHoldsAnAddressOrAName() {
    world.officerWith(Role.COLLECTOR);
    List<String> found =
        world
            .bean(JdbcClient.class)
            .sql(
                """
                select words || ' ' || convert_from(body, 'UTF8') from ledger.entry
                 where words || ' ' || convert_from(body, 'UTF8') ~ '@|"Ana"|"Bo"|Officer[0-9]'
                """)
            .query((row, _) -> row.getString(1))
            .list();
    assertThat(found).isEmpty();
  }

  @Test
  void theDeskShowsEntriesAndVerifiesThemNow() {
    String id = newCase("Shown at the desk");
    world.beat();
    Answer page = world.bo().page("/desk/record");
    assertThat(page.body()).contains("Case opened").contains("Verify now").contains("fingerprint");
    Answer verified = world.bo().submit("/desk/record/verification", Map.of());
    assertThat(verified.body()).contains("The record verifies.").contains("byte for byte");
    Answer entry = world.bo().page("/desk/record/0");
    assertThat(entry.body()).contains("Download the proof").contains("\"commitments\"");
    assertThat(world.bo().page("/desk/record/0/proof").body()).startsWith("c2sp.org/tlog-proof@v1");
    assertThat(world.bo().page("/desk/record/99999999").status()).isEqualTo(404);
    assertThat(id).startsWith("case_");
  }

  @Test
  void whoOnlyAdministersSeesThatThereAreEntriesAndNotWhatTheySay() {
    newCase("Not for administrators");
    world.beat();
    Caller admin = world.officerWith(Role.ADMIN);
    assertThat(admin.page("/desk/record").body())
        .contains("CaseOpened", "Change the key")
        .doesNotContain("Case opened");
    for (String path : List.of("/desk/record/0", "/desk/record/0/proof")) {
      assertThat(admin.page(path).status()).as(path).isEqualTo(403);
    }
    assertThat(admin.get("/api/v1/record/entries/0").status()).isEqualTo(403);
  }
}
