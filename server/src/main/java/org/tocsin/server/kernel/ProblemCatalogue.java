// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Every kind of refusal that this server knows; each stage adds its own as a bean of this type. */
public record ProblemCatalogue(List<ProblemType> types) {

  /** Copies and sorts by number. */
  public ProblemCatalogue {
    types = types.stream().sorted(Comparator.comparing(ProblemType::number)).toList();
  }

  /** A stage's part of the catalogue: pass the values of its enum. */
  public static ProblemCatalogue of(ProblemType... types) {
    return new ProblemCatalogue(List.of(types));
  }

  /** The kind with this number. */
  public Optional<ProblemType> find(String number) {
    return types.stream().filter(type -> type.number().equals(number)).findFirst();
  }
}
