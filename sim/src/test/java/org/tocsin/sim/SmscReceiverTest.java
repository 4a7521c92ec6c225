// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: a message centre that takes, joins and refuses as a provider does. */
class SmscReceiverTest {
  private static final byte GSM = 0;
  private static final byte UCS2 = 8;
  private static final int JOINED = 0x40;

  private final List<ReceivedSms> taken = new CopyOnWriteArrayList<>();

  private SmscReceiver start(Faults faults) throws IOException {
    return SmscReceiver.start(
        SmscReceiver.Settings.of(Clock.systemUTC()).withFaults(faults), taken::add);
  }

  private static SMPPSession bind(SmscReceiver receiver, String password) throws IOException {
    SMPPSession session = new SMPPSession();
    session.connectAndBind(
        "127.0.0.1",
        receiver.port(),
        new BindParameter(
            BindType.BIND_TRX,
            "exercise",
            password,
            "",
            TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.UNKNOWN,
            ""),
        5_000);
    return session;
  }

  private static void submit(SMPPSession session, int esm, byte coding, byte[] octets)
      throws Exception {
    session.submitShortMessage(
        "",
        TypeOfNumber.UNKNOWN,
        NumberingPlanIndicator.UNKNOWN,
        "54321",
        TypeOfNumber.INTERNATIONAL,
        NumberingPlanIndicator.ISDN,
        "79160000001",
        new ESMClass(esm),
        (byte) 0,
        (byte) 0,
        null,
        null,
        new RegisteredDelivery(),
        (byte) 0,
        DataCodings.newInstance(coding),
        (byte) 0,
        octets);
  }

  private static byte[] part(int reference, int total, int number, String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {5, 0, 3, (byte) reference, (byte) total, (byte) number});
    out.writeBytes(text.getBytes(UTF_16BE));
    return out.toByteArray();
  }

  @Test
  void partsAreJoinedInWhateverOrderTheyCome() throws Exception {
    try (SmscReceiver receiver = start(Faults.none())) {
      SMPPSession session = bind(receiver, "secret");
      submit(session, JOINED, UCS2, part(7, 3, 3, "три"));
      submit(session, JOINED, UCS2, part(7, 3, 1, "раз "));
      submit(session, JOINED, UCS2, part(8, 2, 1, "other"));
      submit(session, JOINED, UCS2, part(7, 3, 2, "два "));
      session.unbindAndClose();

      assertThat(taken)
          .singleElement()
          .satisfies(sms -> {
            assertThat(sms.text()).isEqualTo("раз два три");
            assertThat(sms.address()).isEqualTo("+79160000001");
            assertThat(sms.parts()).isEqualTo(3);
          });
      assertThat(receiver.counts().submitted()).isEqualTo(4);
      assertThat(receiver.counts().accepted()).isEqualTo(1);
    }
  }

  @Test
  void sevenBitLettersAreReadWithTheirExtension() throws Exception {
    try (SmscReceiver receiver = start(Faults.none())) {
      SMPPSession session = bind(receiver, "secret");
      // 3GPP TS 23.038: @ is 00, é is 05, the euro and the bracket follow the escape.
      submit(session, 0, GSM, new byte[] {0x00, 0x05, 0x1B, 0x65, 0x1B, 0x3C, 0x41, 0x1B, 0x3E});
      session.unbindAndClose();
      assertThat(taken).extracting(ReceivedSms::text).containsExactly("@é€[A]");
    }
  }

  @Test
  void anAnswerMayComeTwiceOrBreakAndTheMessageIsTakenAllTheSame() throws Exception {
    Tears always = new Tears(3, 1, Duration.ofMillis(1));
    try (SmscReceiver receiver =
        SmscReceiver.start(
            SmscReceiver.Settings.of(Clock.systemUTC()).withTears(always), taken::add)) {
      for (int attempt = 1; attempt <= 8; attempt++) {
        SMPPSession session = bind(receiver, "secret");
        session.setTransactionTimer(200);
        if (always.tearOf("+79160000001", attempt) == Tear.TWICE) {
          submit(session, 0, GSM, new byte[] {0x41});
        } else {
          assertThatThrownBy(() -> submit(session, 0, GSM, new byte[] {0x41}))
              .isInstanceOfAny(ResponseTimeoutException.class, IOException.class);
        }
        session.close();
      }
    }
    assertThat(taken).hasSize(8);
  }

  @Test
  void refusalsHaveTheCodesOfTheStandard() throws Exception {
    try (SmscReceiver receiver = start(new Faults(1, 1, 0, 0, Duration.ZERO, 0, 0))) {
      SMPPSession session = bind(receiver, "secret");
      assertThatThrownBy(() -> submit(session, 0, GSM, new byte[] {0x41}))
          .isInstanceOfSatisfying(
              NegativeResponseException.class,
              refused -> assertThat(refused.getCommandStatus()).isEqualTo(0x0B));
      session.unbindAndClose();
      assertThat(receiver.counts().refused()).isEqualTo(1);
      assertThatThrownBy(() -> bind(receiver, "wrong")).isInstanceOf(IOException.class);
    }
    assertThat(taken).isEmpty();
  }
}
