// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * FEATURE UNDER TEST: a fault that leaves no doubt what was meant is told with its place and does
 * not cost the alert; strict reading refuses it. What the schema allows is no fault.
 */
class ForgivingTest {
  private static final String GOOD = BadInputTest.GOOD;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a lone ampersand | Moscow | Moscow & Tver | cap-read-xml | 18:24",
        "an ampersand at the end | Moscow | Moscow& | cap-read-xml | 18:23",
        "an entity of HTML | Moscow | Moscow&eacute; | cap-read-entity | 18:23",
        "a reference to no character | Moscow | Moscow&#0; | cap-1.2-3.3.3-character | 18:23",
        "the end of CDATA in text | Moscow | Moscow]]> | cap-read-xml | 18:23",
        "a prefix without a namespace | <alert xmlns= | <cap:alert xmlns= | cap-read-xml | 2:1",
        "a declaration in the middle | <info> | <?xml version='1.0'?><info> | cap-read-xml | 9:3",
        "something after the end | </alert> | </alert>x | cap-read-xml | 23:9",
        "a signature before the infos | <info> | "
            + "<Signature xmlns='http://www.w3.org/2000/09/xmldsig#'/><info>"
            + " | cap-1.2-4.2-order | 9:3",
        "a day that has no end | T12:00:00+03:00</sent> | T24:00:01+03:00</sent> |"
            + " cap-1.2-3.3.2-time | 5:3"
      })
  void isToldAndReadOnOrRefused(String name, String from, String to, String rule, String place) {
    String text = GOOD.replace(from, to);
    if (to.contains("cap:alert")) {
      text = text.replace("</alert>", "</cap:alert>");
    }
    byte[] input = text.getBytes(UTF_8);
    Reading reading = CapReader.read(input);
    assertThat(reading.problems())
        .filteredOn(Problem::isError)
        .anySatisfy(problem -> {
          assertThat(problem.rule()).isEqualTo(rule);
          assertThat(problem.line() + ":" + problem.column()).isEqualTo(place);
        });
    assertThat(reading.alert().isPresent()).isEqualTo(!rule.endsWith("-time"));
    assertThatThrownBy(() -> CapReader.readStrict(input)).isInstanceOf(CapException.class);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "the end of a day | 2024-03-09T12:00:00 | 2024-03-09T24:00:00",
        "a language left to the schema's default | en-GB | ''",
        "a comment in a text | Moscow | Mos<!-- c -->cow",
        "CDATA | Moscow | <![CDATA[Moscow]]>",
        "references to characters | Moscow | &#77;osco&#x77;"
      })
  void whatTheSchemaAllowsIsValid(String name, String from, String to) {
    assertThat(CapReader.read(GOOD.replace(from, to).getBytes(UTF_8)).isValid()).isTrue();
  }

  @Test
  void theEndOfADayIsTheNextMidnight() {
    Alert read = CapReader.readStrict(GOOD.replace("03-09T12:00", "03-09T24:00").getBytes(UTF_8));
    assertThat(read.infos().getFirst().expires().orElseThrow().toString())
        .isEqualTo("2024-03-10T00:00+03:00");
  }

  @Test
  void manyElementsOutOfPlaceAreToldOnce() {
    String shapes =
        "<circle>1,2 3</circle><geocode><valueName>a</valueName><value>b</value></geocode>";
    String polygon = "<polygon>0,0 0,1 1,1 0,0</polygon>";
    Reading reading =
        CapReader.read(
            GOOD.replace("</area>", shapes + polygon.repeat(300) + "</area>").getBytes(UTF_8));
    assertThat(reading.problems()).extracting(Problem::rule).containsExactly("cap-1.2-4.2-order");
  }

  @Test
  void anArchiveOrJsonInPlaceOfXmlIsNamed() {
    List<String> messages =
        List.of("PK\u0003\u0004junk", "{\"alert\":1}").stream()
            .map(text -> CapReader.read(text.getBytes(UTF_8)).problems().getFirst().message())
            .toList();
    assertThat(messages.get(0)).contains("ZIP archive");
    assertThat(messages.get(1)).contains("JSON");
  }
}
