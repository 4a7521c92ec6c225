// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map from numbers: a trie over scrambled keys, five bits a level, that shares all but
 * one path with the map it was made from. So every state of an index stays readable while the next
 * one is built.
 */
final class LongMap<V> {
  private final Node root;
  private final int size;

  private LongMap(Node root, int size) {
    this.root = root;
    this.size = size;
  }

  static <V> LongMap<V> empty() {
    return new LongMap<>(new Node(0, new Object[0]), 0);
  }

  int size() {
    return size;
  }

  @SuppressWarnings("unchecked")
  @Nullable V get(long key) {
    Node node = root;
    long hash = scramble(key);
    while (true) {
      int bit = 1 << (hash & 31);
      if ((node.present & bit) == 0) {
        return null;
      }
      Object child = node.children[node.position(bit)];
      if (child instanceof Slot slot) {
        return slot.key == key ? (V) slot.value : null;
      }
      node = (Node) child;
      hash >>>= 5;
    }
  }

  /** Gives all values, in no order that means anything. */
  @SuppressWarnings("unchecked")
  void forEach(Consumer<V> action) {
    root.forEach(value -> action.accept((V) value));
  }

  LongMap<V> with(long key, V value) {
    boolean had = get(key) != null;
    return new LongMap<>(root.with(scramble(key), 0, new Slot(key, value)), had ? size : size + 1);
  }

  LongMap<V> without(long key) {
    return get(key) == null ? this : new LongMap<>(root.without(scramble(key)), size - 1);
  }

  /**
   * A one-to-one mixing of all bits (the finaliser of MurmurHash3), so two keys always part within
   * thirteen levels.
   */
  private static long scramble(long key) {
    long h = key;
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }

  private record Slot(long key, Object value) {}

  private static final class Node {
    final int present;
    final Object[] children;

    Node(int present, Object[] children) {
      this.present = present;
      this.children = children;
    }

    void forEach(Consumer<Object> action) {
      for (Object child : children) {
        if (child instanceof Slot slot) {
          action.accept(slot.value);
        } else {
          ((Node) child).forEach(action);
        }
      }
    }

    int position(int bit) {
      return Integer.bitCount(present & (bit - 1));
    }

    Node with(long hash, int shift, Slot slot) {
      int bit = 1 << (hash & 31);
      int at = position(bit);
      if ((present & bit) == 0) {
        Object[] more = new Object[children.length + 1];
        System.arraycopy(children, 0, more, 0, at);
        more[at] = slot;
        System.arraycopy(children, at, more, at + 1, children.length - at);
        return new Node(present | bit, more);
      }
      Object[] same = children.clone();
      same[at] =
          switch (children[at]) {
            case Slot other when other.key == slot.key -> slot;
            case Slot other ->
                new Node(0, new Object[0])
                    .with(scramble(other.key) >>> (shift + 5), shift + 5, other)
                    .with(hash >>> 5, shift + 5, slot);
            default -> ((Node) children[at]).with(hash >>> 5, shift + 5, slot);
          };
      return new Node(present, same);
    }

    Node without(long hash) {
      int bit = 1 << (hash & 31);
      int at = position(bit);
      if (children[at] instanceof Node child) {
        Node less = child.without(hash >>> 5);
        if (less.present != 0) {
          Object[] same = children.clone();
          same[at] = less;
          return new Node(present, same);
        }
      }
      Object[] fewer = Arrays.copyOf(children, children.length - 1);
      System.arraycopy(children, at + 1, fewer, at, fewer.length - at);
      return new Node(present & ~bit, fewer);
    }
  }
}
