// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;

/**
 * A watcher answered, or answered otherwise than before; published in the transaction of the
 * answer.
 *
 * @param warning what they were warned of
 * @param watcher who
 * @param kind what they said
 */
public record AnswerReceived(WarningId warning, WatcherId watcher, AnswerKind kind) {}
