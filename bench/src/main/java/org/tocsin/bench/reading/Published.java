// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.tocsin.bench.frame.ScoresTable;

/**
 * What others reported for finding and placing names in whole corpora: by the same counting, but
 * over the test part too, so that a row here and one measured here are near, not equal. F at 161 km
 * was not reported; it is what precision, recall and the share within 161 km come to.
 */
final class Published {
  private static final String SOURCE =
      "Wang and Hu, Are we there yet?, GeoAI 2019; tables of geoai-lab/GeoAI2019Geoparser";

  /** System, precision, recall, share within 161 km. */
  private record Reported(
      String corpus, String system, double precision, double recall, double accuracy) {}

  private static final List<Reported> ALL =
      List.of(
          new Reported("LGL", "DBpedia Spotlight", 0.813, 0.635, 0.643),
          new Reported("LGL", "DM NLP", 0.730, 0.630, 0.582),
          new Reported("LGL", "StanfordNER", 0.744, 0.622, 0.590),
          new Reported("LGL", "UniMelb", 0.694, 0.653, 0.581),
          new Reported("LGL", "CamCoder", 0.811, 0.548, 0.717),
          new Reported("LGL", "Edinburgh", 0.723, 0.383, 0.819),
          new Reported("GeoWebNews", "StanfordNER", 0.885, 0.635, 0.698),
          new Reported("GeoWebNews", "UniMelb", 0.851, 0.628, 0.691),
          new Reported("GeoWebNews", "DM NLP", 0.865, 0.612, 0.697),
          new Reported("GeoWebNews", "CamCoder", 0.895, 0.562, 0.839),
          new Reported("GeoWebNews", "Edinburgh", 0.819, 0.538, 0.921),
          new Reported("GeoWebNews", "CLAVIN", 0.909, 0.394, 0.937),
          new Reported("TR-News", "TopoCluster", 0.883, 0.714, 0.623),
          new Reported("TR-News", "CamCoder", 0.897, 0.638, 0.824),
          new Reported("TR-News", "StanfordNER", 0.890, 0.731, 0.711),
          new Reported("TR-News", "UniMelb", 0.842, 0.621, 0.729),
          new Reported("TR-News", "CLAVIN", 0.908, 0.505, 0.829),
          new Reported("TR-News", "Edinburgh", 0.709, 0.538, 0.850),
          new Reported("GeoVirus", "DM NLP", 0.917, 0.916, 0.655),
          new Reported("GeoVirus", "StanfordNER", 0.927, 0.903, 0.655),
          new Reported("GeoVirus", "CamCoder", 0.940, 0.802, 0.770),
          new Reported("GeoVirus", "GeoTxt", 0.857, 0.726, 0.787),
          new Reported("GeoVirus", "CLAVIN", 0.913, 0.637, 0.786),
          new Reported("GeoVirus", "Edinburgh", 0.860, 0.559, 0.807));

  private Published() {}

  /** The rows for a corpus, under the head of {@link PlacesExam}. */
  static List<ScoresTable.Row> rows(String corpus) {
    List<ScoresTable.Row> rows = new ArrayList<>();
    for (Reported r : ALL) {
      if (corpus.startsWith(r.corpus + "-")) {
        double f = 2 * r.precision * r.recall / (r.precision + r.recall);
        rows.add(
            new ScoresTable.Row(
                r.system + " (all " + r.corpus + ")",
                SOURCE,
                List.of(
                    OptionalDouble.of(r.precision),
                    OptionalDouble.of(r.recall),
                    OptionalDouble.of(f),
                    OptionalDouble.of(r.accuracy),
                    OptionalDouble.of(f * r.accuracy),
                    OptionalDouble.empty(),
                    OptionalDouble.empty())));
      }
    }
    return rows;
  }
}
