// SPDX-License-Identifier: Apache-2.0
package org.tocsin.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tocsin.cap.Alert;
import org.tocsin.cap.Area;
import org.tocsin.cap.CapChecker;
import org.tocsin.cap.CapReader;
import org.tocsin.cap.CapWriter;
import org.tocsin.cap.Category;
import org.tocsin.cap.Certainty;
import org.tocsin.cap.CheckResult;
import org.tocsin.cap.Circle;
import org.tocsin.cap.Info;
import org.tocsin.cap.MsgType;
import org.tocsin.cap.Point;
import org.tocsin.cap.Problem;
import org.tocsin.cap.Reading;
import org.tocsin.cap.Scope;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Status;
import org.tocsin.cap.Urgency;

/** FEATURE UNDER TEST: the example of the module's README, through the public door alone. */
class CapFromOutsideTest {
  @Test
  void theExampleOfTheReadmeWorks() {
    // README example begins
    OffsetDateTime sent = OffsetDateTime.parse("2024-03-07T20:00:00+03:00");
    Alert alert =
        Alert.builder()
            .identifier("moscow-2024-1")
            .sender("desk@example.org")
            .sent(sent)
            .status(Status.EXERCISE)
            .msgType(MsgType.ALERT)
            .scope(Scope.PUBLIC)
            .note("Exercise Bell 1")
            .info(
                Info.builder()
                    .language("en")
                    .category(Category.SECURITY)
                    .event("Threat to large gatherings")
                    .urgency(Urgency.EXPECTED)
                    .severity(Severity.EXTREME)
                    .certainty(Certainty.POSSIBLE)
                    .expires(sent.plusHours(48))
                    .headline("Avoid large gatherings for 48 hours")
                    .area(
                        Area.builder()
                            .areaDesc("Moscow")
                            .circle(new Circle(new Point(55.751, 37.618), 40))
                            .build())
                    .build())
            .build();

    byte[] xml = CapWriter.write(alert); // CAP 1.2, or a CapException that names the broken rule

    Reading reading = CapReader.read(xml); // never throws: the alert, and what is wrong with it
    assertThat(reading.alert()).contains(alert);

    CheckResult result = CapChecker.check(xml, Instant.parse("2024-03-10T00:00:00Z"));
    List<String> said = result.problems().stream().map(Problem::message).toList();
    assertThat(result.valid()).isTrue();
    assertThat(said).containsExactly("The info has expired; it is now 2024-03-10T00:00:00Z.");
    // README example ends
  }
}
