// SPDX-License-Identifier: Apache-2.0
/**
 * The public tip form: whoever knows of a danger says so without saying who they are.
 *
 * <p>Takes words, files and, if the tipster wants, how to reach them, gives a report and a receipt:
 * a code with which the tipster, and nobody else, adds more and reads what the desk asks. Never
 * keeps or logs an address, never shows a tip's words to whoever holds its code, and never promises
 * that somebody reads it at once.
 */
@NullMarked
package org.tocsin.server.collect.tips;

import org.jspecify.annotations.NullMarked;
