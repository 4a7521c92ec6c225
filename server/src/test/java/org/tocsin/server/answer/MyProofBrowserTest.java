// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.record.NoteVerifier;
import org.tocsin.record.Verdict;
import org.tocsin.record.Verification;
import org.tocsin.server.deliver.AnswerTokens;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.warn.Story;
import org.tocsin.server.watch.Watchers;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.BrowserWorld.Window;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: a watcher takes their proof away from the answer page, in a real browser. */
class MyProofBrowserTest {

  private final ServerWorld world = ServerWorld.running();
  @TempDir private Path folder;

  @Test
  void oneTapOnAPhoneGivesAFileThatVerifies() throws IOException {
    Story story = Story.begun(world);
    WarningId id = new WarningId(story.inForce());
    world.beat();
    String link =
        "/a/"
            + world
                .bean(AnswerTokens.class)
                .make(
                    id,
                    world.bean(Watchers.class).find(story.watcher()).orElseThrow(),
                    world.clock().instant().plus(Duration.ofDays(1)));
    try (Window window = BrowserWorld.running().anonymous(world.address(), 390)) {
      window.open(link);
      window.check("answer-with-proof", 390, 1280);
      Locator get = window.page().locator("a[download]");
      Download download = window.page().waitForDownload(get::click);
      assertThat(download.suggestedFilename()).isEqualTo("proof-" + id + ".tocsin-bundle");
      Path file = folder.resolve("proof");
      download.saveAs(file);
      NoteVerifier key = NoteVerifier.parse(world.nobody().page("/record/vkey").body().strip());
      assertThat(Verification.verify(file, List.of(key))).matches(Verdict::ok);
    }
    try (Window window = BrowserWorld.running().signedIn(world, world.ana(), 390)) {
      window.open("/desk/cases/" + story.caseId());
      window.check("case-with-bundles", 390, 1280);
    }
  }
}
