// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: the three forms of writing say the same, lose nothing and are valid. */
class WriteFormTest {
  private static final int ALERTS = 200;

  @ParameterizedTest
  @EnumSource
  void everyFormReadsBackEqualExtensionsIncluded(WriteForm form) {
    for (long seed = 0; seed < ALERTS; seed++) {
      Alert alert = extended(seed);
      byte[] written = CapWriter.writeUnchecked(alert, form);
      assertThat(CapReader.read(written).alert()).as("seed %d", seed).contains(alert);
      Alert plain = new RandomAlerts(new SplittableRandom(seed)).alert();
      assertThat(CapWriter.writeUnchecked(plain, form))
          .as("seed %d", seed)
          .isEqualTo(CapWriter.write(plain, form));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsGeneratedIsValidAgainstTheSchemaOfOasis(WriteForm form) throws Exception {
    OasisSchema schema = new OasisSchema();
    for (long seed = 0; seed < ALERTS; seed++) {
      byte[] written = CapWriter.write(new RandomAlerts(new SplittableRandom(seed)).alert(), form);
      schema.assertValid(written, "seed " + seed);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "australia.cap",
        "canada.cap",
        "earthquake-iso8859-1.cap",
        "earthquake_signed.cap",
        "no_optional_fields.cap",
        "thunderstorm.cap",
        "wcatwc-warning.cap",
        "weather.cap",
        "ipaws.xml",
        "nws.xml",
        "tsunami.xml",
        "wmo_signed.xml"
      })
  void realMessagesLoseNothing(String name) throws IOException {
    Alert read = CapReader.read(SamplesTest.bytes("samples/" + name)).alert().orElseThrow();
    Alert expected = unsigned(read);
    for (WriteForm form : WriteForm.values()) {
      byte[] written = CapWriter.writeUnchecked(read, form);
      assertThat(CapReader.read(written).alert()).as("%s", form).contains(expected);
    }
  }

  @Test
  void theCanonicalFormIsTheOneThatItsDescriptionGives() {
    Alert alert =
        CapReader.readStrict(BadInputTest.GOOD.getBytes(UTF_8)).toBuilder()
            .infos(List.of())
            .msgType(MsgType.ACK)
            .reference(new Reference("s", "i", OffsetDateTime.parse("2024-01-01T00:00:00Z")))
            .note("a < b & \"c\" > d\r\n\te")
            .extension(
                new Extension(
                    "urn:x",
                    "more",
                    List.of(
                        new Extension.Attribute("urn:z", "q", "\"1\"\n<>"),
                        new Extension.Attribute("", "b", "2"),
                        new Extension.Attribute("urn:y", "q", "3"),
                        new Extension.Attribute("", "a", "4")),
                    "",
                    List.of(
                        new Extension("urn:x", "in", List.of(), "", List.of()),
                        new Extension("", "bare", List.of(), "t", List.of()))))
            .build();
    String canonical = new String(CapWriter.writeUnchecked(alert, WriteForm.CANONICAL), UTF_8);
    assertThat(canonical)
        .startsWith("<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>")
        .contains("<note>a &lt; b &amp; \"c\" &gt; d&#xD;\n\te</note>")
        .endsWith(
            "<more xmlns=\"urn:x\" xmlns:a1=\"urn:y\" xmlns:a2=\"urn:z\" a=\"4\" b=\"2\""
                + " a1:q=\"3\" a2:q=\"&quot;1&quot;&#xA;&lt;>\">"
                + "<in></in><bare xmlns=\"\">t</bare></more></alert>");
    assertThat(new String(CapWriter.writeUnchecked(alert, WriteForm.COMPACT), UTF_8))
        .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + canonical);
  }

  @Test
  void anInvalidMessageThatWasReadCanStillBeWritten() {
    byte[] input = BadInputTest.GOOD.replace("Expected", "Soon").getBytes(UTF_8);
    Alert read = CapReader.read(input).alert().orElseThrow();
    Alert broken = new RandomAlerts(new SplittableRandom(1)).alert();
    assertThat(CapReader.read(CapWriter.writeUnchecked(read, WriteForm.COMPACT)).alert())
        .contains(read);
    assertThatThrownBy(
            () -> CapWriter.writeUnchecked(withNote(broken, "a\u0001b"), WriteForm.INDENTED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the alert holds the character U+0001, which XML cannot hold; remove it");
  }

  /** An alert with elements that CAP does not define, at every place that may have them. */
  private static Alert extended(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Alert alert = new RandomAlerts(random).alert();
    List<Info> infos =
        alert.infos().stream()
            .map(info -> info.toBuilder().extension(extension(random, 3, true)).build())
            .toList();
    return alert.toBuilder().infos(infos).extension(extension(random, 4, true)).build();
  }

  /** An element; one in an element of CAP must have a namespace, else it is read as CAP's. */
  private static Extension extension(RandomGenerator random, int depth, boolean outermost) {
    List<String> spaces = List.of("", "urn:x", "urn:y");
    List<Extension.Attribute> attributes = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      attributes.add(
          new Extension.Attribute(
              spaces.get(random.nextInt(3)), "n" + i, "v\n\t \"'<&> " + random.nextInt()));
    }
    List<Extension> children = new ArrayList<>();
    for (int i = depth == 0 ? 0 : random.nextInt(3); i > 0; i--) {
      children.add(extension(random, depth - 1, false));
    }
    attributes.sort(
        Comparator.comparing(Extension.Attribute::namespace)
            .thenComparing(Extension.Attribute::name));
    return new Extension(
        spaces.get(random.nextInt(outermost ? 1 : 0, 3)),
        "e" + depth,
        attributes,
        "t" + random.nextInt(),
        children);
  }

  private static Alert withNote(Alert alert, String note) {
    return new Alert(
        alert.version(),
        alert.identifier(),
        alert.sender(),
        alert.sent(),
        alert.status(),
        alert.msgType(),
        alert.source(),
        alert.scope(),
        alert.restriction(),
        alert.addresses(),
        alert.codes(),
        Optional.of(note),
        alert.references(),
        alert.incidents(),
        alert.infos(),
        alert.extensions());
  }

  /** The alert as CAP 1.2 without its signatures, which are not written. */
  static Alert unsigned(Alert alert) {
    return new Alert(
        CapVersion.V1_2,
        alert.identifier(),
        alert.sender(),
        alert.sent(),
        alert.status(),
        alert.msgType(),
        alert.source(),
        alert.scope(),
        alert.restriction(),
        alert.addresses(),
        alert.codes(),
        alert.note(),
        alert.references(),
        alert.incidents(),
        alert.infos(),
        alert.extensions().stream().filter(each -> !each.isSignature()).toList());
  }
}
