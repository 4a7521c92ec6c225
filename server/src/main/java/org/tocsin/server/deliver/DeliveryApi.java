// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.record.Hash;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.watch.Watchers;

/** Deliveries over HTTP: watcher numbers only, never addresses. */
@RestController
@RequestMapping("/api/v1")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class DeliveryApi {

  private static final int MOST = 1_000;

  private final Deliveries deliveries;
  private final Watchers watchers;
  private final WebhookSecrets secrets;

  DeliveryApi(Deliveries deliveries, Watchers watchers, WebhookSecrets secrets) {
    this.deliveries = deliveries;
    this.watchers = watchers;
    this.secrets = secrets;
  }

  /** A page of the list: {@code next} is the {@code after} of the page that follows. */
  record UnreachedView(List<Progress.Unreached> items, @Nullable String next) {
    static UnreachedView of(List<Progress.Unreached> items, int most) {
      return new UnreachedView(
          items, items.size() == most ? Long.toString(items.getLast().watcher()) : null);
    }
  }

  /** A receipt with all that an outsider needs to check it against the record. */
  record ReceiptView(
      String leaf,
      String salt,
      int index,
      int size,
      List<String> path,
      String root,
      @Nullable Long entry) {
    static ReceiptView of(Deliveries.ProvenReceipt receipt) {
      return new ReceiptView(
          receipt.text(),
          Base64.getEncoder().encodeToString(receipt.salt()),
          receipt.index(),
          receipt.size(),
          receipt.path().stream().map(Hash::base64).toList(),
          receipt.root().base64(),
          receipt.entry());
    }
  }

  /** The secrets of a watcher's endpoints, in the order of its addresses. */
  record SecretsView(List<String> secrets) {}

  @GetMapping("/warnings/{id}/deliveries")
  Progress progress(@PathVariable String id) {
    return deliveries.progress(new WarningId(id));
  }

  @GetMapping("/warnings/{id}/unreachable")
  UnreachedView unreached(
      @PathVariable String id,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "200") int limit) {
    int most = Math.clamp(limit, 1, MOST);
    return UnreachedView.of(deliveries.unreached(new WarningId(id), after, most), most);
  }

  @GetMapping("/warnings/{id}/never-arrived")
  UnreachedView neverArrived(
      @PathVariable String id,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "200") int limit) {
    int most = Math.clamp(limit, 1, MOST);
    return UnreachedView.of(deliveries.neverArrived(new WarningId(id), after, most), most);
  }

  @GetMapping("/warnings/{id}/receipts/{watcher}")
  List<ReceiptView> receipts(@PathVariable String id, @PathVariable long watcher) {
    return deliveries.prove(new WarningId(id), new WatcherId(watcher)).stream()
        .map(ReceiptView::of)
        .toList();
  }

  /** What the owner of an endpoint needs to check our signatures. */
  @GetMapping("/watchers/{id}/webhook-secrets")
  @Requires(Role.ADMIN)
  SecretsView secrets(@PathVariable long id) {
    return new SecretsView(
        watchers.contacts(new WatcherId(id).number()).stream()
            .flatMap(contact -> contact.addresses("webhook").stream())
            .map(secrets::text)
            .toList());
  }
}
