// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Optional;

/**
 * An organisation that threatens, attacks or claims, named in the text.
 *
 * @param id stable id in the list of groups
 * @param name the name the list gives it
 * @param parent id of the group it belongs to, where the list knows one
 * @param rule id of the rule that found it
 */
public record GroupMention(Span span, String id, String name, Optional<String> parent, String rule)
    implements Cited {}
