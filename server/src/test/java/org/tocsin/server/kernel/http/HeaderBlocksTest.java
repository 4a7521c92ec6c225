// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import org.apache.coyote.http2.HPackHuffman;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads of answers, by the examples of RFC 7541, appendix C, and by what is none. */
class HeaderBlocksTest {

  private final HeaderBlocks blocks = new HeaderBlocks();

  private Map<String, String> read(String hex) throws ProtocolException {
    byte[] octets = HexFormat.of().parseHex(hex.replace(" ", ""));
    return blocks.read(octets, octets.length);
  }

  @Test
  void packedHeadsAreReadAndLaterOnesSayOnlyWhatIsNew() throws ProtocolException {
    assertThat(
            read(
                """
                4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 \
                2d1b ff6e 919d 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3\
                """))
        .isEqualTo(
            Map.of(
                ":status", "302",
                "cache-control", "private",
                "date", "Mon, 21 Oct 2013 20:13:21 GMT",
                "location", "https://www.example.com"));
    assertThat(read("4883 640e ffc1 c0bf"))
        .containsEntry(":status", "307")
        .containsEntry("date", "Mon, 21 Oct 2013 20:13:21 GMT")
        .containsEntry("location", "https://www.example.com")
        .hasSize(4);
    assertThat(
            read(
                """
                88c1 6196 d07a be94 1054 d444 a820 0595 040b 8166 e084 a62d 1bff c05a 839b d9ab \
                77ad 94e7 821d d7f2 e6c7 b335 dfdf cd5b 3960 d5af 2708 7f36 72c1 ab27 0fb5 291f \
                9587 3160 65c0 03ed 4ee5 b106 3d50 07\
                """))
        .containsEntry(":status", "200")
        .containsEntry("date", "Mon, 21 Oct 2013 20:13:22 GMT")
        .containsEntry("content-encoding", "gzip")
        .containsEntry("set-cookie", "foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1");
  }

  @Test
  void whatIsSpeltOutIsReadAndATableOfNothingForgetsAll() throws ProtocolException {
    String custom = "40 0a 637573746f6d2d6b6579 0d 637573746f6d2d686561646572";
    assertThat(read("88" + custom)).containsEntry("custom-key", "custom-header");
    assertThat(read("88 be")).containsEntry("custom-key", "custom-header");
    assertThat(read("20 88")).containsOnlyKeys(":status");
    assertThatThrownBy(() -> read("88 be")).isInstanceOf(ProtocolException.class);
  }

  @Test
  void everyOctetThatAServerPacksComesOutAgain() throws ProtocolException {
    for (int octet = 0; octet < 256; octet++) {
      String value = "e".repeat(20) + (char) octet + "e".repeat(octet % 8);
      ByteBuffer block = ByteBuffer.allocate(100).put(new byte[] {(byte) 0x88, 0, 1, 'n'});
      assertThat(HPackHuffman.encode(block, value)).isTrue();
      assertThat(blocks.read(block.array(), block.position())).containsEntry("n", value);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "be", // was never said
        "80", // there is no field 0
        "ff ff ff ff ff 7f", // a number without end
        "00 05 61", // longer than the block
        "00", // ends within a field
        "3f e1 7f", // a table larger than allowed
        "00 81 00 00", // padding that is none
        "00 84 ffffffff 00" // the end's own code
      })
  void aBlockThatIsNoneIsRefused(String hex) {
    assertThatThrownBy(() -> read(hex)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void aShortBlockCannotUnfoldWithoutEnd() throws ProtocolException {
    read("88 40 01 61 7f 80 1e" + "62".repeat(3967)); // remembers a long field
    assertThatThrownBy(() -> read("be".repeat(100)))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("longer than");
  }
}
