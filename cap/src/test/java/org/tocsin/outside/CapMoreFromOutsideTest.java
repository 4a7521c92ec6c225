// SPDX-License-Identifier: Apache-2.0
package org.tocsin.outside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tocsin.cap.Alert;
import org.tocsin.cap.Area;
import org.tocsin.cap.CapAtom;
import org.tocsin.cap.CapChecker;
import org.tocsin.cap.CapProfile;
import org.tocsin.cap.CapRss;
import org.tocsin.cap.CapWriter;
import org.tocsin.cap.Category;
import org.tocsin.cap.Certainty;
import org.tocsin.cap.CheckResult;
import org.tocsin.cap.Circle;
import org.tocsin.cap.Info;
import org.tocsin.cap.MsgType;
import org.tocsin.cap.Point;
import org.tocsin.cap.Problem;
import org.tocsin.cap.ReadLimits;
import org.tocsin.cap.Scope;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Status;
import org.tocsin.cap.Urgency;
import org.tocsin.cap.WriteForm;
import org.tocsin.cap.convert.AlertText;
import org.tocsin.cap.convert.EventTerms;
import org.tocsin.cap.convert.GeoJson;
import org.tocsin.cap.convert.SmsText;
import org.tocsin.cap.convert.Validators;
import org.tocsin.cap.life.CapLife;
import org.tocsin.cap.life.LifePolicy;
import org.tocsin.cap.life.Standing;
import org.tocsin.cap.life.State;
import org.tocsin.cap.profile.Profiles;
import org.tocsin.cap.signature.CapSigner;
import org.tocsin.cap.signature.CapVerifier;
import org.tocsin.cap.signature.Certificates;
import org.tocsin.cap.signature.SignatureResult;
import org.tocsin.cap.signature.SigningKey;
import org.tocsin.cap.signature.TestCertificates;
import org.tocsin.cap.signature.Trust;
import org.tocsin.cap.signature.Verification;

/** FEATURE UNDER TEST: the further examples of the module's README, through public doors alone. */
class CapMoreFromOutsideTest {
  private static final OffsetDateTime SENT = OffsetDateTime.parse("2026-06-01T12:00:00+03:00");

  @Test
  void theExampleOfProfilesWorks() {
    Alert alert = alert().toBuilder().code("IPAWSv1.0").build();
    byte[] xml = CapWriter.write(alert);
    byte[] feedXml =
        ("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><content>"
                + new String(CapWriter.write(alert), UTF_8).replaceFirst("<\\?xml[^>]*>", "")
                + "</content></entry></feed>")
            .getBytes(UTF_8);

    // README profiles begins
    List<CapProfile> profiles = Profiles.claimedBy(alert); // or Profiles.find("ipaws-1.0")
    CheckResult held = CapChecker.check(xml, Instant.now(), ReadLimits.alert(), profiles);
    List<CheckResult> each =
        CapChecker.checkAll(feedXml, Instant.now(), ReadLimits.feed(), profiles);
    // README profiles ends

    assertThat(held.valid()).isFalse();
    assertThat(held.problems())
        .extracting(Problem::rule)
        .contains("ipaws-1.0-eventCode", "ipaws-1.0-geocode");
    // One result for the message and one for the feed, which has neither id nor title.
    assertThat(each).hasSize(2).noneMatch(CheckResult::valid);
  }

  @Test
  void theExampleOfSigningWorks() throws Exception {
    TestCertificates.Holder root = TestCertificates.root("Root");
    TestCertificates.Holder desk =
        TestCertificates.signer("Desk", TestCertificates.curve("secp256r1"), root);
    String certificatePem = Certificates.toPem(List.of(desk.certificate()));
    String rootPem = Certificates.toPem(List.of(root.certificate()));
    String keyPem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(desk.keys().getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    Instant receivedAt = TestCertificates.NOW;
    Alert alert = alert();

    // README signing begins
    SigningKey key = SigningKey.fromPem(keyPem, certificatePem); // or fromPkcs12(bytes, password)
    byte[] signed = new CapSigner(key).sign(alert);

    CapVerifier verifier = new CapVerifier(Trust.in(Certificates.fromPem(rootPem)));
    Verification verification = verifier.verify(signed, receivedAt);
    String news =
        switch (verification.verdict()) {
          case SignatureResult.Verified good -> "signed by " + good.signer().name();
          case SignatureResult.VerifiedWithoutSpace good -> "signed by " + good.signer().name();
          case SignatureResult.Invalid bad -> "do not trust: " + bad.detail();
          case SignatureResult.NotCheckable open -> "not checked: " + open.detail();
          case SignatureResult.Unsigned _ -> "not signed";
        };
    // README signing ends
    assertThat(news).isEqualTo("signed by CN=Desk");
    assertThat(verification.verifiedAlert()).contains(alert);
  }

  @Test
  void theExampleOfLifeWorks() {
    Alert alert = alert();
    Alert cancel =
        alert.toBuilder()
            .identifier("2")
            .sent(SENT.plusHours(1))
            .msgType(MsgType.CANCEL)
            .note("Over")
            .infos(List.of())
            .reference(alert.reference())
            .build();
    Instant noon = SENT.toInstant();

    // README life begins
    CapLife life = new CapLife(LifePolicy.usual());
    life.add(cancel, "https://example.org/feed"); // in any order, as often as you like
    life.add(alert, "https://example.org/feed");

    List<Standing> inForce = life.at(noon).inForce();
    State later = life.at(noon.plusSeconds(7200)).standings().getFirst().state();
    // later: Cancelled[by=desk@example.org,2,…, at=…, match=EXACT]
    life.forget(noon.minusSeconds(30 * 86_400)); // bounds the memory
    // README life ends
    assertThat(inForce).hasSize(1);
    assertThat(later).isInstanceOf(State.Cancelled.class);
  }

  @Test
  void theExampleOfConvertingWorks() {
    Alert alert = alert();
    CapRss.Channel channel =
        new CapRss.Channel(
            "Alerts",
            "https://example.org/",
            "In force",
            Optional.of("en"),
            "https://e.org/f",
            SENT);
    List<CapAtom.Entry> entries = List.of();
    Optional<String> ifNoneMatch = Optional.empty();
    Optional<String> ifModifiedSince = Optional.empty();

    // README converting begins
    byte[] canonical = CapWriter.write(alert, WriteForm.CANONICAL); // one alert, one byte sequence

    byte[] map = GeoJson.write(List.of(alert)); // and back: GeoJson.read(map)

    AlertText text = AlertText.of(alert, alert.infos().getFirst());
    SmsText sms = text.sms(1); // at most one message; what counts stays
    String voice = text.spoken(); // or text.ssml()

    byte[] rss = CapRss.write(channel, entries);
    Validators validators = Validators.of(rss, channel.updated().toInstant());
    boolean notModified = validators.isCurrent(ifNoneMatch, ifModifiedSince); // answer 304

    String term = EventTerms.find("OET-193").orElseThrow().term(); // terrorist incident
    // README converting ends
    assertThat(new String(canonical, UTF_8)).startsWith("<alert ");
    assertThat(GeoJson.read(map)).containsExactly(alert);
    assertThat(sms.segments())
        .containsExactly(
            "Avoid large gatherings for 48 hours. Where: Moscow. Until: Wed 3 Jun 12:00");
    assertThat(voice)
        .isEqualTo(
            "Avoid large gatherings for 48 hours. Where: Moscow. Until: Wednesday 3 June, noon.");
    assertThat(notModified).isFalse();
    assertThat(term).isEqualTo("terrorist incident");
  }

  private static Alert alert() {
    return Alert.builder()
        .identifier("1")
        .sender("desk@example.org")
        .sent(SENT)
        .status(Status.ACTUAL)
        .msgType(MsgType.ALERT)
        .scope(Scope.PUBLIC)
        .info(
            Info.builder()
                .language("en")
                .category(Category.SECURITY)
                .event("Threat to large gatherings")
                .urgency(Urgency.EXPECTED)
                .severity(Severity.EXTREME)
                .certainty(Certainty.POSSIBLE)
                .expires(SENT.plusHours(48))
                .headline("Avoid large gatherings for 48 hours")
                .area(
                    Area.builder()
                        .areaDesc("Moscow")
                        .circle(new Circle(new Point(55.751, 37.618), 40))
                        .build())
                .build())
        .build();
  }
}
