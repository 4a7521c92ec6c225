// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.watch.Contact;
import org.tocsin.server.watch.Refusing;
import org.tocsin.server.watch.Watchers;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: whoever has an address refuses mails there with one act, and only they. */
class UnsubscribeTest {

  private static final OfficerId OFFICER = new OfficerId("officer_01HRS4000000000000000000AB");

  private final ServerWorld world = ServerWorld.running();
  private final Watchers watchers = world.bean(Watchers.class);

  private WatcherId enter(String id) {
    String csv =
        "id,name,kind,lat,lon,radiusMetres,languages,channel,address\n%1$s,N,person,55,37,10,de,email,%1$s@example.org\n%1$s,N,person,55,37,10,de,email,%1$s.other@example.org\n"
            .formatted(id);
    watchers.importFile(
        new ByteArrayInputStream(csv.getBytes(UTF_8)), WatcherFiles.Format.CSV, OFFICER);
    return watchers.find(id).orElseThrow();
  }

  private String path(WatcherId watcher, String address) {
    String link = world.bean(Unsubscribing.class).links().of(watcher, address);
    return link.substring(link.indexOf("/u/"));
  }

  private List<String> addresses(WatcherId watcher) {
    return watchers.contacts(watcher.number()).stream()
        .map(Contact::channels)
        .flatMap(List::stream)
        .map(Contact.Channel::address)
        .toList();
  }

  private Answer oneClick(String path) {
    return world
        .nobody()
        .post(
            path,
            "application/x-www-form-urlencoded",
            "List-Unsubscribe=One-Click".getBytes(UTF_8),
            Map.of());
  }

  @Test
  void lookingAtTheLinkChangesNothing() {
    WatcherId watcher = enter("unsub-look");
    Answer page = world.nobody().page(path(watcher, "unsub-look@example.org"));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("Keine Warnungen mehr per E-Mail?", "Lebensgefahr");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(addresses(watcher)).hasSize(2);
  }

  @Test
  void oneClickOfAMailProgramRefusesThatAddressAndNoFileBringsItBack() {
    WatcherId watcher = enter("unsub-click");
    assertThat(oneClick(path(watcher, "unsub-click@example.org")).status()).isEqualTo(200);
    assertThat(addresses(watcher)).containsExactly("unsub-click.other@example.org");

    enter("unsub-click");
    assertThat(addresses(watcher)).containsExactly("unsub-click.other@example.org");

    // A second click is no fault.
    assertThat(oneClick(path(watcher, "unsub-click@example.org")).status()).isEqualTo(200);
    assertThat(world.bean(Ledger.class).about(Watchers.subject(watcher.number())))
        .filteredOn(line -> line.type().equals("ContactRefused"))
        .singleElement()
        .extracting(TimelineLine::words)
        .asString()
        .contains("wants no more warnings by email")
        .doesNotContain("example.org");
  }

  @Test
  void whoRefusesEveryAddressIsShownAsUnreachable() {
    WatcherId watcher = enter("unsub-all");
    oneClick(path(watcher, "unsub-all@example.org"));
    oneClick(path(watcher, "unsub-all.other@example.org"));
    assertThat(watchers.channels(watcher)).isEmpty();
    String page = world.ana().page("/desk/watchers/" + watcher).body();
    assertThat(page).contains("none: cannot be reached", "Wants no more warnings by <b>email</b>");

    // They ask for it again; then a file may bring the address.
    assertThat(
            world
                .ana()
                .submit("/desk/watchers/" + watcher + "/allow", Map.of("channel", "email"))
                .status())
        .isEqualTo(303);
    enter("unsub-all");
    assertThat(addresses(watcher)).hasSize(2);
  }

  @Test
  void aLinkThatNobodyWasGivenRefusesNothing() {
    WatcherId watcher = enter("unsub-forged");
    String path = path(watcher, "unsub-forged@example.org");
    char other = path.charAt(20) == 'A' ? 'B' : 'A';
    String forged = path.substring(0, 20) + other + path.substring(21);
    assertThat(world.nobody().page(forged).status()).isEqualTo(404);
    assertThat(oneClick(forged).status()).isEqualTo(404);
    assertThat(oneClick("/u/~~").status()).isEqualTo(404);
    assertThat(addresses(watcher)).hasSize(2);
  }

  @Test
  void whoIsErasedIsForgottenHereToo() {
    WatcherId watcher = enter("unsub-erased");
    oneClick(path(watcher, "unsub-erased@example.org"));
    watchers.erase(watcher, OFFICER);
    assertThat(world.bean(Refusing.class).refusals(watcher)).isEmpty();
    assertThat(oneClick(path(watcher, "unsub-erased@example.org")).status()).isEqualTo(200);
  }

  @Test
  void thePageIsFitForEverybody() {
    WatcherId watcher = enter("unsub-page");
    String path = path(watcher, "unsub-page@example.org");
    try (BrowserWorld.Window window = BrowserWorld.running().anonymous(world.address(), 390)) {
      window.open(path);
      window.check("unsubscribe", 390, 1280);
    }
  }
}
