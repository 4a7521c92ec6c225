// SPDX-License-Identifier: Apache-2.0
/**
 * Alerts in other forms.
 *
 * <ul>
 *   <li>{@link org.tocsin.cap.convert.GeoJson}: features for maps (RFC 7946), out and in;
 *   <li>{@link org.tocsin.cap.convert.AlertText}: plain text, short messages within a number of
 *       segments, text to be spoken, SSML;
 *   <li>{@link org.tocsin.cap.convert.SmsText}: what a text costs as short messages;
 *   <li>{@link org.tocsin.cap.convert.Validators}: ETag and Last-Modified of a feed (RFC 9110);
 *   <li>{@link org.tocsin.cap.convert.EventTerms}: the event codes of OASIS.
 * </ul>
 *
 * <p>Writes no files and opens no connections.
 */
@NullMarked
package org.tocsin.cap.convert;

import org.jspecify.annotations.NullMarked;
