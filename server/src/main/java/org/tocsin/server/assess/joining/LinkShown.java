// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

/** A link of an origin with the numbers of both reports and the words that show it. */
public record LinkShown(Origins.Link link, String ref, String otherRef, String quote) {}
