// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.server.deliver.DeliveryReports;
import org.tocsin.server.deliver.ReportedState;

/**
 * What the provider sends: receipts and replies. Each is confirmed when it is durable; what cannot
 * be kept now is refused, so that the provider sends it again. Thread-safe.
 */
final class SmsIncoming implements MessageReceiverListener {

  private static final Logger log = LoggerFactory.getLogger(SmsIncoming.class);
  private static final Pattern ID = Pattern.compile("(?i)\\bid:\\s*([\\x21-\\x7E]{1,65})");
  private static final Pattern STATE = Pattern.compile("(?i)\\bstat:\\s*([A-Z]{2,10})");
  private static final byte UCS2 = 8;

  private final String provider;
  private final DeliveryReports reports;

  SmsIncoming(String provider, DeliveryReports reports) {
    this.provider = provider;
    this.reports = reports;
  }

  @Override
  public void onAcceptDeliverSm(DeliverSm message) throws ProcessRequestException {
    try {
      if (message.isSmscDeliveryReceipt()) {
        receipt(message);
      } else if (!message.isIntermediateDeliveryNotification()) {
        reply(message);
      }
    } catch (RuntimeException e) {
      log.warn("what the SMS provider sent cannot be kept now; it will send it again", e);
      throw new ProcessRequestException("try again", SMPPConstant.STAT_ESME_RX_T_APPN);
    }
  }

  private void receipt(DeliverSm message) {
    String text = new String(body(message), ISO_8859_1);
    Optional<String> id =
        octets(message.getOptionalParameter(OptionalParameter.Tag.RECEIPTED_MESSAGE_ID))
            .map(SmsIncoming::word)
            .or(() -> first(ID, text));
    Optional<ReportedState> state =
        octet(message.getOptionalParameter(OptionalParameter.Tag.MESSAGE_STATE))
            .map(SmsIncoming::state)
            .orElseGet(() -> first(STATE, text).flatMap(SmsIncoming::state));
    if (id.isPresent() && state.isPresent()) {
      reports.reported(SmsChannel.KIND, provider, id.get(), state.get());
    } else {
      log.debug("a receipt says nothing that is final: id={}", id.isPresent());
    }
  }

  /** SMPP 3.4 §5.2.28; accepted, on its way and unknown are nothing final. */
  private static Optional<ReportedState> state(int code) {
    return switch (code) {
      case 2 -> Optional.of(ReportedState.DELIVERED);
      case 3 -> Optional.of(ReportedState.EXPIRED);
      case 4, 5 -> Optional.of(ReportedState.FAILED);
      case 8 -> Optional.of(ReportedState.REJECTED);
      default -> Optional.empty();
    };
  }

  /** SMPP 3.4, appendix B. */
  private static Optional<ReportedState> state(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "DELIVRD" -> Optional.of(ReportedState.DELIVERED);
      case "EXPIRED" -> Optional.of(ReportedState.EXPIRED);
      case "DELETED", "UNDELIV" -> Optional.of(ReportedState.FAILED);
      case "REJECTD" -> Optional.of(ReportedState.REJECTED);
      default -> Optional.empty();
    };
  }

  private void reply(DeliverSm message) {
    String sender = message.getSourceAddr();
    Optional<String> number = PhoneNumber.read(sender.startsWith("+") ? sender : "+" + sender);
    byte[] body = body(message);
    if (message.isUdhi() && body.length > 0) {
      body = Arrays.copyOfRange(body, Math.min(body.length, 1 + (body[0] & 0xFF)), body.length);
    }
    String text =
        message.getDataCoding() == UCS2 ? new String(body, UTF_16BE) : Alphabets.read(body);
    if (number.isEmpty() || !reports.replied(SmsChannel.KIND, number.get(), text)) {
      log.info("a message came from a number that was told nothing; it is passed over");
    }
  }

  /** The text, wherever the provider put it. */
  private static byte[] body(DeliverSm message) {
    byte[] text = message.getShortMessage();
    return text != null && text.length > 0
        ? text
        : octets(message.getOptionalParameter(OptionalParameter.Tag.MESSAGE_PAYLOAD))
            .orElse(new byte[0]);
  }

  private static Optional<byte[]> octets(OptionalParameter parameter) {
    return parameter instanceof OptionalParameter.OctetString text
        ? Optional.of(text.getValue())
        : Optional.empty();
  }

  private static Optional<Integer> octet(OptionalParameter parameter) {
    return parameter instanceof OptionalParameter.Byte one
        ? Optional.of((int) one.getValue())
        : Optional.empty();
  }

  private static String word(byte[] octets) {
    return new String(octets, US_ASCII).replaceAll("[^\\x21-\\x7E]", "");
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  @Override
  public void onAcceptAlertNotification(AlertNotification notification) {
    // A phone is there again; the provider tries it without us.
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm message, Session source)
      throws ProcessRequestException {
    throw new ProcessRequestException("not used here", SMPPConstant.STAT_ESME_RINVCMDID);
  }
}
