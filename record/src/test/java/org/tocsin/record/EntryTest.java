// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEATURE UNDER TEST: one byte form for each entry, and commitments that hide and bind. */
class EntryTest {

  private static final Instant AT = Instant.parse("2024-03-07T20:00:00Z");

  @Test
  void readsBackWhatItWrites() {
    for (Entry entry : MoscowBundle.entries()) {
      assertThat(Entry.parse(entry.bytes()).bytes()).isEqualTo(entry.bytes());
      assertThat(Entry.parse(entry.bytes()).commitments()).isEqualTo(entry.commitments());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"at\":\"2024-03-07T20:00:00Z\",\"by\":\"system\",\"commitments\":{},\"facts\":{},\"type\":\"Noted\",\"v\":2}|version 2",
        "{\"at\":\"2024-03-07T20:00:00Z\",\"by\":\"system\",\"commitments\":{},\"facts\":{},\"type\":\"Noted\"}|version null",
        "{\"at\":\"2024-03-07T20:00:00+00:00\",\"by\":\"system\",\"commitments\":{},\"facts\":{},\"type\":\"Noted\",\"v\":1}|not a UTC time",
        "{\"at\":\"2024-03-07T20:00:00.10Z\",\"by\":\"system\",\"commitments\":{},\"facts\":{},\"type\":\"Noted\",\"v\":1}|not a UTC time",
        "{\"at\":\"2024-03-07T20:00:00Z\",\"by\":\"\",\"commitments\":{},\"facts\":{},\"type\":\"Noted\",\"v\":1}|entry's by",
        "{\"at\":\"2024-03-07T20:00:00Z\",\"by\":\"system\",\"commitments\":{},\"facts\":{},\"type\":\"was noted\",\"v\":1}|past-tense",
        "{\"at\":\"2024-03-07T20:00:00Z\",\"by\":\"system\",\"commitments\":{\"a\":\"AA==\"},\"facts\":{},\"type\":\"Noted\",\"v\":1}|32",
        "{\"at\":\"2024-03-07T20:00:00Z\",\"by\":\"system\",\"commitments\":{},\"facts\":{},\"more\":1,\"type\":\"Noted\",\"v\":1}|unknown member 'more'",
        "{\"v\":1,\"at\":\"2024-03-07T20:00:00Z\",\"by\":\"system\",\"commitments\":{},\"facts\":{},\"type\":\"Noted\"}|not canonical",
        "[]|must be a JSON object",
      })
  void refusesOtherForms(String json, String why) {
    assertThatThrownBy(() -> Entry.parse(Given.utf8(json)))
        .isInstanceOf(RecordException.class)
        .hasMessageContaining(why);
  }

  @Test
  void refusesAnEntryThatNoRecordCanHold() {
    Entry.Builder entry = Entry.builder("Noted", AT, "system").fact("text", "x".repeat(65_535));
    assertThatThrownBy(entry::build).hasMessageContaining("commit to it");
  }

  @Test
  void aCommitmentOpensOnlyWithItsValueAndSalt() {
    Salt salt = Given.salt(1);
    Commitment commitment = Commitment.of(Map.of("lat", 55.826, "lon", 37.39), salt);
    assertThat(commitment.opens(Map.of("lon", 37.39, "lat", 55.826), salt)).isTrue();
    assertThat(commitment.opens(Map.of("lat", 55.826, "lon", 37.390001), salt)).isFalse();
    assertThat(commitment.opens(Map.of("lat", 55.826, "lon", 37.39), Given.salt(2))).isFalse();
    assertThat(salt.toString()).doesNotContain(salt.base64());
  }

  @Test
  void aCommitmentIsTheHashThatTheSpecificationWritesOut() {
    byte[] domain = Given.utf8("tocsin.org/commitment/v1");
    assertThat(domain).hasSize(24);
    Hash byHand =
        Hash.sha256(domain, new byte[1], Given.salt(3).bytes(), Given.utf8("\"+1 555 0100\""));
    assertThat(Commitment.of("+1 555 0100", Given.salt(3)).hash()).isEqualTo(byHand);
  }
}
