// SPDX-License-Identifier: Apache-2.0
/**
 * The Common Alerting Protocol: strict in what it writes, tolerant in what it reads, exact in what
 * it says is wrong.
 *
 * <p>The doors are {@link org.tocsin.cap.CapReader} (bytes to {@link org.tocsin.cap.Alert} and
 * problems), {@link org.tocsin.cap.CapChecker} (every {@link org.tocsin.cap.Rule}), {@link
 * org.tocsin.cap.CapWriter} (alert to CAP 1.2), {@link org.tocsin.cap.CapFeeds} and {@link
 * org.tocsin.cap.CapAtom} with {@link org.tocsin.cap.CapRss} (feeds in and out). The model is
 * records named by the words of the standard. Built on these doors alone: {@code signature}, {@code
 * life} and {@code convert}.
 *
 * <p>How it works: bytes of any encoding become UTF-8 ({@code SourceText}, {@code Utf8Source}), are
 * parsed into a small bounded tree that points into them ({@code XmlParser}, {@code Node}), held to
 * the schema's shape ({@code Schema}) and mapped to records ({@code AlertMapper}); {@link
 * org.tocsin.cap.CapStream} does so entry by entry. Lines and columns are counted when a problem
 * asks. Rules of values and of whole records ({@code ValueRules}, {@code PolygonRules}, {@code
 * ModelRules}) are written once against a {@code Site}, so reading, checking and writing hold
 * messages to the same ones.
 *
 * <p>Knows nothing of servers, databases, networks or files. Never throws anything for bad input
 * but {@link org.tocsin.cap.CapException}.
 */
@NullMarked
package org.tocsin.cap;

import org.jspecify.annotations.NullMarked;
