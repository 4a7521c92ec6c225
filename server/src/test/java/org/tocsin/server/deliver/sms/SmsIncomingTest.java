// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.ProcessRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.server.deliver.DeliveryReports;
import org.tocsin.server.deliver.HandedOver;
import org.tocsin.server.deliver.ReportedState;

/** FEATURE UNDER TEST: receipts and replies in the forms in which providers write them. */
class SmsIncomingTest {

  private final List<String> heard = new ArrayList<>();
  private final SmsIncoming incoming = new SmsIncoming("main", new Heard());

  private final class Heard implements DeliveryReports {
    @Override
    public void handedOver(String channel, List<HandedOver> parts) {
      throw new IllegalStateException("nothing is handed over here");
    }

    @Override
    public void reported(String channel, String provider, String providerId, ReportedState state) {
      if (providerId.equals("no-room")) {
        throw new IllegalStateException("the database is away");
      }
      heard.add(providerId + " " + state);
    }

    @Override
    public boolean replied(String channel, String address, String text) {
      heard.add(address + " " + text);
      return true;
    }
  }

  private static DeliverSm receipt(String text, OptionalParameter... parameters) {
    DeliverSm message = new DeliverSm();
    message.setSmscDeliveryReceipt();
    message.setSourceAddr("79160000001");
    message.setShortMessage(text.getBytes(US_ASCII));
    message.setOptionalParameters(parameters);
    return message;
  }

  @ParameterizedTest
  @CsvSource({
    "id:0a1b sub:001 dlvrd:001 submit date:2403071800 done date:2403071801 stat:DELIVRD err:000 text:, 0a1b DELIVERED",
    "id:7 stat:UNDELIV err:011, 7 FAILED",
    "ID:7 STAT:expired, 7 EXPIRED",
    "id:7 stat:REJECTD Text:id:8 stat:DELIVRD, 7 REJECTED",
    "id:7 stat:DELETED, 7 FAILED",
  })
  void theTextOfAReceiptIsRead(String text, String says) throws Exception {
    incoming.onAcceptDeliverSm(receipt(text));
    assertThat(heard).containsExactly(says);
  }

  @ParameterizedTest
  @CsvSource({"id:7 stat:ACCEPTD", "id:7 stat:ENROUTE", "id:7 stat:UNKNOWN", "stat:DELIVRD", "''"})
  void whatIsNotFinalOrNamesNoMessageIsTakenAndPassedOver(String text) throws Exception {
    incoming.onAcceptDeliverSm(receipt(text));
    assertThat(heard).isEmpty();
  }

  @Test
  void parametersWinOverTheText() throws Exception {
    incoming.onAcceptDeliverSm(
        receipt(
            "id:99 stat:DELIVRD",
            new OptionalParameter.Receipted_message_id("0a1b"),
            new OptionalParameter.Message_state((byte) 3)));
    incoming.onAcceptDeliverSm(
        receipt(
            "",
            new OptionalParameter.Receipted_message_id("0a1c"),
            new OptionalParameter.Message_state((byte) 2)));
    assertThat(heard).containsExactly("0a1b EXPIRED", "0a1c DELIVERED");
  }

  @Test
  void whatCannotBeKeptNowIsRefusedSoThatItComesAgain() {
    assertThatThrownBy(() -> incoming.onAcceptDeliverSm(receipt("id:no-room stat:DELIVRD")))
        .isInstanceOfSatisfying(
            ProcessRequestException.class,
            refused -> assertThat(refused.getErrorCode()).isEqualTo(0x64));
  }

  @Test
  void aReplyOfSevenBitsWithAHeaderIsReadWithoutIt() throws Exception {
    DeliverSm message = new DeliverSm();
    message.setUdhi();
    message.setSourceAddr("79160000001");
    message.setShortMessage(new byte[] {5, 0, 3, 7, 2, 1, 'O', 'K', ' ', 0x1B, 0x65});
    incoming.onAcceptDeliverSm(message);
    assertThat(heard).containsExactly("+79160000001 OK €");
  }
}
