// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Urgency;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.TimeWindow;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.kernel.http.Outbound;

/** Parcels with words of a test's own, and answers of services. */
public final class SampleParcels {

  /** Where everybody answers. */
  public static final String LINK = "https://warn.example.org/a/token?x=1&y=2";

  private static final Instant FROM = Instant.parse("2024-03-07T18:00:00Z");

  private SampleParcels() {}

  /** What a warning says. */
  public static ApprovedWarning.Text text(String headline, String description, String instruction) {
    return new ApprovedWarning.Text("en", headline, description, instruction, "Moscow", "", "");
  }

  /** A parcel of an alert that is no exercise. */
  public static Parcel of(String address, ApprovedWarning.Text text) {
    return of(address, text, Urgency.IMMEDIATE, Severity.SEVERE, "Alert");
  }

  /** A parcel of such a message that is no exercise. */
  public static Parcel of(
      String address,
      ApprovedWarning.Text text,
      Urgency urgency,
      Severity severity,
      String msgType) {
    ApprovedWarning warning =
        new ApprovedWarning(
            new WarningId("warning_01HRS4000000000000000000AB"),
            StubWarnings.CASE,
            msgType,
            urgency,
            severity,
            false,
            Marking.CLEAR,
            new TimeWindow(FROM, FROM.plus(Duration.ofHours(48))),
            List.of(text),
            List.of(new ApprovedWarning.Step(List.of("email"), 30)),
            "a".repeat(64));
    return new Parcel(
        warning.id() + "-1-sample-0",
        new WatcherId(1),
        address,
        new Letters(warning, ZoneOffset.UTC).in(List.of("en")),
        LINK,
        false,
        FROM);
  }

  /** Its words as a note. */
  public static Note note(ApprovedWarning.Text text) {
    return Note.of(of("", text));
  }

  /** An answer of a service. */
  public static Outbound.Answer answer(int status, String body) {
    return new Outbound.Answer(
        status, Map.of(), body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
