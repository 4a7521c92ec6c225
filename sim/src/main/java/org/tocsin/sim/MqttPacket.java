// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * A control packet of MQTT 5.0 as it comes from a publisher.
 *
 * @param type 1 CONNECT, 3 PUBLISH, 12 PINGREQ, 14 DISCONNECT …
 * @param flags the low four bits of the first byte
 * @param body what follows the length; read once, in order
 */
record MqttPacket(int type, int flags, ByteBuffer body) {
  static final int CONNECT = 1;
  static final int CONNACK = 2;
  static final int PUBLISH = 3;
  static final int PUBACK = 4;
  static final int PINGREQ = 12;
  static final int PINGRESP = 13;
  static final int DISCONNECT = 14;

  private static final int MAX_BYTES = 1 << 20;

  /** Properties of a packet, as far as a broker of exercises heeds them (§2.2.2.2). */
  record Properties(long expirySeconds, String contentType, Map<String, String> own) {}

  /** The next packet; an EOFException when the other side has gone. */
  static MqttPacket read(DataInputStream in) throws IOException {
    int first = in.readUnsignedByte();
    int length = 0;
    for (int shift = 0; ; shift += 7) {
      if (shift > 21) {
        throw new IOException("a packet's length has more than four bytes");
      }
      int next = in.readUnsignedByte();
      length |= (next & 0x7F) << shift;
      if (next < 0x80) {
        break;
      }
    }
    if (length > MAX_BYTES) {
      throw new IOException("a packet of %d bytes; the limit is %d".formatted(length, MAX_BYTES));
    }
    byte[] body = new byte[length];
    in.readFully(body);
    return new MqttPacket(first >> 4, first & 15, ByteBuffer.wrap(body));
  }

  /** A packet to send whose body is shorter than 128 bytes. */
  static byte[] of(int type, int... body) {
    byte[] bytes = new byte[2 + body.length];
    bytes[0] = (byte) (type << 4);
    bytes[1] = (byte) body.length;
    for (int i = 0; i < body.length; i++) {
      bytes[2 + i] = (byte) body[i];
    }
    return bytes;
  }

  int u8() throws IOException {
    return bytes(1)[0] & 0xFF;
  }

  int u16() throws IOException {
    byte[] two = bytes(2);
    return ((two[0] & 0xFF) << 8) | (two[1] & 0xFF);
  }

  String text() throws IOException {
    return new String(bytes(u16()), UTF_8);
  }

  String rest() throws IOException {
    return new String(bytes(body.remaining()), UTF_8);
  }

  private byte[] bytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    try {
      body.get(bytes);
    } catch (BufferUnderflowException e) {
      throw new IOException("a packet ends too early", e);
    }
    return bytes;
  }

  private int variable() throws IOException {
    int value = 0;
    for (int shift = 0; shift <= 21; shift += 7) {
      int next = u8();
      value |= (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IOException("a number has more than four bytes");
  }

  Properties properties() throws IOException {
    int end = variable();
    end += body.position();
    long expiry = -1;
    String contentType = "";
    Map<String, String> own = new HashMap<>();
    while (body.position() < end) {
      int id = u8();
      switch (id) {
        case 0x02 -> expiry = ((long) u16() << 16) | u16();
        case 0x03 -> contentType = text();
        case 0x26 -> {
          String name = text();
          own.put(name, text());
        }
        case 0x08, 0x09, 0x15, 0x16 -> bytes(u16());
        case 0x11, 0x27 -> bytes(4);
        case 0x21, 0x22, 0x23 -> bytes(2);
        case 0x01, 0x17, 0x19 -> bytes(1);
        case 0x0B -> variable();
        default -> throw new IOException("a property of the unknown kind " + id);
      }
    }
    return new Properties(expiry, contentType, own);
  }
}
