// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.io.IOException;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;

/** What the centre sends of itself: receipts and the messages of phones. */
final class SmscSender {
  private static final byte UCS2 = 8;

  private SmscSender() {}

  /** A receipt as SMPP 3.4, appendix B, writes it; false when it was not confirmed. */
  static boolean receipt(SMPPServerSession to, String messageId, String address, String word) {
    boolean arrived = word.equals("DELIVRD");
    String text =
        "id:%s sub:001 dlvrd:%s submit date:2403071800 done date:2403071801 stat:%s err:%s text:"
            .formatted(messageId, arrived ? "001" : "000", word, arrived ? "000" : "011");
    return deliver(
        to, address, SMPPConstant.ESMCLS_SMSC_DELIV_RECEIPT, (byte) 0, text.getBytes(US_ASCII));
  }

  /** A message from a phone; false when it was not confirmed. */
  static boolean message(SMPPServerSession to, String address, String text) {
    return deliver(to, address, (byte) 0, UCS2, text.getBytes(UTF_16BE));
  }

  private static boolean deliver(
      SMPPServerSession to, String address, byte esmClass, byte dataCoding, byte[] text) {
    try {
      to.deliverShortMessage(
          "",
          TypeOfNumber.INTERNATIONAL,
          NumberingPlanIndicator.ISDN,
          address.substring(1),
          TypeOfNumber.UNKNOWN,
          NumberingPlanIndicator.UNKNOWN,
          "exercise",
          new ESMClass(esmClass),
          (byte) 0,
          (byte) 0,
          new RegisteredDelivery(),
          DataCodings.newInstance(dataCoding),
          text);
      return true;
    } catch (PDUException
        | ResponseTimeoutException
        | InvalidResponseException
        | NegativeResponseException
        | IOException e) {
      System.getLogger(SmscSender.class.getName())
          .log(System.Logger.Level.DEBUG, "nobody confirmed what the centre sent", e);
      return false;
    }
  }
}
