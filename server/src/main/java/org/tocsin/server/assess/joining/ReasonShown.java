// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

/** A reason with the words of the report that show it. */
public record ReasonShown(JoinReason reason, String quote, String otherTitle) {}
