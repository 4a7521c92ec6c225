// SPDX-License-Identifier: Apache-2.0
/**
 * The channel {@code push}: notifications of browsers and phones by Web Push (RFC 8030, RFC 8291,
 * RFC 8292). What goes out is a token and marks, never words: a push service learns that somebody
 * is told something, and nothing else.
 */
@NullMarked
package org.tocsin.server.deliver.push;

import org.jspecify.annotations.NullMarked;
