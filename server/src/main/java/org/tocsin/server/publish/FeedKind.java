// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.MediaType;

/** A form in which the feed of public alerts is served. */
enum FeedKind {
  ATOM("/feed.atom", "application/atom+xml"),
  RSS("/feed.rss", "application/rss+xml");

  private final String path;
  private final String type;

  FeedKind(String path, String type) {
    this.path = path;
    this.type = type;
  }

  /** Below the public address. */
  String path() {
    return path;
  }

  /** What it is served as, and what subscribers are sent. */
  MediaType type() {
    return MediaType.parseMediaType(type);
  }

  static Optional<FeedKind> at(String path) {
    return Arrays.stream(values()).filter(kind -> kind.path.equals(path)).findFirst();
  }
}
