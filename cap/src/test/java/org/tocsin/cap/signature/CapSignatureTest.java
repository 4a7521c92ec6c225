// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tocsin.cap.signature.TestCertificates.NOW;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.cap.Alert;
import org.tocsin.cap.CapException;
import org.tocsin.cap.CapReader;
import org.tocsin.cap.CapWriter;
import org.tocsin.cap.Category;
import org.tocsin.cap.Certainty;
import org.tocsin.cap.Info;
import org.tocsin.cap.MsgType;
import org.tocsin.cap.ReadLimits;
import org.tocsin.cap.Reading;
import org.tocsin.cap.Scope;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Status;
import org.tocsin.cap.Urgency;
import org.tocsin.cap.WriteForm;
import org.tocsin.cap.signature.SignatureResult.Fault;
import org.tocsin.cap.signature.SignatureResult.Invalid;
import org.tocsin.cap.signature.SignatureResult.NotCheckable;
import org.tocsin.cap.signature.SignatureResult.Obstacle;
import org.tocsin.cap.signature.SignatureResult.Unsigned;
import org.tocsin.cap.signature.SignatureResult.Verified;
import org.tocsin.cap.signature.SignatureResult.VerifiedWithoutSpace;
import org.tocsin.cap.signature.TestCertificates.Holder;

/**
 * FEATURE UNDER TEST: what is signed verifies, what was tampered with does not, and it says why.
 */
class CapSignatureTest {
  private static Holder root;
  private static Holder authority;
  private static Holder desk;

  @BeforeAll
  static void makeCertificates() throws Exception {
    root = TestCertificates.root("Root");
    authority = TestCertificates.authority("Authority", root);
    desk = TestCertificates.signer("desk.example.org", TestCertificates.rsa(2048), authority);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "secp256r1", "secp384r1", "secp521r1"})
  void whatIsSignedIsVerifiedAndComesBackFromTheSignedOctets(String kind) throws Exception {
    KeyPair keys = kind.equals("RSA") ? TestCertificates.rsa(2048) : TestCertificates.curve(kind);
    Holder signer = TestCertificates.signer("signer", keys, authority);
    byte[] signed = signer(signer).sign(alert());

    Verification verification = verifier().verify(signed, NOW);

    assertThat(verification.received().isValid()).isTrue();
    assertThat(verification.received().alert().orElseThrow().isSigned()).isTrue();
    assertThat(verification.verdict())
        .isInstanceOfSatisfying(
            Verified.class,
            verified -> {
              assertThat(verified.alert()).isEqualTo(alert());
              assertThat(verified.signer().name()).isEqualTo("CN=signer");
              assertThat(verified.signer().chain())
                  .containsExactly(
                      signer.certificate(), authority.certificate(), root.certificate());
            });
    assertThat(verification.verifiedAlert()).contains(alert());
  }

  @Test
  void theCanonicalFormIsItsOwnExclusiveCanonicalization() throws Exception {
    Alert alert = alert().toBuilder().note("a < b & \"c\" > d\r\n\te").build();
    // What was digested is the exclusive canonicalization of the message without its signature.
    SignatureMath.Outcome outcome =
        SignatureMath.check(
            SignedXml.parse(signer(desk).sign(alert)),
            0,
            List.of(desk.certificate().getPublicKey()));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            SignatureMath.Outcome.Holds.class,
            holds ->
                assertThat(new String(holds.octets(), UTF_8))
                    .isEqualTo(new String(CapWriter.write(alert, WriteForm.CANONICAL), UTF_8)));
  }

  @Test
  void aMessageThatWasLaidOutAnewVerifiesWithoutItsSpace() {
    String signed = text(signer(desk).sign(alert()));
    String laidOut =
        signed.replace("><", ">\n  <").replace("<alert", "<?xml-stylesheet href='x'?>\n<alert");
    Verification verification = verifier().verify(laidOut.getBytes(UTF_8), NOW);
    assertThat(verification.verdict()).isInstanceOf(VerifiedWithoutSpace.class);
    assertThat(verification.verifiedAlert()).contains(alert());
  }

  @Test
  void aSignedAlertInsideAFeedVerifiesFromTheBytesItsReadingKept() {
    String signed = text(signer(desk).sign(alert()));
    String feed =
        "<feed>\n<entry><content>"
            + signed.substring(signed.indexOf("<alert"))
            + "</content></entry></feed>";
    Reading reading = CapReader.readAll(feed.getBytes(UTF_8), ReadLimits.feed()).getFirst();
    Verification verification = verifier().verify(reading.original().bytes(), NOW);
    assertThat(verification.verdict()).isInstanceOf(Verified.class);
    assertThat(verification.verifiedAlert()).contains(alert());
  }

  @Test
  void aSignedMessageIsValidAgainstTheSchemaOfOasis() throws Exception {
    SchemaFactory.newDefaultInstance()
        .newSchema(Alert.class.getResource("schema/CAP-v1.2.xsd"))
        .newValidator()
        .validate(new StreamSource(new ByteArrayInputStream(signer(desk).sign(alert()))));
  }

  @Test
  void aMessageWhoseEncodingWasGuessedIsNotSignedAsItStands() {
    String text = new String(CapWriter.write(alert()), UTF_8);
    byte[] lying = text.replace("UTF-8", "UTF-16").getBytes(UTF_8);
    assertThatThrownBy(() -> signer(desk).sign(lying))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be signed as it stands");
  }

  @Test
  void rsaSignaturesAreTheSameBytesEachTime() {
    assertThat(signer(desk).sign(alert())).isEqualTo(signer(desk).sign(alert()));
  }

  @ParameterizedTest
  @CsvSource({
    "Avoid the square, Go to the square",
    "<sender>desk@example.org, <sender>evil@example.org",
    "</info>, </info><info/>",
    "<category>Security</category>, <category>Security</category><category>Met</category>",
  })
  void aChangedMessageIsInvalid(String from, String to) {
    String changed = text(signer(desk).sign(alert())).replace(from, to);
    assertThat(verifier().verify(changed.getBytes(UTF_8), NOW).verdict())
        .isInstanceOfSatisfying(
            Invalid.class, invalid -> assertThat(invalid.fault()).isEqualTo(Fault.DIGEST));
  }

  @Test
  void aSignatureValueOfAnotherKeyIsInvalid() throws Exception {
    Holder other = TestCertificates.signer("other", TestCertificates.rsa(2048), authority);
    String mine = text(signer(desk).sign(alert()));
    String theirs = text(signer(other).sign(alert()));
    String swapped = mine.replace(value(mine), value(theirs));
    assertThat(verifier().verify(swapped.getBytes(UTF_8), NOW).verdict())
        .isInstanceOfSatisfying(
            Invalid.class, invalid -> assertThat(invalid.fault()).isEqualTo(Fault.VALUE));
  }

  @Test
  void aCommentDoesNotHidePartOfAValueFromTheReader() {
    String split =
        text(signer(desk).sign(alert()))
            .replace("desk@example.org", "desk<!-- evil -->@example.org");
    assertThat(verifier().verify(split.getBytes(UTF_8), NOW).verifiedAlert())
        .hasValueSatisfying(read -> assertThat(read.sender()).isEqualTo("desk@example.org"));
  }

  @Test
  void aMessageWithoutItsSignatureIsUnsigned() {
    String stripped =
        text(signer(desk).sign(alert())).replaceAll("(?s)<ds:Signature.*</ds:Signature>", "");
    Verification verification = verifier().verify(stripped.getBytes(UTF_8), NOW);
    assertThat(verification.verdict()).isInstanceOf(Unsigned.class);
    assertThat(verification.received().alert()).contains(alert());
  }

  @Test
  void twoSignaturesAreBothReportedAndBothHold() throws Exception {
    Holder next = TestCertificates.signer("next", TestCertificates.curve("secp256r1"), authority);
    byte[] twice = signer(next).sign(signer(desk).sign(alert()));
    Verification verification = verifier().verify(twice, NOW);
    assertThat(verification.signatures())
        .satisfiesExactly(
            first -> assertThat(name(first)).isEqualTo("CN=desk.example.org"),
            second -> assertThat(name(second)).isEqualTo("CN=next"));
  }

  @Test
  void oneGoodSignatureCountsAndTheOtherIsStillReported() throws Exception {
    Holder stranger = TestCertificates.root("Stranger");
    Holder unknown =
        TestCertificates.signer("unknown", TestCertificates.curve("secp256r1"), stranger);
    byte[] twice = signer(unknown).sign(signer(desk).sign(alert()));
    Verification verification = verifier().verify(twice, NOW);
    assertThat(RealSignaturesTest.words(verification)).isEqualTo("verified UNTRUSTED");
    assertThat(verification.verdict()).isInstanceOf(Verified.class);
  }

  @Test
  void signingKeepsEverythingThatStoodInTheMessage() {
    String message =
        """
        <?xml version="1.0" encoding="ISO-8859-1"?>
        <?xml-stylesheet href="style.xsl"?>
        <!-- before -->
        <cap:alert xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2" xmlns:x="urn:x">
          <cap:identifier>1</cap:identifier><cap:sender>d\u00e9sk</cap:sender>
          <cap:sent>2026-06-01T12:00:00-00:00</cap:sent><cap:status>Actual</cap:status>
          <cap:msgType>Ack</cap:msgType><cap:scope>Public</cap:scope><cap:note><![CDATA[a <b>]]></cap:note>
          <cap:references>s,i,2026-06-01T11:00:00-00:00</cap:references>
          <!-- within --> <?x y?>
        </cap:alert>
        """;
    byte[] signed = signer(desk).sign(message.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(text(signed))
        .contains("<?xml-stylesheet href=\"style.xsl\"?>\n<!-- before -->\n<cap:alert")
        .contains("<cap:sender>d\u00e9sk</cap:sender>\n  <cap:sent>")
        .contains("<cap:note>a &lt;b&gt;</cap:note>")
        .contains("  <!-- within --> <?x y?>\n<ds:Signature");
    Verification verification = verifier().verify(signed, NOW);
    assertThat(verification.verdict()).isInstanceOf(Verified.class);
    assertThat(verification.verifiedAlert())
        .hasValueSatisfying(alert -> assertThat(alert.note()).contains("a <b>"));
  }

  @Test
  void onlyValidMessagesAreSigned() {
    byte[] invalid = text(signer(desk).sign(alert())).replace("Public", "Secret").getBytes(UTF_8);
    assertThatThrownBy(() -> signer(desk).sign(invalid)).isInstanceOf(CapException.class);
  }

  @Test
  void anUntrustedChainIsIntactAndNamesItsSigner() {
    byte[] signed = signer(desk).sign(alert());
    SignatureResult result = new CapVerifier(Trust.nobody()).verify(signed, NOW).verdict();
    assertThat(obstacle(result)).isEqualTo(Obstacle.UNTRUSTED);
    assertThat(((NotCheckable) result).intact().orElseThrow().certificate())
        .isEqualTo(desk.certificate());
  }

  @Test
  void aCertificateHoldsInItsTimeOnly() {
    byte[] signed = signer(desk).sign(alert());
    Instant before = NOW.minus(Duration.ofDays(183));
    Instant after = NOW.plus(Duration.ofDays(183));
    assertThat(obstacle(verifier().verify(signed, before).verdict()))
        .isEqualTo(Obstacle.OUTSIDE_VALIDITY);
    assertThat(obstacle(verifier().verify(signed, after).verdict()))
        .isEqualTo(Obstacle.OUTSIDE_VALIDITY);
  }

  @Test
  void anExpiredAuthorityAboveTheSignerIsFoundToo() throws Exception {
    Holder old =
        TestCertificates.issued(
            "Old",
            TestCertificates.curve("secp256r1"),
            root,
            true,
            KeyUsage.keyCertSign,
            NOW.minus(Duration.ofDays(200)));
    Holder signer = TestCertificates.signer("late", TestCertificates.curve("secp256r1"), old);
    byte[] signed =
        new CapSigner(
                new SigningKey(
                    signer.keys().getPrivate(), List.of(signer.certificate(), old.certificate())))
            .sign(alert());
    assertThat(obstacle(verifier().verify(signed, NOW).verdict()))
        .isEqualTo(Obstacle.OUTSIDE_VALIDITY);
  }

  @Test
  void aRevokedCertificateIsNotTrustedAndAMissingListIsSaid() throws Exception {
    byte[] signed = signer(desk).sign(alert());
    Trust trust = Trust.in(List.of(root.certificate()));
    Trust revoked =
        trust.withRevocationLists(
            List.of(
                TestCertificates.revoking(authority, desk.certificate()),
                TestCertificates.revoking(root)));
    Trust fresh =
        trust.withRevocationLists(
            List.of(TestCertificates.revoking(authority), TestCertificates.revoking(root)));
    assertThat(obstacle(new CapVerifier(revoked).verify(signed, NOW).verdict()))
        .isEqualTo(Obstacle.REVOKED);
    assertThat(new CapVerifier(fresh).verify(signed, NOW).verdict()).isInstanceOf(Verified.class);
    assertThat(
            obstacle(
                new CapVerifier(trust.withRevocationLists(List.of()))
                    .verify(signed, NOW)
                    .verdict()))
        .isEqualTo(Obstacle.REVOCATION_UNKNOWN);
  }

  @Test
  void aSignersOwnCertificateMayBeTheAnchor() {
    Trust pinned = Trust.in(List.of(desk.certificate()));
    assertThat(new CapVerifier(pinned).verify(signer(desk).sign(alert()), NOW).verdict())
        .isInstanceOf(Verified.class);
  }

  @Test
  void aCertificateThatTheMessageLeavesOutMayBeKnown() {
    String without =
        text(signer(desk).sign(alert())).replaceAll("(?s)<ds:KeyInfo>.*</ds:KeyInfo>", "");
    assertThat(obstacle(verifier().verify(without.getBytes(UTF_8), NOW).verdict()))
        .isNotEqualTo(Obstacle.UNTRUSTED);
    Trust knowing =
        Trust.in(List.of(root.certificate()))
            .withKnown(List.of(desk.certificate(), authority.certificate()));
    assertThat(new CapVerifier(knowing).verify(without.getBytes(UTF_8), NOW).verdict())
        .isInstanceOf(Verified.class);
  }

  @Test
  void anAuthoritysKeyIsNotMeantForMessages() throws Exception {
    Holder wrong =
        TestCertificates.issued(
            "encrypts", TestCertificates.rsa(2048), root, false, KeyUsage.keyEncipherment, NOW);
    byte[] signed =
        new CapSigner(new SigningKey(wrong.keys().getPrivate(), List.of(wrong.certificate())))
            .sign(alert());
    assertThat(obstacle(verifier().verify(signed, NOW).verdict())).isEqualTo(Obstacle.KEY_USAGE);
  }

  static Alert alert() {
    OffsetDateTime sent = OffsetDateTime.parse("2026-06-01T12:00:00+03:00");
    return Alert.builder()
        .identifier("1")
        .sender("desk@example.org")
        .sent(sent)
        .status(Status.ACTUAL)
        .msgType(MsgType.ALERT)
        .scope(Scope.PUBLIC)
        .info(
            Info.builder()
                .category(Category.SECURITY)
                .event("Threat")
                .urgency(Urgency.EXPECTED)
                .severity(Severity.SEVERE)
                .certainty(Certainty.POSSIBLE)
                .expires(sent.plusHours(6))
                .headline("Avoid the square \ud83d\udea8 & <wait>\r\nfor news")
                .build())
        .build();
  }

  private static CapSigner signer(Holder holder) {
    return new CapSigner(
        new SigningKey(
            holder.keys().getPrivate(),
            holder.certificate().getIssuerX500Principal().getName().equals("CN=Authority")
                ? List.of(holder.certificate(), authority.certificate())
                : List.of(holder.certificate())));
  }

  private static CapVerifier verifier() {
    return new CapVerifier(Trust.in(List.of(root.certificate())));
  }

  private static String name(SignatureResult result) {
    return ((Verified) result).signer().name();
  }

  static Obstacle obstacle(SignatureResult result) {
    return result instanceof NotCheckable checked
        ? checked.obstacle()
        : org.assertj.core.api.Assertions.fail("%s", result);
  }

  private static String value(String message) {
    String open = "<ds:SignatureValue>";
    int start = message.indexOf(open) + open.length();
    return message.substring(start, message.indexOf('<', start));
  }

  static String text(byte[] message) {
    assertThat(CapReader.read(message).alert()).isPresent();
    return new String(message, UTF_8);
  }
}
