// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** A keeper in this JVM: the child's side of a crew, and all of it in tests. */
final class LocalHost implements Host {
  private final String name;
  private final Keeper keeper;
  private final Map<String, Runner> runners = new HashMap<>();

  private LocalHost(String name, Keeper keeper) {
    this.name = name;
    this.keeper = keeper;
  }

  static LocalHost of(Member member) throws IOException {
    try {
      return new LocalHost(member.name(), member.maker().make());
    } catch (Exception e) {
      throw new IOException(member.name() + " cannot start: " + e, e);
    }
  }

  /** One that does a single thing. */
  static LocalHost of(Entrant entrant) throws IOException {
    return of(
        new Member(
            entrant.name(),
            ForkedHost.HEAP_MEGABYTES,
            () -> {
              Contender only = entrant.maker().make();
              return _ -> only;
            }));
  }

  @Override
  public Runner runner(String work) throws IOException {
    Runner known = runners.get(work);
    if (known == null) {
      try {
        known = new LocalRunner(keeper.contender(work));
      } catch (Exception e) {
        throw new IOException(name + " cannot do \"" + work + "\": " + e, e);
      }
      runners.put(work, known);
    }
    return known;
  }

  @Override
  public Map<String, Double> quantities() throws IOException {
    try {
      return keeper.quantities();
    } catch (Exception e) {
      throw new IOException(name + " cannot tell its quantities: " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      keeper.close();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot clean up: " + e, e);
    }
  }
}
