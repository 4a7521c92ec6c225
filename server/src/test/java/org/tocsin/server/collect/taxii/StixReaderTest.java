// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.taxii;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.server.kernel.Marking;
import tools.jackson.databind.json.JsonMapper;

/** FEATURE UNDER TEST: STIX objects become texts with their marking and their confidence. */
class StixReaderTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ID = "11111111-1111-4111-8111-111111111111";

  private static StixReader.Envelope read(String json) throws IOException {
    return StixReader.read(JSON, json.replace('\'', '"').getBytes(UTF_8), Marking.AMBER);
  }

  private static StixReader.Item item(String type, String fields) throws IOException {
    return read("{'objects':[{'type':'%s','id':'%s--%s','modified':'2024-03-07T08:00:00.000Z',%s}]}"
            .formatted(type, type, ID, fields))
        .items()
        .getFirst();
  }

  @Test
  void aReportTellsWhatItsProducerSaysAndWhen() throws IOException {
    StixReader.Envelope envelope =
        read(
            """
            {'more':true,'next':'abc','objects':[
             {'type':'identity','id':'identity--%1$s','name':'Agency X'},
             {'type':'malware','id':'malware--%1$s','name':'ignored'},
             {'type':'report','id':'report--%1$s','modified':'2024-03-07T09:00:00.000Z',
              'published':'2024-03-07T08:00:00Z','name':'Plot against\\na hall',
              'description':'They plan to attack a hall.','created_by_ref':'identity--%1$s',
              'external_references':[{'source_name':'note','url':'https://x.example/'}]}]}
            """
                .formatted(ID));
    assertThat(envelope.more()).isTrue();
    assertThat(envelope.next()).contains("abc");
    assertThat(envelope.objects()).isEqualTo(3);
    assertThat(envelope.items())
        .singleElement()
        .satisfies(item -> {
          assertThat(item.title()).isEqualTo("Plot against a hall");
          assertThat(item.text())
              .contains("They plan to attack a hall.", "Producer: Agency X", "https://x.example/");
          assertThat(item.publishedAt()).contains(Instant.parse("2024-03-07T08:00:00Z"));
          assertThat(item.marking()).as("of what bears none").isEqualTo(Marking.AMBER);
        });
  }

  @Test
  void indicatorsAndNotesAreReadAndARevokedOneSaysSo() throws IOException {
    assertThat(item("indicator", "'name':'i','pattern':'[x:y = 1]','revoked':true").text())
        .contains("Revoked by its producer", "Pattern: [x:y = 1]");
    assertThat(item("note", "'abstract':'a','content':'Seen at the weir.'").text())
        .contains("Seen at the weir.");
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "94868c89-83c2-464b-929b-a1a8aa3c8487,,CLEAR",
    "613f2e26-407d-48c7-9eca-b8e91df99dc9,,CLEAR",
    "bab4a63c-aed9-4cf5-a766-dfca5abac2bb,,GREEN",
    "55d920b0-5e8b-4f79-9ee9-91f868d9b421,,AMBER",
    "939a9414-2ddd-4d32-a0cd-375ea402b003,,AMBER_STRICT",
    "5e57c739-391a-4eb3-b6be-7d15ca92d5ed,,RED",
    "94868c89-83c2-464b-929b-a1a8aa3c8487,e828b379-4e03-4974-9ac4-e53a884c97c1,RED",
    "00000000-0000-4000-8000-000000000000,,RED"
  })
  void theNarrowestMarkingOnAnyPartCounts(String whole, String part, Marking marking)
      throws IOException {
    String granular =
        part == null
            ? ""
            : ",'granular_markings':[{'selectors':['name'],'marking_ref':'marking-definition--%s'}]"
                .formatted(part);
    assertThat(
            item(
                    "report",
                    "'name':'n','object_marking_refs':['marking-definition--%s']%s"
                        .formatted(whole, granular))
                .marking())
        .isEqualTo(marking);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "100,1", "80,1", "79,2", "60,2", "59,3", "40,3", "39,4", "20,4", "19,5", "0,5", "101,6", "-1,6"
  })
  void confidenceIsCredibilityByTheScaleOfTheStandard(int confidence, int figure)
      throws IOException {
    assertThat(item("report", "'name':'n','confidence':" + confidence).credibility().figure())
        .isEqualTo(figure);
    assertThat(item("report", "'name':'n'").credibility().figure()).isEqualTo(6);
  }

  @Test
  void anObjectWithoutItsFormIsToldAndPassedOver() throws IOException {
    StixReader.Envelope envelope =
        read(
            "{'objects':[{'type':'report','id':'x','modified':'y','name':'n'},5,{'type':'note'}]}");
    assertThat(envelope.items()).isEmpty();
    assertThat(envelope.broken()).isEqualTo(2);
    assertThat(read("{}").objects()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{'objects':{}}", "<html>", "{'objects':["})
  void whatIsNoEnvelopeIsRefused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
  }

  @Test
  void wordsThatNoTableHoldsAreMadeFitAndNeverCutAPairInTwo() throws IOException {
    String siren = "\uD83D\uDEA8";
    StixReader.Item item =
        item("note", "'abstract':'x%s','content':'a\\u0000b\\ud83dc'".formatted(siren.repeat(200)));
    assertThat(item.title()).hasSizeLessThanOrEqualTo(160).endsWith(siren + "…");
    assertThat(item.text()).contains("a\uFFFDb\uFFFDc").doesNotContain("\u0000");
    String all = item.title() + item.text();
    assertThat(new String(all.getBytes(UTF_8), UTF_8)).isEqualTo(all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2024-03-07\\u0000", "2024-13-07T08:00:00Z"})
  void aTimeOfChangeThatIsNoneMakesAnObjectBrokenAndTheOthersStay(String modified)
      throws IOException {
    StixReader.Envelope envelope =
        read(
            """
            {'objects':[
             {'type':'report','id':'report--%1$s','modified':'%2$s','name':'n'},
             {'type':'report','id':'report--%1$s','modified':'2024-03-07T08:00:00Z','name':'n'}]}
            """
                .formatted(ID, modified));
    assertThat(envelope.items()).hasSize(1);
    assertThat(envelope.broken()).isEqualTo(1);
  }

  @Test
  void whatComesBeyondTheMostThatIsReadIsTold() throws IOException {
    StixReader.Envelope envelope = read("{'objects':[" + "{},".repeat(5_002) + "{}]}");
    assertThat(envelope.objects()).isEqualTo(5_000);
    assertThat(envelope.unread()).isEqualTo(3);
    assertThat(read("{'objects':[{}]}").unread()).isZero();
  }
}
