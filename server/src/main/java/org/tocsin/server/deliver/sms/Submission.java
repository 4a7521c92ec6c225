// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;
import org.tocsin.cap.convert.SmsText;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;

/** One part on its way: submit_sm, and what its answer means. */
record Submission(
    SmppSettings settings,
    String from,
    Parcel parcel,
    String number,
    SmsText.Alphabet alphabet,
    byte[] octets,
    Instant until) {

  /**
   * The idempotency id. In the range for vendors (SMPP 3.4 §5.3.2), because the parameters that the
   * standard has for references hold two octets; centres pass over what they do not know.
   */
  static final short ID = 0x1400;

  /** There, with the value 1, when an earlier attempt may have arrived. */
  static final short REPEAT = 0x1401;

  private static final byte UCS2 = 8;
  private static final Duration LEAST_VALID = Duration.ofMinutes(5);
  private static final Duration MOST_VALID = Duration.ofDays(2);

  /** What came of a part. */
  sealed interface Reply {}

  /** The provider has it, under this id. */
  record Taken(String messageId) implements Reply {}

  /** It has not, or nobody knows. */
  record Not(Outcome outcome) implements Reply {}

  /**
   * Sends it and waits for the answer.
   *
   * @param joined whether it is one of several, with a header
   * @param begun whether an earlier part of the same message was taken
   */
  Reply to(SMPPSession session, boolean joined, boolean begun) {
    if (!session.getSessionState().isTransmittable()) {
      return new Not(Outcome.later("the connection to the SMS provider broke", begun));
    }
    try {
      String id =
          session
              .submitShortMessage(
                  "",
                  sourceType(),
                  sourceType() == TypeOfNumber.INTERNATIONAL
                      ? NumberingPlanIndicator.ISDN
                      : NumberingPlanIndicator.UNKNOWN,
                  source(),
                  TypeOfNumber.INTERNATIONAL,
                  NumberingPlanIndicator.ISDN,
                  number.substring(1),
                  new ESMClass(joined ? SMPPConstant.ESMCLS_UDHI_INDICATOR_SET : 0),
                  (byte) 0,
                  (byte) 1,
                  null,
                  validity(),
                  new RegisteredDelivery(SMPPConstant.REGDEL_SMSC_SUCCESS_FAILURE_REQUESTED),
                  (byte) 0,
                  DataCodings.newInstance(alphabet == SmsText.Alphabet.UCS2 ? UCS2 : 0),
                  (byte) 0,
                  octets,
                  marks())
              .getMessageId();
      return new Taken(id == null ? "" : id);
    } catch (NegativeResponseException e) {
      return new Not(outcome(e.getCommandStatus(), begun));
    } catch (ResponseTimeoutException e) {
      String reason =
          session.getSessionState().isTransmittable()
              ? "the SMS provider did not answer in time"
              : "the connection to the SMS provider broke";
      return new Not(Outcome.later(reason, true));
    } catch (InvalidResponseException e) {
      return new Not(Outcome.later("the SMS provider answered with nonsense", true));
    } catch (PDUException e) {
      return new Not(new Outcome.Failed("the message cannot be written in SMPP"));
    } catch (IOException e) {
      return new Not(Outcome.later("the connection to the SMS provider broke", true));
    }
  }

  /** SMPP 3.4 §5.1.3: what is the provider's trouble passes, what is the message's does not. */
  static Outcome outcome(int status, boolean begun) {
    String reason = "the SMS provider said 0x%02X".formatted(status);
    return switch (status) {
      case SMPPConstant.STAT_ESME_RTHROTTLED, SMPPConstant.STAT_ESME_RMSGQFUL ->
          new Outcome.Deferred(reason + ", too many at once", begun, Duration.ofSeconds(1));
      case SMPPConstant.STAT_ESME_RSYSERR,
          SMPPConstant.STAT_ESME_RINVBNDSTS,
          SMPPConstant.STAT_ESME_RSUBMITFAIL,
          SMPPConstant.STAT_ESME_RX_T_APPN,
          SMPPConstant.STAT_ESME_RUNKNOWNERR,
          SMPPConstant.STAT_ESME_RSERTYPUNAVAIL ->
          Outcome.later(reason, begun);
      case SMPPConstant.STAT_ESME_RINVDSTADR ->
          new Outcome.Failed(reason + ", there is no such number");
      // Codes of the provider's own: what they mean is not known, so nobody is given up for them.
      default ->
          status >= 0x400 && status <= 0x4FF
              ? Outcome.later(reason + ", a code of its own", begun)
              : new Outcome.Failed(reason);
    };
  }

  private TypeOfNumber sourceType() {
    return from.startsWith("+")
        ? TypeOfNumber.INTERNATIONAL
        : from.matches("[0-9]+") ? TypeOfNumber.UNKNOWN : TypeOfNumber.ALPHANUMERIC;
  }

  private String source() {
    return from.startsWith("+") ? from.substring(1) : from;
  }

  /** How long the provider tries, relative to now: not beyond the warning's end. */
  private String validity() {
    Duration left = Duration.between(parcel.at(), until);
    Duration valid =
        left.compareTo(LEAST_VALID) < 0
            ? LEAST_VALID
            : left.compareTo(MOST_VALID) > 0 ? MOST_VALID : left;
    return "0000%02d%02d%02d%02d000R"
        .formatted(
            valid.toDays(), valid.toHoursPart(), valid.toMinutesPart(), valid.toSecondsPart());
  }

  private OptionalParameter[] marks() {
    if (!settings.marks()) {
      return new OptionalParameter[0];
    }
    OptionalParameter id = new OptionalParameter.OctetString(ID, parcel.id().getBytes(US_ASCII));
    return parcel.repeat()
        ? new OptionalParameter[] {
          id, new OptionalParameter.OctetString(REPEAT, "1".getBytes(US_ASCII))
        }
        : new OptionalParameter[] {id};
  }
}
