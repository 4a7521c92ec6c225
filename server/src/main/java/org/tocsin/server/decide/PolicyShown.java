// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

/**
 * A version of a policy as pages show it. The accessors spare templates the package's own types.
 *
 * @param proposedBy a name
 */
public record PolicyShown(PolicyVersion version, DutyTest test, String proposedBy) {}
