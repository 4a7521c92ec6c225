// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.phrases;

import org.tocsin.server.kernel.ProblemType;

/** Refusals of phrases, their reviews and templates: T5010 to T5019. */
public enum PhraseProblem implements ProblemType {
  NO_PHRASE("T5010", "There is no such phrase", 404, "Use an id from the list of phrases."),
  NO_LANGUAGE(
      "T5011",
      "There are no phrases in that language",
      404,
      "Use a language from the list, or write free text and record its translator."),
  NO_VALUE(
      "T5012",
      "A phrase lacks what stands in it",
      422,
      "Give the place, the times, the source or the emergency number that it names."),
  BAD_REVIEW(
      "T5013",
      "The review cannot be recorded",
      422,
      "Name who translated it, or a speaker of the language who read it and is not its translator."),
  NO_TEMPLATE("T5014", "There is no such template", 404, "Use an id from the list of templates.");

  private final String number;
  private final String title;
  private final int status;
  private final String remedy;

  PhraseProblem(String number, String title, int status, String remedy) {
    this.number = number;
    this.title = title;
    this.status = status;
    this.remedy = remedy;
  }

  @Override
  public String number() {
    return number;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String remedy() {
    return remedy;
  }
}
