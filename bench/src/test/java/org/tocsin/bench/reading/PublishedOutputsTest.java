// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.bench.reading.PlaceScore.Match;
import org.tocsin.reading.Reader;

/**
 * FEATURE UNDER TEST: outputs of nine published systems get the figures that the rules of EUPEG
 * give them, counted by another program; and our own do not fall. Both need the corpora, which may
 * not be redistributed; where they do not lie beside the project the test says so and ends.
 */
class PublishedOutputsTest {
  private final Corpora corpora = Corpora.beside(Path.of("..").toAbsolutePath());

  private boolean absent(String corpus) {
    List<String> missing =
        corpora.missing(
            List.of(
                "geoparsing/" + corpus + ".jsonl.gz", "geoparsing/rivals-" + corpus + ".jsonl.gz"));
    missing.forEach(
        file -> System.out.println("Not checked: " + file + " is not in " + corpora.folder()));
    return !missing.isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LGL-dev|CLAVIN|0.8423|0.4519|0.5882|0.6930|0.009|0.2665
          LGL-dev|CamCoder|0.8297|0.5558|0.6657|0.7235|0.016|0.2369
          LGL-dev|DBpedia|0.8549|0.6776|0.7560|0.6469|11.449|0.3692
          LGL-dev|Edinburgh|0.7373|0.3920|0.5118|0.8150|0.005|0.1660
          LGL-dev|GeoTxt|0.8000|0.5394|0.6443|0.6371|0.989|0.3165
          LGL-dev|SpaCyNER|0.5523|0.4514|0.4968|0.5343|26.252|0.4013
          LGL-dev|StanfordNER|0.8072|0.6680|0.7310|0.5716|12.949|0.3768
          LGL-dev|TopoCluster|0.8181|0.6153|0.7023|0.6080|22.984|0.3890
          LGL-dev|Yahoo|0.7229|0.6341|0.6756|0.7127|27.150|0.3448
          GeoWebNews-dev|CLAVIN|0.9403|0.4166|0.5774|0.8959|0.000|0.1007
          GeoWebNews-dev|CamCoder|0.9118|0.5849|0.7126|0.8015|0.000|0.1796
          GeoWebNews-dev|DBpedia|0.9049|0.5591|0.6912|0.4901|187.228|0.4398
          GeoWebNews-dev|Edinburgh|0.8646|0.5724|0.6888|0.8524|0.000|0.1249
          GeoWebNews-dev|GeoTxt|0.8205|0.5342|0.6471|0.8528|0.000|0.1282
          GeoWebNews-dev|SpaCyNER|0.6198|0.4085|0.4925|0.6709|0.560|0.2933
          GeoWebNews-dev|StanfordNER|0.9074|0.6554|0.7611|0.6513|0.000|0.2831
          GeoWebNews-dev|TopoCluster|0.9121|0.6326|0.7471|0.6179|62.395|0.3998
          GeoWebNews-dev|Yahoo|0.8635|0.6650|0.7513|0.5901|82.723|0.4129
          """)
  void publishedOutputsGetTheirFigures(
      String name,
      String system,
      double precision,
      double recall,
      double f,
      double accuracy,
      double median,
      double auc)
      throws IOException {
    if (absent(name)) {
      return;
    }
    PlaceCorpus corpus = PlaceCorpus.load(corpora, name, false);
    List<List<Toponym>> answers = corpus.rivals().getOrDefault(system, List.of());
    PlaceScore score = PlaceScore.of(corpus.gold(), answers, Match.NEAR);
    assertThat(score.precision()).isEqualTo(precision, within(5e-5));
    assertThat(score.recall()).isEqualTo(recall, within(5e-5));
    assertThat(score.f()).isEqualTo(f, within(5e-5));
    assertThat(score.accuracy()).isEqualTo(accuracy, within(5e-5));
    assertThat(score.median().orElseThrow()).isEqualTo(median, within(5e-4));
    assertThat(score.auc()).isEqualTo(auc, within(5e-5));
  }

  /** A floor under our own answers, a little below what they reached. */
  @ParameterizedTest
  @CsvSource({"LGL-dev, 0.798", "GeoWebNews-dev, 0.861"})
  void ourPlacesDoNotGetWorse(String name, double floor) throws IOException {
    if (absent(name)) {
      return;
    }
    PlaceCorpus corpus = PlaceCorpus.load(corpora, name, false);
    List<List<Toponym>> answers = PlacesExam.answers(Reader.standard(), corpus, true);
    assertThat(PlaceScore.of(corpus.gold(), answers, Match.NEAR).endToEnd()).isGreaterThan(floor);
  }
}
