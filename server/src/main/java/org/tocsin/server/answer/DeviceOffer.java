// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

/**
 * What the answer page says about being warned on the device at hand.
 *
 * @param token of the page's link
 * @param key what a browser ties its subscription to
 * @param count how many devices this watcher has added
 * @param words in the watcher's language
 */
public record DeviceOffer(String token, String key, int count, DeviceWords words) {}
