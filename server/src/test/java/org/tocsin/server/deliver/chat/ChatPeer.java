// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.chat;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.HttpPeer;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.sim.Faults;
import org.tocsin.sim.HttpReply;
import org.tocsin.sim.ReceivedRequest;

/** A service of incoming webhooks with one a person. */
class ChatPeer extends HttpPeer {
  private final ChatService service;
  private final Function<Integer, String> path;
  private final HttpReply yes;
  private final HttpReply no;

  /**
   * Starts one.
   *
   * @param path of a person's webhook
   * @param yes when it has taken a message
   * @param no when it takes none for good
   */
  ChatPeer(
      Faults faults,
      ChatService service,
      Function<Integer, String> path,
      HttpReply yes,
      HttpReply no)
      throws IOException {
    super(faults);
    this.service = service;
    this.path = path;
    this.yes = yes;
    this.no = no;
  }

  final Outcome send(Parcel parcel) {
    try (Channel.Line line = channel().open()) {
      return line.send(List.of(parcel)).getFirst();
    }
  }

  @Override
  public Channel channel() {
    return new ChatChannel(service, new ChatSettings(1, List.of()), outbound());
  }

  @Override
  public String address(int person) {
    return base() + path.apply(person);
  }

  @Override
  protected String addressOf(ReceivedRequest request) {
    return base() + request.target();
  }

  @Override
  protected HttpReply taken(ReceivedRequest request) {
    return yes;
  }

  @Override
  protected HttpReply refused() {
    return no;
  }
}
