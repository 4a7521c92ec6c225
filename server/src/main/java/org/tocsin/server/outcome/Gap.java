// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

/**
 * Something that was missing, as the program finds it by comparing what was decided, sent and done
 * with what happened. It names no culprit.
 *
 * @param name stable, for programs
 * @param words a sentence for people
 */
public record Gap(String name, String words) {}
