// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import java.util.Optional;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.Switchboard;

/** Warnings as short messages. Thread-safe. */
final class SmsChannel implements Channel {

  static final String KIND = "sms";

  private final int workers;
  private final Switchboard board;

  SmsChannel(int workers, Switchboard board) {
    this.workers = workers;
    this.board = board;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Optional<String> fault(String address) {
    return PhoneNumber.fault(address);
  }

  @Override
  public Optional<String> missing() {
    return board.missing();
  }

  @Override
  public int workers() {
    return workers;
  }

  @Override
  public Optional<Switchboard> switchboard() {
    return Optional.of(board);
  }

  @Override
  public Line open() {
    return board.open();
  }
}
