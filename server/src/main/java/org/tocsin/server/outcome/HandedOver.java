// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Instant;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.OfficerId;

/**
 * A reckoning as it was handed over. Its entry in the record holds the same hash, so that whoever
 * has the file and the case bundle can tell that it is what the desk told then.
 *
 * @param sha256 of the PDF, 64 hexadecimal digits
 * @param bytes how many the PDF has
 * @param acts how many acts of the case it tells of
 * @param at when; what it tells is as of then
 */
public record HandedOver(
    ReckoningId id, CaseId caseId, String sha256, int bytes, int acts, Instant at, OfficerId by) {}
