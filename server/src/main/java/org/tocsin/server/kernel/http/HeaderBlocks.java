// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.ProtocolException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The heads of the answers on one HTTP/2 connection (RFC 7541): every block has to be read, in
 * order, as each may change what the next means. Bounded in what a block may unfold to. Used by one
 * thread.
 */
final class HeaderBlocks {

  /** What the table of fields said before may hold, RFC 9113 §6.5.2: the size without settings. */
  private static final int TABLE_MOST = 4_096;

  /** RFC 7541 §4.1. */
  private static final int FIELD_OVERHEAD = 32;

  private static final int UNFOLDED_MOST = 64 * 1024;

  private static final List<Field> STATIC = staticTable();

  private record Field(String name, String value) {
    int size() {
      return name.length() + value.length() + FIELD_OVERHEAD;
    }
  }

  /** The latest first. */
  private final ArrayDeque<Field> table = new ArrayDeque<>();

  private int size;
  private int most = TABLE_MOST;
  private byte[] block = new byte[0];
  private int at;
  private int end;

  /**
   * Reads a block.
   *
   * @return the fields by name, {@code :status} among them; of several values the last
   * @throws ProtocolException when it is none; the connection is of no more use then
   */
  Map<String, String> read(byte[] octets, int length) throws ProtocolException {
    block = octets;
    at = 0;
    end = length;
    Map<String, String> fields = new HashMap<>();
    int unfolded = 0;
    while (at < end) {
      Field field = next();
      if (field == null) {
        continue;
      }
      unfolded += field.size();
      if (unfolded > UNFOLDED_MOST) {
        throw new ProtocolException(
            "the answer's head is longer than %d bytes".formatted(UNFOLDED_MOST));
      }
      fields.put(field.name, field.value);
    }
    return fields;
  }

  /** RFC 7541 §6; nothing where only the table's size changes. */
  private @Nullable Field next() throws ProtocolException {
    int first = block[at] & 0xFF;
    if ((first & 0x80) != 0) {
      return known(number(7));
    }
    if ((first & 0x40) != 0) {
      Field field = literal(6);
      remember(field);
      return field;
    }
    if ((first & 0x20) != 0) {
      int asked = number(5);
      if (asked > TABLE_MOST) {
        throw new ProtocolException("the host wants a larger table of fields than it may have");
      }
      most = asked;
      shrink();
      return null;
    }
    return literal(4);
  }

  private Field literal(int prefix) throws ProtocolException {
    int index = number(prefix);
    String name = index == 0 ? string() : known(index).name;
    return new Field(name, string());
  }

  private Field known(int index) throws ProtocolException {
    if (index >= 1 && index <= STATIC.size()) {
      return STATIC.get(index - 1);
    }
    int left = index - STATIC.size() - 1;
    if (left >= 0 && left < table.size()) {
      Iterator<Field> fields = table.iterator();
      for (; left > 0; left--) {
        fields.next();
      }
      return fields.next();
    }
    throw new ProtocolException("the answer's head names a field that was never said");
  }

  private void remember(Field field) {
    size += field.size();
    table.addFirst(field);
    shrink();
  }

  private void shrink() {
    while (size > most) {
      size -= table.removeLast().size();
    }
  }

  /** RFC 7541 §5.1. */
  private int number(int prefix) throws ProtocolException {
    int mask = (1 << prefix) - 1;
    int number = octet() & mask;
    if (number < mask) {
      return number;
    }
    for (int shift = 0; shift <= 14; shift += 7) {
      int octet = octet();
      number += (octet & 0x7F) << shift;
      if ((octet & 0x80) == 0) {
        return number;
      }
    }
    throw new ProtocolException("a number in the answer's head is too large");
  }

  private String string() throws ProtocolException {
    boolean packed = at < end && (block[at] & 0x80) != 0;
    int length = number(7);
    if (length > end - at) {
      throw new ProtocolException("a field of the answer's head is longer than the head");
    }
    int from = at;
    at += length;
    return packed
        ? Huffman.unpack(block, from, length)
        : new String(block, from, length, ISO_8859_1);
  }

  private int octet() throws ProtocolException {
    if (at == end) {
      throw new ProtocolException("the answer's head ends within a field");
    }
    return block[at++] & 0xFF;
  }

  /** RFC 7541, appendix A, as name=value. */
  private static List<Field> staticTable() {
    List<Field> fields = new ArrayList<>();
    String table =
        """
        :authority=|:method=GET|:method=POST|:path=/|:path=/index.html|:scheme=http|:scheme=https
        :status=200|:status=204|:status=206|:status=304|:status=400|:status=404|:status=500
        accept-charset=|accept-encoding=gzip, deflate|accept-language=|accept-ranges=|accept=
        access-control-allow-origin=|age=|allow=|authorization=|cache-control=|content-disposition=
        content-encoding=|content-language=|content-length=|content-location=|content-range=
        content-type=|cookie=|date=|etag=|expect=|expires=|from=|host=|if-match=|if-modified-since=
        if-none-match=|if-range=|if-unmodified-since=|last-modified=|link=|location=|max-forwards=
        proxy-authenticate=|proxy-authorization=|range=|referer=|refresh=|retry-after=|server=
        set-cookie=|strict-transport-security=|transfer-encoding=|user-agent=|vary=|via=
        www-authenticate=
        """;
    for (String field : table.strip().replace('\n', '|').split("\\|", -1)) {
      int equals = field.indexOf('=');
      fields.add(new Field(field.substring(0, equals), field.substring(equals + 1)));
    }
    return List.copyOf(fields);
  }
}
