// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;

/**
 * The member {@code reason} of a JSON object in a reject file. It is found by reading the object
 * and not by its bytes, because tools that mend a file write it anew: with blanks, or in another
 * order.
 */
final class ReasonMember {
  private static final byte[] MENTION =
      ("\"" + Column.REASON + "\"").getBytes(StandardCharsets.US_ASCII);

  private ReasonMember() {}

  /** What an object has of it. */
  private sealed interface Found {
    /** No such member; one can be added. */
    record None() implements Found {}

    /** A text, from the quote before its name to behind the quote after its value. */
    record Text(int from, int to) implements Found {}

    /**
     * One that is no text and hence none of ours; or bytes that speak of it and cannot be read that
     * far, in which a second one might do harm.
     */
    record Untouchable() implements Found {}
  }

  /** Whether the object has the member, as text. */
  static boolean isIn(byte[] object) {
    return find(object) instanceof Found.Text;
  }

  /** The object with this reason in front, instead of one that it has; as it is where it cannot. */
  static byte[] put(String reason, byte[] object) {
    int open = afterBlanks(object, 0);
    if (open == object.length || object[open] != '{') {
      return object;
    }
    byte[] members =
        switch (find(object)) {
          case Found.None _ -> Arrays.copyOfRange(object, open + 1, object.length);
          case Found.Text text -> without(object, open + 1, text);
          case Found.Untouchable _ -> new byte[0];
        };
    if (members.length == 0) {
      return object;
    }
    int first = afterBlanks(members, 0);
    boolean isEmpty = first < members.length && members[first] == '}';
    ByteArrayOutputStream out = new ByteArrayOutputStream(object.length + reason.length() + 20);
    out.write(object, 0, open + 1);
    String member = "\"" + Column.REASON + "\":\"" + escaped(reason) + "\"" + (isEmpty ? "" : ",");
    out.writeBytes(member.getBytes(StandardCharsets.UTF_8));
    out.writeBytes(members);
    return out.toByteArray();
  }

  private static Found find(byte[] object) {
    if (!isMentioned(object)) {
      return new Found.None();
    }
    try (JsonParser json = JsonMembers.JSON.createParser(ObjectReadContext.empty(), object)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return new Found.Untouchable();
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        int from = byteOf(json.currentTokenLocation());
        boolean isReason = json.currentName().equals(Column.REASON);
        JsonToken value = json.nextToken();
        if (isReason) {
          if (value != JsonToken.VALUE_STRING || from < 0) {
            return new Found.Untouchable();
          }
          // The parser reads to the end of a text only when it is asked for it.
          json.finishToken();
          return new Found.Text(from, byteOf(json.currentLocation()));
        }
        json.skipChildren();
      }
      return new Found.None();
    } catch (JacksonException broken) {
      return new Found.Untouchable();
    }
  }

  /** Negative where the bytes are in no encoding that has them. */
  private static int byteOf(TokenStreamLocation where) {
    return (int) where.getByteOffset();
  }

  private static boolean isMentioned(byte[] object) {
    for (int at = 0; at + MENTION.length <= object.length; at++) {
      if (object[at] == '"'
          && Arrays.equals(object, at, at + MENTION.length, MENTION, 0, MENTION.length)) {
        return true;
      }
    }
    return false;
  }

  /** The members but this one, and but the comma that parts it from the others. */
  private static byte[] without(byte[] object, int start, Found.Text text) {
    int end = text.from();
    int next = afterBlanks(object, text.to());
    if (next < object.length && object[next] == ',') {
      next++;
    } else {
      next = text.to();
      while (end > start && isBlank(object[end - 1])) {
        end--;
      }
      if (end > start && object[end - 1] == ',') {
        end--;
      }
    }
    byte[] members = new byte[end - start + object.length - next];
    System.arraycopy(object, start, members, 0, end - start);
    System.arraycopy(object, next, members, end - start, object.length - next);
    return members;
  }

  private static int afterBlanks(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }

  private static String escaped(String text) {
    return text.chars()
        .mapToObj(c -> c == '"' || c == '\\' ? "\\" + (char) c : String.valueOf((char) c))
        .collect(Collectors.joining());
  }
}
