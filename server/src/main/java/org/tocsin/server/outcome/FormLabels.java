// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import org.tocsin.server.kernel.web.FormFields;

/** What the forms of this stage call their fields, for lists of what cannot be used in them. */
public final class FormLabels {

  private static final String REPORT = "report";

  private FormLabels() {}

  /** The form of an incident. */
  public static FormFields incident() {
    return of(
            "title", "What happened",
            "began", "When it began",
            "precision", "How exactly that is known",
            "place.name", "Name of the place",
            "attackType", "Kind of attack",
            "targetType", "Kind of target",
            "weapons", "Weapons",
            "groups", "Groups that are named with it",
            "effects", "What else it did")
        .with("place.latitude", "Latitude", "f-latitude")
        .with("place.longitude", "Longitude", "f-longitude")
        .with("place.radiusMetres", "Within how many metres", "f-radiusMetres")
        .with("reports", "The reports that say so", "f-reports");
  }

  /** The form of a figure. */
  public static FormFields figure() {
    return of(
        "what",
        "Of what",
        "qualifier",
        "Meant as",
        "min",
        "Number",
        "max",
        "Larger number",
        "asOf",
        "As of",
        "source",
        "Who gave it",
        REPORT,
        "Report");
  }

  /** The form of a statement. */
  public static FormFields statement() {
    return of(
        "kind",
        "Kind",
        "certainty",
        "How sure they are",
        "by",
        "Who says it",
        "about",
        "Of whom",
        "saidAt",
        "When",
        "channel",
        "Where it was said",
        "words",
        "In a sentence",
        REPORT,
        "Report");
  }

  /** The form of what was done after a warning. */
  public static FormFields aftermath() {
    return of(
        "kind",
        "What",
        "by",
        "Who did it or says so",
        "about",
        "Whom or what it was about",
        "amount",
        "How many",
        "at",
        "When",
        "words",
        "In a sentence",
        REPORT,
        "Report");
  }

  /** The form that closes a case. */
  public static FormFields outcome() {
    return of("reasons", "Reasons").with("outcome", "Outcome", "");
  }

  /** Names and labels in turn; the element of a field is called after its name. */
  private static FormFields of(String... words) {
    FormFields fields = new FormFields();
    for (int i = 0; i < words.length; i += 2) {
      fields.with(words[i], words[i + 1], "f-" + words[i]);
    }
    return fields;
  }
}
