// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.chat;

import java.util.Optional;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.Posts;
import org.tocsin.server.kernel.http.Outbound;

/** The channel of one service. Thread-safe. */
final class ChatChannel implements Channel {

  private final ChatService service;
  private final ChatSettings settings;
  private final Outbound outbound;

  ChatChannel(ChatService service, ChatSettings settings, Outbound outbound) {
    this.service = service;
    this.settings = settings;
    this.outbound = outbound;
  }

  @Override
  public String kind() {
    return service.kind();
  }

  @Override
  public Optional<String> fault(String address) {
    return service.fault(address);
  }

  @Override
  public Optional<String> missing() {
    return service.missing();
  }

  @Override
  public int workers() {
    return settings.workers();
  }

  @Override
  public Line open() {
    return new Posts(parcel -> service.hand(parcel, outbound));
  }
}
