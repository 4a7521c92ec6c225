// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: one byte form for each JSON value, as RFC 8785 defines it. */
class CanonicalJsonTest {

  /** RFC 8785 appendix B: IEEE 754 bits and the number's text. */
  @ParameterizedTest
  @CsvSource({
    "0000000000000000,0",
    "8000000000000000,0",
    "0000000000000001,5e-324",
    "8000000000000001,-5e-324",
    "7fefffffffffffff,1.7976931348623157e+308",
    "ffefffffffffffff,-1.7976931348623157e+308",
    "4340000000000000,9007199254740992",
    "c340000000000000,-9007199254740992",
    "4430000000000000,295147905179352830000",
    "44b52d02c7e14af5,9.999999999999997e+22",
    "44b52d02c7e14af6,1e+23",
    "44b52d02c7e14af7,1.0000000000000001e+23",
    "444b1ae4d6e2ef4e,999999999999999700000",
    "444b1ae4d6e2ef4f,999999999999999900000",
    "444b1ae4d6e2ef50,1e+21",
    "3eb0c6f7a0b5ed8c,9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d,0.000001",
    "41b3de4355555553,333333333.3333332",
    "41b3de4355555554,333333333.33333325",
    "41b3de4355555555,333333333.3333333",
    "41b3de4355555556,333333333.3333334",
    "41b3de4355555557,333333333.33333343",
    "becbf647612f3696,-0.0000033333333333333333",
    "43143ff3c1cb0959,1424953923781206.2",
  })
  void writesNumbersAsEcmaScriptDoes(String bits, String text) {
    double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    assertThat(CanonicalJson.text(value)).isEqualTo(text);
  }

  @Test
  void writesTheExampleOfTheRfc() {
    String json =
        """
        {
          "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
          "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
          "literals": [null, true, false]
        }
        """;
    assertThat(CanonicalJson.text(CanonicalJson.parse(json)))
        .isEqualTo(
            "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  @Test
  void sortsMembersByUtf16CodeUnits() {
    Map<String, Integer> members =
        Map.of("€", 1, "\r", 2, "\ufb33", 3, "1", 4, "😀", 5, "\u0080", 6, "ö", 7);
    assertThat(CanonicalJson.text(members))
        .isEqualTo("{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\ufb33\":3}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "01",
        "+1",
        "1.",
        ".5",
        "-",
        "1e",
        "NaN",
        "Infinity",
        "1e400",
        "9007199254740993",
        "\"\t\"",
        "\"\\x\"",
        "\"\\ud800\"",
        "\"\\u00e\"",
        "nul",
        "true false",
        "{a:1}",
        "'a'",
        "[1 2]",
        "\"abc",
        "\ufeff1",
        "\u00a01"
      })
  void refusesWhatIsNotStrictJson(String text) {
    assertThatThrownBy(() -> CanonicalJson.parse(text))
        .isInstanceOf(RecordException.class)
        .hasMessageStartingWith("JSON at character");
  }

  @Test
  void refusesDeepNestingAndBadUtf8() {
    assertThat(CanonicalJson.parse("[".repeat(32) + "]".repeat(32))).isInstanceOf(List.class);
    assertThatThrownBy(() -> CanonicalJson.parse("[".repeat(100_000)))
        .hasMessageContaining("nested deeper than 32");
    assertThatThrownBy(() -> CanonicalJson.parse(new byte[] {'"', (byte) 0xC3, '"'}))
        .hasMessageContaining("UTF-8");
  }

  @Test
  void refusesToWriteWhatWouldLoseDigitsOrHasNoForm() {
    assertThatThrownBy(() -> CanonicalJson.text(1L << 53)).hasMessageContaining("2^53-1");
    assertThatThrownBy(() -> CanonicalJson.text(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> CanonicalJson.text("\ud83d")).hasMessageContaining("surrogate");
    assertThatThrownBy(() -> CanonicalJson.text('c')).hasMessageContaining("Character");
  }

  @Test
  void readsBackEveryDoubleItWrites() {
    long seed = 5;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 100_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        String text = CanonicalJson.text(value);
        assertThat(Double.parseDouble(text)).as("seed " + seed + ": " + text).isEqualTo(value);
      }
    }
  }
}
