// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tocsin.server.kernel.http.Errand;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.kernel.http.OutboundSettings;
import org.tocsin.sim.Faults;
import org.tocsin.sim.HttpReceiver;
import org.tocsin.sim.HttpReply;
import org.tocsin.sim.ReceivedRequest;

class ErrandsTest {

  private static final class Told implements Errands.Form {
    @Override
    public Errand.Post post(Parcel parcel) {
      return new Errand.Post(Posts.fields(parcel, "X-More", "1"), new byte[0], 100);
    }

    @Override
    public Outcome outcome(Outbound.Answer answer) {
      return new Outcome.Told(Integer.toString(answer.status()));
    }
  }

  private static HttpReceiver receiver() throws IOException {
    return HttpReceiver.start(
        Faults.none(),
        Clock.systemUTC(),
        1_000,
        new HttpReceiver.Manner() {
          @Override
          public String key(ReceivedRequest request) {
            return request.path();
          }

          @Override
          public HttpReply take(ReceivedRequest request) {
            return HttpReply.text(200 + request.path().length(), "");
          }

          @Override
          public HttpReply refusal() {
            return HttpReply.text(400, "");
          }
        });
  }

  private static Outbound outbound(int port) {
    return new Outbound(
        new OutboundSettings(
            List.of("127.0.0.1:" + port), Duration.ofSeconds(2), Duration.ofSeconds(5), 8));
  }

  private static Parcel parcel(String address) {
    return SampleParcels.of(address, SampleParcels.text("a", "b", "c"));
  }

  @Test
  void outcomesComeInTheOrderOfTheParcelsWhateverBecameOfEach() throws IOException {
    try (HttpReceiver receiver = receiver();
        Outbound outbound = outbound(receiver.port());
        Errands errands = new Errands(outbound, new Told())) {
      List<Parcel> parcels =
          IntStream.range(0, 100)
              .mapToObj(i ->
                  i == 50
                      ? "http://10.0.0.1/"
                      : receiver.base().resolve("/" + "x".repeat(i)).toString())
              .map(ErrandsTest::parcel)
              .toList();
      List<Outcome> outcomes = errands.send(parcels);
      assertThat(outcomes).hasSize(100);
      for (int i = 0; i < 100; i++) {
        assertThat(outcomes.get(i))
            .isEqualTo(
                i == 50
                    ? new Outcome.Failed("the address may not be reached from here")
                    : new Outcome.Told(Integer.toString(201 + i)));
      }
      assertThat(receiver.recent())
          .allSatisfy(request -> assertThat(request.header("X-More")).contains("1"));
    }
  }

  @Test
  void aMessageThatCannotBeMadeFailsTheRoundAloudAndTheNextRoundIsGood() throws IOException {
    try (HttpReceiver receiver = receiver();
        Outbound outbound = outbound(receiver.port())) {
      boolean[] broken = {true};
      Errands.Form form =
          new Errands.Form() {
            @Override
            public Errand.Post post(Parcel parcel) {
              if (broken[0]) {
                throw new IllegalStateException("no key");
              }
              return new Told().post(parcel);
            }

            @Override
            public Outcome outcome(Outbound.Answer answer) {
              return new Outcome.Told();
            }
          };
      try (Errands errands = new Errands(outbound, form)) {
        List<Parcel> parcels =
            List.of(parcel(receiver.base() + "/a"), parcel(receiver.base() + "/b"));
        assertThatThrownBy(() -> errands.send(parcels))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("a message could not be made")
            .hasRootCauseMessage("no key");
        broken[0] = false;
        assertThat(errands.send(parcels)).hasSize(2).containsOnly(new Outcome.Told());
      }
    }
  }
}
