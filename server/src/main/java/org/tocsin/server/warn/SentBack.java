// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Instant;
import org.tocsin.server.kernel.OfficerId;

/**
 * That an approver would not sign a draft as it is.
 *
 * @param by who sent it back
 * @param at when
 * @param why what its authors should change
 */
public record SentBack(OfficerId by, Instant at, String why) {}
