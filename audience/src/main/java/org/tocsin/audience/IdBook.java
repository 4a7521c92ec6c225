// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Ids of a file, numbered from 0 in the order in which they first appear, in some 15 bytes each
 * beside their characters: a map of strings would take a hundred. One thread adds; when all are
 * there, any may read.
 */
final class IdBook {
  private static final int PAGE_BITS = 16;
  private static final int PAGE_BYTES = 1 << PAGE_BITS;

  /** Drawn anew for each book, so that nobody can make a file whose ids all fall together. */
  private final long seed = RandomGenerator.getDefault().nextLong() | 1;

  /** UTF-8 of each id after its length in two bytes; an id stands in one page. */
  private byte[][] pages = new byte[4][];

  private int pagesUsed;
  private int room;

  /** Where each id stands, counted over all pages. */
  private int[] starts = new int[1024];

  private int[] hashes = new int[1024];

  /** 0, or a number plus 1. */
  private int[] places = new int[4096];

  private int size;

  int size() {
    return size;
  }

  /** The number of an id; when it is new, it gets the next one. */
  int number(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    int hash = hash(bytes);
    int at = hash & (places.length - 1);
    while (places[at] != 0) {
      int number = places[at] - 1;
      if (hashes[number] == hash && isAt(starts[number], bytes)) {
        return number;
      }
      at = (at + 1) & (places.length - 1);
    }
    places[at] = size + 1;
    add(bytes, hash);
    return size - 1;
  }

  /** The id of a number. */
  String id(int number) {
    if (number < 0 || number >= size) {
      throw new IndexOutOfBoundsException(
          "number " + number + " is outside 0 to " + (size - 1) + ", the watchers of the file");
    }
    byte[] page = pages[starts[number] >>> PAGE_BITS];
    int at = starts[number] & (PAGE_BYTES - 1);
    return new String(page, at + 2, length(page, at), StandardCharsets.UTF_8);
  }

  private static int length(byte[] page, int at) {
    return (page[at] & 0xFF) << 8 | (page[at + 1] & 0xFF);
  }

  private int hash(byte[] bytes) {
    long hash = seed;
    for (byte b : bytes) {
      hash = (hash + b) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return (int) ((hash * seed) >>> 32);
  }

  private boolean isAt(int start, byte[] bytes) {
    byte[] page = pages[start >>> PAGE_BITS];
    int at = start & (PAGE_BYTES - 1);
    return length(page, at) == bytes.length
        && Arrays.equals(page, at + 2, at + 2 + bytes.length, bytes, 0, bytes.length);
  }

  private void add(byte[] bytes, int hash) {
    if (room < bytes.length + 2) {
      turnPage();
    }
    if (size == starts.length) {
      int more = size + (size >> 1);
      starts = Arrays.copyOf(starts, more);
      hashes = Arrays.copyOf(hashes, more);
    }
    int at = PAGE_BYTES - room;
    byte[] page = pages[pagesUsed - 1];
    page[at] = (byte) (bytes.length >> 8);
    page[at + 1] = (byte) bytes.length;
    System.arraycopy(bytes, 0, page, at + 2, bytes.length);
    starts[size] = (pagesUsed - 1) << PAGE_BITS | at;
    hashes[size] = hash;
    room -= bytes.length + 2;
    size++;
    if (size > places.length / 2) {
      spread();
    }
  }

  private void turnPage() {
    if (pagesUsed == 1 << (32 - PAGE_BITS)) {
      throw new IllegalStateException(
          "the ids of the file have more than 4 GiB together; divide it");
    }
    if (pagesUsed == pages.length) {
      pages = Arrays.copyOf(pages, 2 * pagesUsed);
    }
    pages[pagesUsed++] = new byte[PAGE_BYTES];
    room = PAGE_BYTES;
  }

  private void spread() {
    int[] wider = new int[2 * places.length];
    for (int number = 0; number < size; number++) {
      int at = hashes[number] & (wider.length - 1);
      while (wider[at] != 0) {
        at = (at + 1) & (wider.length - 1);
      }
      wider[at] = number + 1;
    }
    places = wider;
  }
}
