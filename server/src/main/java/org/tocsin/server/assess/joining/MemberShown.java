// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

/** A report of an origin: its id, its number in the case, its title. */
public record MemberShown(String report, String ref, String title) {}
