// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.server.kernel.http.Outbound;

/** FEATURE UNDER TEST: what an HTTP exchange means for a parcel. */
class PostsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "120                           | -                             | 120",
        "0                             | -                             | 0",
        "99999                         | -                             | 3600",
        "99999999999999999999          | -                             | 0",
        "soon                          | -                             | 0",
        "-                             | -                             | 0",
        "Thu, 07 Mar 2024 18:00:30 GMT | Thu, 07 Mar 2024 18:00:00 GMT | 30",
        "Thu, 07 Mar 2024 17:59:00 GMT | Thu, 07 Mar 2024 18:00:00 GMT | 0",
        "Fri, 08 Mar 2024 18:00:30 GMT | Thu, 07 Mar 2024 18:00:00 GMT | 3600",
        "Thu, 07 Mar 2024 18:00:30 GMT | -                             | 0",
      })
  void retryAfterIsHeededUpToAnHour(String retryAfter, String date, long seconds) {
    Map<String, String> headers = new java.util.HashMap<>();
    if (retryAfter != null) {
      headers.put("retry-after", retryAfter);
    }
    if (date != null) {
      headers.put("date", date);
    }
    Outbound.Answer answer = new Outbound.Answer(503, headers, new byte[0]);
    assertThat(Posts.deferred("busy", answer))
        .isEqualTo(new Outcome.Deferred("busy", false, Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @CsvSource({
    "302,false",
    "400,true",
    "401,true",
    "404,true",
    "408,false",
    "410,true",
    "425,false",
    "429,false",
    "500,false",
    "507,false"
  })
  void aStatusOfTheFourHundredsIsForGoodUnlessItSpeaksOfNow(int status, boolean forGood) {
    assertThat(Posts.forGood(status)).isEqualTo(forGood);
  }

  @Test
  void aReasonNamesTheKindOfTroubleAndNothingOfItsMessage() {
    assertThat(outcome(() -> new UnknownHostException("secret.example")))
        .isEqualTo(Outcome.later("nobody listens: UnknownHostException", false));
    assertThat(outcome(() -> new IOException("https://secret.example/")))
        .isEqualTo(Outcome.later("no answer: IOException", true));
    assertThat(outcome(() -> new IllegalArgumentException("https://secret.example/")))
        .isEqualTo(new Outcome.Failed("the address may not be reached from here"));
  }

  @Test
  void whatIsLoggedByMistakeShowsNoAddressAndNoToken() {
    Parcel parcel =
        SampleParcels.of("https://hooks.example/secret", SampleParcels.text("a", "b", "c"));
    Outbound.Call call =
        new Outbound.Call(
            "POST",
            java.net.URI.create(parcel.address()),
            Map.of("Authorization", "Bearer tk_secret"),
            new byte[0],
            1);
    assertThat(parcel + " " + call).doesNotContain("secret");
  }

  @Test
  void whoHangsKeepsNobodyAtAnotherHostWaiting() throws Exception {
    CountDownLatch others = new CountDownLatch(5);
    Posts.Exchange exchange =
        parcel -> {
          if (parcel.address().startsWith("https://hangs")) {
            // Goes on only after all others have theirs.
            await(others);
            return new Outcome.Failed(parcel.address());
          }
          others.countDown();
          return new Outcome.Told(parcel.address());
        };
    List<Parcel> parcels =
        Stream.concat(
                IntStream.range(0, 300).mapToObj(i -> "https://hangs.example/" + i),
                IntStream.range(0, 5).mapToObj(i -> "https://quick" + i + ".example/"))
            .map(address -> SampleParcels.of(address, SampleParcels.text("a", "b", "c")))
            .toList();
    try (Posts posts = new Posts(exchange)) {
      List<Outcome> outcomes = posts.send(parcels);
      assertThat(outcomes).hasSize(305);
      assertThat(outcomes.get(17)).isEqualTo(new Outcome.Failed("https://hangs.example/17"));
      assertThat(outcomes.get(304)).isEqualTo(new Outcome.Told("https://quick4.example/"));
    }
  }

  @Test
  void aSlowHostIsAskedByMoreAndMoreAtOnce() throws Exception {
    CountDownLatch atOnce = new CountDownLatch(40);
    Posts.Exchange exchange =
        _ -> {
          // Nobody gets an answer before forty have asked.
          atOnce.countDown();
          await(atOnce);
          return new Outcome.Told();
        };
    Parcel parcel = SampleParcels.of("https://slow.example/", SampleParcels.text("a", "b", "c"));
    try (Posts posts = new Posts(exchange)) {
      assertThat(posts.send(Collections.nCopies(60, parcel)))
          .hasSize(60)
          .containsOnly(new Outcome.Told());
    }
  }

  @Test
  void aMessageThatCannotBeMadeFailsTheRoundAloud() {
    Parcel parcel = SampleParcels.of("https://a.example/", SampleParcels.text("a", "b", "c"));
    try (Posts posts =
        new Posts(_ -> {
          throw new IllegalStateException("no key");
        })) {
      assertThatThrownBy(() -> posts.send(List.of(parcel, parcel)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a message could not be made")
          .hasRootCauseMessage("no key");
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new IOException("waited in vain");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static Outcome outcome(java.util.function.Supplier<Exception> trouble) {
    Posts.Exchange broken =
        _ -> {
          Exception e = trouble.get();
          if (e instanceof IOException io) {
            throw io;
          }
          throw (RuntimeException) e;
        };
    try (Posts posts = new Posts(broken)) {
      return posts
          .send(
              List.of(
                  SampleParcels.of("https://secret.example/", SampleParcels.text("a", "b", "c"))))
          .getFirst();
    }
  }
}
