// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What several tests start from: fixed keys, vectors, entries, and a tree by plain recursion. */
final class Given {

  static final NoteKey DESK = key("desk.example/record", 1);

  private Given() {}

  /** A key whose seed is 32 times the same byte. */
  static NoteKey key(String name, int seedByte) {
    return NoteKey.generate(name, repeated(seedByte));
  }

  static Salt salt(int saltByte) {
    return Salt.random(repeated(saltByte));
  }

  private static SecureRandom repeated(int value) {
    return new SecureRandom() {
      @Override
      public void nextBytes(byte[] bytes) {
        java.util.Arrays.fill(bytes, (byte) value);
      }
    };
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static String vectorText(String name) {
    try (InputStream in = Given.class.getResourceAsStream("vectors/" + name)) {
      return utf8(Objects.requireNonNull(in, name).readAllBytes());
    } catch (IOException e) {
      throw new AssertionError(name, e);
    }
  }

  static Map<String, @Nullable Object> vectorObject(String name) {
    return CanonicalJson.object(CanonicalJson.parse(vectorText(name)), name);
  }

  static Path vectorFolder(String name) {
    URL url = Objects.requireNonNull(Given.class.getResource("vectors/" + name), name);
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(name, e);
    }
  }

  @SuppressWarnings("unchecked") // vectors have the shape that their tests name
  static List<Map<String, @Nullable Object>> objects(@Nullable Object list) {
    return (List<Map<String, @Nullable Object>>) Objects.requireNonNull(list);
  }

  @SuppressWarnings("unchecked") // vectors have the shape that their tests name
  static List<String> strings(@Nullable Object list) {
    return (List<String>) Objects.requireNonNull(list);
  }

  static String string(Map<String, @Nullable Object> object, String name) {
    return (String) Objects.requireNonNull(object.get(name), name);
  }

  static long number(Map<String, @Nullable Object> object, String name) {
    return (Long) Objects.requireNonNull(object.get(name), name);
  }

  static boolean flag(Map<String, @Nullable Object> object, String name) {
    return (Boolean) Objects.requireNonNull(object.get(name), name);
  }

  static List<byte[]> randomEntries(RandomGenerator random, int count) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] entry = new byte[random.nextInt(40)];
      random.nextBytes(entry);
      entries.add(entry);
    }
    return entries;
  }
}
