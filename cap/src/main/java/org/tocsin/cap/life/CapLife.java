// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.life;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tocsin.cap.Alert;
import org.tocsin.cap.MsgType;
import org.tocsin.cap.Reference;
import org.tocsin.cap.life.Entry.Name;

/**
 * Folds messages into what is in force. Not safe for several threads.
 *
 * <p>Messages may come in any order and more than once; what is told of a time depends on the set
 * of messages alone. Adding costs about the same however many are known; a snapshot costs a look at
 * each message and those that name it. Memory is bounded by {@link LifePolicy#messagesMax} and by
 * {@link #forget}, which is to be called now and then.
 */
public final class CapLife {
  private static final int SAME_NAME_MAX = 1_000;

  private final LifePolicy policy;

  private final Set<Entry> entries = new LinkedHashSet<>();

  // Keys are comparable, so that hash maps stay quick whatever names a hostile feed makes up.
  private final Map<MessageKey, Set<Entry>> byKey = new HashMap<>();
  private final Map<Name, Set<Entry>> byName = new HashMap<>();
  private final Map<Name, Set<Entry>> naming = new HashMap<>();
  private Instant horizon = Instant.MIN;

  /** Nothing received yet. */
  public CapLife(LifePolicy policy) {
    this.policy = requireNonNull(policy, "policy");
  }

  /** What came of adding a message. */
  public enum Added {
    /** It was not known, or not from this source. */
    NEW,
    /** It was known from this source. */
    REPEATED,
    /** It can matter at no time that was not forgotten. */
    TOO_OLD,
    /**
     * It was refused: there are as many messages as the policy allows, or {@value #SAME_NAME_MAX}
     * of that sender and identifier. Forget, or allow more.
     */
    FULL
  }

  /** Adds a message when there is one source only, or all are trusted alike. */
  public Added add(Alert alert) {
    return add(alert, "");
  }

  /**
   * Adds a message.
   *
   * @param origin the source that brought it, such as the address of a feed
   */
  public Added add(Alert alert, String origin) {
    requireNonNull(origin, "origin");
    Entry entry = new Entry(alert);
    entry.repeat(alert, origin);
    for (Entry known : byKey.getOrDefault(entry.key(), Set.of())) {
      if (known.saysTheSame(entry)) {
        return known.repeat(alert, origin) ? Added.NEW : Added.REPEATED;
      }
    }
    if (!mattersItself(entry) && !touchesKnown(entry)) {
      return Added.TOO_OLD;
    }
    if (entries.size() >= policy.messagesMax() || named(entry.name()).size() >= SAME_NAME_MAX) {
      return Added.FULL;
    }
    entries.add(entry);
    index(entry);
    return Added.NEW;
  }

  /** How many messages are known. */
  public int size() {
    return entries.size();
  }

  /** What is known of all messages at a time; at times before what was forgotten it has gaps. */
  public Snapshot at(Instant time) {
    return new Judge(this, policy, requireNonNull(time, "time")).snapshot();
  }

  /**
   * Forgets messages that cannot matter at any time from {@code before} on: those that have ended
   * by themselves, were sent longer ago than the policy lets messages be late, and neither act on
   * what is kept nor stand beside it. What is in force from then on stays the same, unless a sender
   * uses an identifier again: a reference to a forgotten message then fits the new one, as a
   * reference with a wrong time does.
   *
   * @return how many were forgotten
   */
  public int forget(Instant before) {
    if (before.isBefore(horizon)) {
      return 0;
    }
    horizon = before;
    Set<Entry> kept = kept();
    int known = entries.size();
    entries.stream().filter(entry -> !kept.contains(entry)).forEach(this::unindex);
    entries.retainAll(kept);
    return known - entries.size();
  }

  /** Those that matter themselves, what stands beside them, and what acts on these, however far. */
  private Set<Entry> kept() {
    Set<Entry> kept = new HashSet<>();
    Deque<Entry> open = new ArrayDeque<>();
    for (Entry entry : entries) {
      if (mattersItself(entry)) {
        keep(Set.of(entry), kept, open);
        namesIn(entry).forEach(name -> keep(naming(name), kept, open));
      }
    }
    while (!open.isEmpty()) {
      Name name = open.remove().name();
      keep(naming(name), kept, open);
      keep(named(name), kept, open);
    }
    return kept;
  }

  private static void keep(Set<Entry> entries, Set<Entry> kept, Deque<Entry> open) {
    entries.stream().filter(kept::add).forEach(open::add);
  }

  private boolean mattersItself(Entry entry) {
    return horizon.equals(Instant.MIN)
        || !entry.end(policy.lifetimeWithoutExpiry()).isBefore(horizon)
        || !entry.sent().plus(policy.lateMax()).isBefore(horizon);
  }

  private boolean touchesKnown(Entry entry) {
    return !named(entry.name()).isEmpty()
        || namesIn(entry).stream()
            .anyMatch(name -> !named(name).isEmpty() || !naming(name).isEmpty());
  }

  private void index(Entry entry) {
    put(byKey, entry.key(), entry);
    put(byName, entry.name(), entry);
    namesIn(entry).forEach(name -> put(naming, name, entry));
    contest(entry.key());
  }

  private void unindex(Entry entry) {
    remove(byKey, entry.key(), entry);
    remove(byName, entry.name(), entry);
    namesIn(entry).forEach(name -> remove(naming, name, entry));
    contest(entry.key());
  }

  /** Marks those that share the whole key. */
  private void contest(MessageKey key) {
    Set<Entry> sameKey = byKey.getOrDefault(key, Set.of());
    sameKey.forEach(entry -> entry.contested(sameKey.size() > 1));
  }

  private static <K> void put(Map<K, Set<Entry>> index, K key, Entry entry) {
    index.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(entry);
  }

  private static <K> void remove(Map<K, Set<Entry>> index, K key, Entry entry) {
    Set<Entry> entries = index.getOrDefault(key, Set.of());
    if (entries.size() == 1) {
      index.remove(key);
    } else {
      entries.remove(entry);
    }
  }

  private static Set<Name> namesIn(Entry entry) {
    Set<Name> names = new LinkedHashSet<>();
    for (Reference reference : entry.alert().references()) {
      names.add(Name.of(reference));
    }
    return names;
  }

  /** Every message in the order of snapshots. */
  List<Entry> entries() {
    return entries.stream().sorted(Entry.ORDER).toList();
  }

  /** The messages of that sender and identifier. */
  Set<Entry> named(Name name) {
    return byName.getOrDefault(name, Set.of());
  }

  /** The messages that refer to that sender and identifier. */
  Set<Entry> naming(Name name) {
    return naming.getOrDefault(name, Set.of());
  }

  /** Whether a message of that type can end others. */
  static boolean ends(MsgType type) {
    return type != MsgType.ACK && type != MsgType.ERROR;
  }
}
