// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.List;
import java.util.Optional;

/**
 * The words that a channel puts around the text of a warning, by whoever writes for it: a later
 * stage gives a bean for each. They are translations like phrases, and reviewed like them.
 */
public interface FixedWords {

  /** By which name they are reviewed; that of no phrase, for example {@code letters}. */
  String name();

  /** What puts them around a text, for people, for example {@code mails and chats}. */
  String by();

  /** The channels of {@linkplain ChannelPreview.Shown previews} that have them. */
  List<String> channels();

  /**
   * All of them in a language, as they are read, with dots between.
   *
   * @param language BCP 47; its first part counts
   * @return empty where English ones, or some, are taken
   */
  Optional<String> in(String language);
}
