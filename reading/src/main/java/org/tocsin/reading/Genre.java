// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

/** What sort of text a document is: how its "could" and its questions are to be taken. */
public enum Genre {
  /** News, notes, minutes: tells what happened or was said. The default. */
  REPORT,
  /** An editorial, a column, an analysis: its own "could" is an opinion, no threat of today. */
  EDITORIAL,
  /** A statement of a group about its own deeds. */
  CLAIM,
  /** An authority's alert, advisory or notice to the public. */
  ALERT,
  /** A mail. */
  MAIL,
  /** Messages of a social network. */
  POST
}
