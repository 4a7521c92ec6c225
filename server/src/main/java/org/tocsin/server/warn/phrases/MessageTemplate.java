// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.phrases;

import java.util.List;

/**
 * What a kind of message begins with: whom it is for, how grave, which phrases, which plan. All of
 * it can be changed in the composer.
 *
 * @param audience who reads it, in words
 * @param policies the duty tests under which it is usual
 * @param kind {@code publicAlert} or {@code privateNotice}
 * @param victims the class, as in a determination
 * @param hours how long it holds where no window is known
 * @param meantFor kinds of watcher; empty for all
 * @param channels one list a step
 * @param waitMinutes between steps
 * @param phrases ids
 * @param languages to begin with
 * @param advice for whoever writes
 */
public record MessageTemplate(
    String id,
    String title,
    String audience,
    List<String> policies,
    String kind,
    String victims,
    String marking,
    String category,
    String severity,
    String urgency,
    String certainty,
    int hours,
    List<String> meantFor,
    List<List<String>> channels,
    int waitMinutes,
    List<String> phrases,
    List<String> languages,
    String advice) {

  /** Copies the lists. */
  public MessageTemplate {
    policies = List.copyOf(policies);
    meantFor = List.copyOf(meantFor);
    channels = List.copyOf(channels);
    phrases = List.copyOf(phrases);
    languages = List.copyOf(languages);
  }
}
