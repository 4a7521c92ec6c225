// SPDX-License-Identifier: Apache-2.0
/**
 * What comes with reports: files, kept once by their hash, and how whoever gave the report can be
 * reached, sealed.
 *
 * <p>Takes a file only when its bytes are of an allowed type and its name says the same; gives it
 * back as a download, never to be shown by a browser. Never opens a file.
 */
@NullMarked
package org.tocsin.server.collect.attach;

import org.jspecify.annotations.NullMarked;
