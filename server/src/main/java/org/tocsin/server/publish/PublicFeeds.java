// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.tocsin.cap.CapAtom;
import org.tocsin.cap.CapRss;

/**
 * The feeds of public alerts: their words, their addresses, and who tells of changes. Thread-safe.
 */
@Component
class PublicFeeds {

  static final String HUB_PATH = "/hub";
  private static final String TITLE = "Public alerts";

  private final PublicBoard board;
  private final String publicUrl;
  private final String author;
  private final List<String> hubs;

  PublicFeeds(
      PublicBoard board,
      WebSubSettings settings,
      @Value("${tocsin.deliver.public-url}") URI publicUrl,
      @Value("${tocsin.sender.name:Tocsin desk}") String author) {
    this.board = board;
    this.publicUrl = publicUrl.toString().replaceAll("/+$", "");
    this.author = author;
    this.hubs =
        Stream.concat(
                settings.hubs().stream().map(URI::toString),
                settings.ownHub() ? Stream.of(this.publicUrl + HUB_PATH) : Stream.empty())
            .toList();
  }

  /** The topic of a feed: where it is to be had. */
  String address(FeedKind kind) {
    return publicUrl + kind.path();
  }

  /** The feed of this topic. */
  Optional<FeedKind> at(String topic) {
    return topic.startsWith(publicUrl)
        ? FeedKind.at(topic.substring(publicUrl.length()))
        : Optional.empty();
  }

  /** Where subscribers ask to be told of changes (W3C WebSub §4). */
  List<String> hubs() {
    return hubs;
  }

  /** The links of WebSub for a header {@code Link}, one each. */
  List<String> links(FeedKind kind) {
    return Stream.concat(
            hubs.stream().map("<%s>; rel=\"hub\""::formatted),
            Stream.of("<%s>; rel=\"self\"".formatted(address(kind))))
        .toList();
  }

  /** When it changed last. One that never had anything has not since the beginning of time. */
  Instant changedAt() {
    return board.changedAt().orElse(Instant.EPOCH);
  }

  /** The whole feed as it is now. */
  byte[] bytes(FeedKind kind) {
    var changed = changedAt().atOffset(ZoneOffset.UTC);
    List<CapAtom.Entry> entries = board.feed().stream().map(this::entry).toList();
    return switch (kind) {
      case ATOM ->
          CapAtom.write(TITLE, address(kind), author, address(kind), hubs, changed, entries);
      case RSS ->
          CapRss.write(
              new CapRss.Channel(
                  TITLE,
                  publicUrl + "/",
                  "Public alerts of %s in force, and those of the last thirty days"
                      .formatted(author),
                  Optional.empty(),
                  address(kind),
                  changed,
                  hubs),
              entries);
    };
  }

  private CapAtom.Entry entry(PublicAlert alert) {
    String address = publicUrl + "/alerts/" + alert.id();
    var first = alert.texts().getFirst();
    return new CapAtom.Entry(
        address,
        first.headline().orElse(first.event()),
        alert.endedAt().orElse(alert.sentAt()).atOffset(ZoneOffset.UTC),
        alert.standing().words() + ". " + first.instruction().orElse(""),
        Optional.of(address),
        address + ".xml",
        Optional.of(alert.published().alert()));
  }
}
