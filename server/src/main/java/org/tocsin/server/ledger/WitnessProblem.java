// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.kernel.ProblemCatalogue;
import org.tocsin.server.kernel.ProblemType;

/** Refusals about witnesses: T9065 to T9069. */
enum WitnessProblem implements ProblemType {
  NOT_WITNESSED(
      "T9065",
      "No witnessed checkpoint",
      404,
      "Take the checkpoint that the desk alone signed, or come back when its witnesses have cosigned."),
  KEY_SEALED(
      "T9066",
      "The witness's key cannot be opened",
      500,
      "Name the file with its passphrase in tocsin.witness.key-passphrase-file, or put the key back."),
  NO_WITNESS(
      "T9067",
      "This server cannot be a witness so",
      500,
      "Mend tocsin.witness.logs in the settings, or leave it out.");

  private final String number;
  private final String title;
  private final int status;
  private final String remedy;

  WitnessProblem(String number, String title, int status, String remedy) {
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

  /** Lists them. */
  @Configuration(proxyBeanMethods = false)
  static class Listed {
    @Bean
    ProblemCatalogue witnessProblems() {
      return ProblemCatalogue.of(WitnessProblem.values());
    }
  }
}
