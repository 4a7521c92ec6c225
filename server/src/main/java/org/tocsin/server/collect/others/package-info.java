// SPDX-License-Identifier: Apache-2.0
/**
 * What other authorities say: the CAP messages that reports brought, folded into what is in force.
 *
 * <p>Takes each CAP message in the transaction of its report, gives {@code Others}: what is in
 * force now, the same danger from several joined into one group, each with who says it, through
 * whom it came and why it stands where it stands. Never hides a message, never changes its words,
 * and never mixes it with the desk's own.
 *
 * <p>How it hangs together: {@code OtherMessages} writes a row a message; {@code OtherStore} finds
 * rows again; a {@code Fold} holds them in memory and asks {@code org.tocsin.cap.life} what is in
 * force; {@code Joining} makes groups; {@code Others} keeps two folds, one of what may be shown to
 * everybody and one of everything, for the desk.
 */
@NullMarked
@NamedInterface("others")
package org.tocsin.server.collect.others;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
