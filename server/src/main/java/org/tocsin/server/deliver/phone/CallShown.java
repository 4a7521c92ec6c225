// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.phone;

import java.util.List;
import java.util.Optional;
import org.tocsin.server.deliver.ApprovedWarning;

/**
 * A call as a page or the API shows it.
 *
 * @param call the call
 * @param warning what is told
 * @param isMine whether the officer who asks has it in hand; only then person and scripts are there
 * @param isHeldUp whether the deliveries of its warning are held up
 * @param name what they are called; personal; empty when unknown or not theirs to see
 * @param numbers where they are called; personal
 * @param script what is read out, in the language of the person
 * @param alsoIn the same in the warning's first language, when that is another
 */
public record CallShown(
    Call call,
    ApprovedWarning warning,
    boolean isMine,
    boolean isHeldUp,
    String name,
    List<String> numbers,
    Optional<CallScript> script,
    Optional<CallScript> alsoIn) {

  /** Copies the numbers. */
  public CallShown {
    numbers = List.copyOf(numbers);
  }

  @Override
  public String toString() {
    return "CallShown[" + call.id() + "]";
  }
}
