// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tocsin.audience.When;
import org.tocsin.server.kernel.WatcherId;

/**
 * How to reach one watcher: personal data, opened for one use. Keep it out of logs, tables and
 * events.
 *
 * @param id who
 * @param name what they are called, empty when not known
 * @param languages BCP 47, best first
 * @param channels every way to reach them, in the order given; empty for nobody can be reached
 */
public record Contact(WatcherId id, String name, List<String> languages, List<Channel> channels) {

  /**
   * One way to reach somebody.
   *
   * @param kind {@code email}, {@code webhook} …
   * @param address where
   * @param quiet when a message that can wait is to wait; null for never
   */
  public record Channel(String kind, String address, @Nullable When quiet) {
    /** One that may be used at any time. */
    public Channel(String kind, String address) {
      this(kind, address, null);
    }

    @Override
    public String toString() {
      return "Channel[" + kind + "]";
    }
  }

  /** Copies its lists. */
  public Contact {
    languages = List.copyOf(languages);
    channels = List.copyOf(channels);
  }

  /** The ways of this kind, in the order given. */
  public List<Channel> ways(String kind) {
    if (channels.size() == 1 && channels.getFirst().kind().equals(kind)) {
      // Most have one, and a city is asked one by one.
      return channels;
    }
    return channels.stream().filter(each -> each.kind().equals(kind)).toList();
  }

  /** The addresses of this kind of channel, in the order given. */
  public List<String> addresses(String kind) {
    return ways(kind).stream().map(Channel::address).toList();
  }

  @Override
  public String toString() {
    return "Contact[" + id + "]";
  }
}
