// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.List;
import java.util.Optional;

/**
 * An organisation that threatens, attacks or claims, named in the text.
 *
 * @param id stable id in the list of groups
 * @param name the name the list gives it
 * @param parent id of the group it belongs to, where the list knows one
 * @param areas ISO 3166-1 codes of the countries where it has its bases or does most of its deeds,
 *     as far as the list knows; never where something named in the text happened
 * @param rule id of the rule that found it
 */
public record GroupMention(
    Span span, String id, String name, Optional<String> parent, List<String> areas, String rule)
    implements Cited {
  public GroupMention {
    areas = List.copyOf(areas);
  }
}
