// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import org.tocsin.server.watch.AudienceSummary;

/**
 * What an approver sees before deciding: exactly what would go out, to exactly whom.
 *
 * @param warning the draft with its new content hash
 * @param part the audience, frozen now
 * @param summary the audience counted
 * @param cap the CAP 1.2 message as XML
 */
public record Preview(Warning warning, AudiencePart part, AudienceSummary summary, String cap) {}
