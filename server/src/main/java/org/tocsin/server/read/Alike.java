// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import org.tocsin.server.kernel.ReportId;

/**
 * Another report that says the same.
 *
 * @param other which
 * @param percent how much of the shorter text stands in both
 * @param start where the longest shared passage begins in this report's text
 * @param end after its last unit
 */
public record Alike(ReportId other, int percent, int start, int end) {}
