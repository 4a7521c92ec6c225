// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: notes are read, signed and verified as c2sp.org/signed-note says. */
class SignedNoteTest {

  private static final Map<String, @Nullable Object> CASES =
      Given.vectorObject("signed-note-cases.json");

  static Stream<Map<String, @Nullable Object>> openCases() {
    return Given.objects(CASES.get("open_cases")).stream();
  }

  @ParameterizedTest
  @MethodSource("openCases")
  void opensTheVectorsAsTheirAuthorsDo(Map<String, @Nullable Object> vector) {
    byte[] bytes =
        vector.containsKey("note")
            ? Given.utf8(Given.string(vector, "note"))
            : Base64.getDecoder().decode(Given.string(vector, "note_base64"));
    List<NoteVerifier> keys =
        Given.strings(vector.get("vkeys")).stream().map(NoteVerifier::parse).toList();
    String expected = Given.string(vector, "expect");
    if (expected.equals("ok")) {
      SignedNote note = SignedNote.parse(bytes);
      assertThat(note.verify(keys)).isNotEmpty();
      assertThat(note.bytes()).isEqualTo(bytes);
      if (vector.get("verified") instanceof List<?> names) {
        assertThat(note.verify(keys).stream().map(NoteVerifier::name).toList()).isEqualTo(names);
      }
    } else {
      RecordException refusal =
          catchThrowableOfType(RecordException.class, () -> SignedNote.parse(bytes).verify(keys));
      assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason(expected));
    }
  }

  private static RecordException.Reason reason(String expected) {
    return switch (expected) {
      case "malformed" -> RecordException.Reason.MALFORMED;
      case "no-verifiable-signature" -> RecordException.Reason.NO_KNOWN_SIGNATURE;
      case "invalid-signature" -> RecordException.Reason.INVALID_SIGNATURE;
      default -> throw new AssertionError(expected);
    };
  }

  static Stream<Map<String, @Nullable Object>> vkeys() {
    return Given.objects(CASES.get("vkeys")).stream();
  }

  @ParameterizedTest
  @MethodSource("vkeys")
  void readsVerifierKeysAsTheirAuthorsDo(Map<String, @Nullable Object> vector) {
    String vkey = Given.string(vector, "vkey");
    if (Given.flag(vector, "valid")) {
      assertThat(NoteVerifier.parse(vkey).vkey()).isEqualTo(vkey);
    } else {
      assertThatThrownBy(() -> NoteVerifier.parse(vkey)).isInstanceOf(RecordException.class);
    }
  }

  @Test
  void signsByteForByteAsTheGoTools() {
    for (Map<String, @Nullable Object> vector : Given.objects(CASES.get("signing"))) {
      NoteKey key = NoteKey.parse(Given.string(vector, "private_key"));
      assertThat(key.privateText()).isEqualTo(vector.get("private_key"));
      SignedNote note = SignedNote.sign(Given.string(vector, "text"), List.of(key));
      assertThat(Given.utf8(note.bytes())).isEqualTo(vector.get("signed"));
    }
  }

  @Test
  void judgesCosignaturesAsTheirAuthorsDo() {
    List<?> cases = (List<?>) CanonicalJson.parse(Given.vectorText("cosignature-cases.json"));
    for (Map<String, @Nullable Object> vector : Given.objects(cases)) {
      if (!(vector.get("valid") instanceof Boolean valid)) {
        continue; // a signature alone, without the text it is over
      }
      assertThat(findCosignedAt(vector).isPresent())
          .as(Given.string(vector, "id"))
          .isEqualTo(valid);
      findCosignedAt(vector)
          .ifPresent(at -> assertThat(at).isEqualTo(Given.number(vector, "timestamp")));
    }
  }

  private static Optional<Long> findCosignedAt(Map<String, @Nullable Object> vector) {
    String body = Given.string(vector, "checkpoint_body");
    NoteVerifier witness = NoteVerifier.parse(Given.string(vector, "vkey"));
    try {
      NoteSignature line =
          NoteSignature.parseLine(Given.string(vector, "cosignature_line").strip());
      return new SignedCheckpoint(Checkpoint.parse(body), new SignedNote(body, List.of(line)))
          .cosignedBy(List.of(witness)).stream().findFirst().map(c -> c.at().getEpochSecond());
    } catch (RecordException e) {
      return Optional.empty();
    }
  }

  @Test
  void aKeyNeverShowsItsSecretByAccident() {
    String secret = Given.DESK.privateText();
    String seed = secret.substring(secret.lastIndexOf('+') + 1);
    assertThat(Given.DESK.toString()).doesNotContain(seed);
    assertThatThrownBy(() -> NoteKey.parse(secret.replace("desk", "disk")))
        .isInstanceOf(RecordException.class)
        .message()
        .doesNotContain(seed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "a+b", "a\u00a0b", "line\nbreak", "zero\u0000"})
  void refusesKeyNamesThatBreakASignatureLine(String name) {
    assertThatThrownBy(() -> Given.key(name, 1)).isInstanceOf(RecordException.class);
  }

  @Test
  void refusesNotesLargerThanTheLimit() {
    assertThatThrownBy(() -> SignedNote.parse(new byte[SignedNote.MAX_BYTES + 1]))
        .hasMessageContaining("1048577 bytes; at most 1048576");
  }
}
