// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A post to an address, and what came of it. */
class PostedErrand implements Errand {
  private final String address;
  private final BooleanSupplier wanted;
  private final byte[] body;
  Outbound.@Nullable Answer answer;
  @Nullable IOException fault;
  int told;

  PostedErrand(String address, BooleanSupplier wanted, byte[] body) {
    this.address = address;
    this.wanted = wanted;
    this.body = body;
  }

  PostedErrand(String address) {
    this(address, () -> true, "{}".getBytes(UTF_8));
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public boolean isWanted() {
    return wanted.getAsBoolean();
  }

  @Override
  public Post post() {
    return new Post(new String[] {"Content-Type", "application/json"}, body, 100);
  }

  @Override
  public void answered(Outbound.Answer answer) {
    this.answer = answer;
    told++;
  }

  @Override
  public void failed(IOException why) {
    fault = why;
    told++;
  }

  String text() {
    assertThat(fault).isNull();
    assertThat(told).isEqualTo(1);
    return new String(Objects.requireNonNull(answer).body(), ISO_8859_1);
  }

  IOException fault() {
    assertThat(answer).isNull();
    assertThat(told).isEqualTo(1);
    return Objects.requireNonNull(fault);
  }
}
