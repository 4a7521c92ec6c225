// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.cap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tocsin.bench.frame.Benchmark;
import org.tocsin.bench.frame.Entrant;
import org.tocsin.bench.frame.Entrant.Role;
import org.tocsin.bench.frame.Workload;

/**
 * What reading an alert costs. Ours builds a typed model, parses every time and shape and checks
 * every rule; the peers build objects or nodes and check nothing; the limit is what the parsers
 * themselves cost. For how much an alert costs, not for which XML parser to take.
 */
public final class CapBenchmark implements Benchmark.OfContenders {
  private final Path home;

  /** Looks for alerts from the project's folder on. */
  public CapBenchmark(Path home) {
    this.home = home;
  }

  @Override
  public String name() {
    return "cap";
  }

  @Override
  public String purpose() {
    return "reading and checking alerts, beside JAXB, DOM with XPath, and bare StAX";
  }

  @Override
  public List<Workload> workloads(boolean small) throws IOException {
    Corpus corpus = Corpus.load(home, small);
    int corners = small ? 60 : 6_000;
    return List.of(
        new Workload(
            "read",
            corpus.words(),
            "alerts",
            List.of(
                reader("tocsin tolerant", Role.OURS, TocsinReader.Way.TOLERANT, corpus),
                reader("tocsin strict", Role.OURS, TocsinReader.Way.STRICT, corpus),
                reader("tocsin check", Role.OURS, TocsinReader.Way.CHECK, corpus),
                new Entrant("DOM + XPath", Role.PEER, () -> new DomReader(corpus)),
                new Entrant("JAXB", Role.PEER, () -> new JaxbReader(corpus)),
                stax("StAX of the JDK", Stax.JDK, corpus),
                stax("StAX of Woodstox", Stax.WOODSTOX, corpus),
                stax("StAX of Aalto", Stax.AALTO, corpus))),
        new Workload(
            "polygon",
            "a polygon of %,d corners that does not cross itself".formatted(corners),
            "checks",
            List.of(
                new Entrant("tocsin", Role.OURS, () -> PolygonCheck.tocsin(corners)),
                new Entrant("JTS", Role.PEER, () -> PolygonCheck.jts(corners)))));
  }

  private static Entrant reader(String name, Role role, TocsinReader.Way way, Corpus corpus) {
    return new Entrant(name, role, () -> new TocsinReader(corpus, way));
  }

  private static Entrant stax(String name, Stax parser, Corpus corpus) {
    return new Entrant(name, Role.LIMIT, () -> new StaxReader(corpus, parser));
  }
}
