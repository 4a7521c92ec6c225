// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The duty tests that come with the program, from the files beside this stage. */
final class ShippedPolicies {

  private ShippedPolicies() {}

  /** A file's text and what it says. */
  record Shipped(String text, DutyTest test) {}

  /** All of them by id; a file with a fault stops the start, for it is ours. */
  static List<Shipped> read() {
    try {
      List<Shipped> found = new ArrayList<>();
      for (Resource file :
          new PathMatchingResourcePatternResolver().getResources("classpath:decide/*.yaml")) {
        String text = new String(file.getContentAsByteArray(), StandardCharsets.UTF_8);
        PolicyReader.Read read = PolicyReader.read(text);
        found.add(
            new Shipped(
                text,
                read.test()
                    .orElseThrow(() ->
                        new IllegalStateException(file.getFilename() + ": " + read.faults()))));
      }
      found.sort(Comparator.comparing(each -> each.test().id()));
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException("The duty tests cannot be read", e);
    }
  }
}
