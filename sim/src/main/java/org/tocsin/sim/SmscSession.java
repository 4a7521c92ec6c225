// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.ServerResponseDeliveryListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/** What the centre says to one that is bound. Called by several threads at a time. */
final class SmscSession implements ServerMessageReceiverListener, ServerResponseDeliveryListener {
  private static final short ID = 0x1400;
  private static final short REPEAT = 0x1401;

  private final SmscReceiver receiver;

  /** Answers that are on their way: to whom their receipts belong. */
  private final Map<String, String> answered = new ConcurrentHashMap<>();

  /** Messages whose confirmation gets lost, by address and reference. */
  private final Map<String, Fault> fates = new ConcurrentHashMap<>();

  SmscSession(SmscReceiver receiver) {
    this.receiver = receiver;
  }

  @Override
  public SubmitSmResult onAcceptSubmitSm(SubmitSm message, SMPPServerSession session)
      throws ProcessRequestException {
    String address = "+" + message.getDestAddress();
    SmsParts.Part part =
        SmsParts.part(message.getShortMessage(), message.getDataCoding(), message.isUdhi());
    Fault fault = fate(address, part);
    switch (fault) {
      case REJECT -> {
        receiver.noteRefused();
        throw refusal("no such number", SMPPConstant.STAT_ESME_RINVDSTADR);
      }
      case TEMPORARY -> {
        receiver.noteDeferred();
        throw refusal("too many", SMPPConstant.STAT_ESME_RTHROTTLED);
      }
      case CLOSE -> {
        receiver.drop(session);
        throw refusal("closed", SMPPConstant.STAT_ESME_RSYSERR);
      }
      case SLOW -> pause(receiver.settings().faults().slowBy());
      case LOST_REPLY, NONE -> {
        // Taken below.
      }
    }
    String messageId = receiver.nextId();
    boolean taken =
        receiver.take(
            address,
            message.getSourceAddr(),
            part,
            text(message.getOptionalParameter(ID)),
            !text(message.getOptionalParameter(REPEAT)).isEmpty(),
            messageId);
    if (!taken) {
      throw refusal("could not be handed on", SMPPConstant.STAT_ESME_RSYSERR);
    }
    if (fault == Fault.LOST_REPLY) {
      receiver.drop(session);
      throw refusal("closed", SMPPConstant.STAT_ESME_RSYSERR);
    }
    tear(message.getSequenceNumber(), messageId, address, session);
    boolean wanted = message.isSmscDelReceiptSuccessAndFailureRequested();
    if (wanted && receiver.settings().receipts() == SmscReceiver.Receipts.BEFORE) {
      receiver.sendReceipt(session, messageId, address);
    } else if (wanted && receiver.settings().receipts() == SmscReceiver.Receipts.AFTER) {
      answered.put(messageId, address);
    }
    return result(messageId);
  }

  /** Says beforehand what breaks the answer that follows. */
  private void tear(int sequence, String messageId, String address, SMPPServerSession session)
      throws ProcessRequestException {
    byte[] answer = answer(sequence, messageId);
    switch (receiver.tearOf(address)) {
      case NONE -> {
        // The session says it itself.
      }
      case TWICE -> receiver.say(session, answer, false);
      case STALL, NO_BODY -> {
        pause(receiver.settings().tears().stall());
        receiver.drop(session);
      }
      case NOTHING -> receiver.say(session, new byte[0], true);
      case HALF, HALF_BODY -> receiver.say(session, Arrays.copyOf(answer, 10), true);
    }
  }

  /** A submit_sm_resp (SMPP 3.4 §4.4.2). */
  private static byte[] answer(int sequence, String messageId) {
    byte[] id = messageId.getBytes(US_ASCII);
    return ByteBuffer.allocate(17 + id.length)
        .putInt(17 + id.length)
        .putInt(SMPPConstant.CID_SUBMIT_SM_RESP)
        .putInt(SMPPConstant.STAT_ESME_ROK)
        .putInt(sequence)
        .put(id)
        .array();
  }

  /** Drawn at the first part; a reply that is lost is that of the last one. */
  private Fault fate(String address, SmsParts.Part part) {
    String key = address + ' ' + part.reference();
    Fault fault = part.number() == 1 ? receiver.faultOf(address) : Fault.NONE;
    if (fault == Fault.LOST_REPLY && part.total() > 1) {
      fates.put(key, fault);
      return Fault.NONE;
    }
    if (part.number() == part.total() && part.total() > 1) {
      Fault late = fates.remove(key);
      return late == null ? Fault.NONE : late;
    }
    return fault;
  }

  private static void pause(Duration time) throws ProcessRequestException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refusal("stopped", SMPPConstant.STAT_ESME_RSYSERR);
    }
  }

  private static SubmitSmResult result(String messageId) throws ProcessRequestException {
    try {
      return new SubmitSmResult(new MessageId(messageId), new OptionalParameter[0]);
    } catch (PDUStringException e) {
      throw refusal("no id", SMPPConstant.STAT_ESME_RSYSERR);
    }
  }

  private static String text(OptionalParameter parameter) {
    return parameter instanceof OptionalParameter.OctetString octets
        ? new String(octets.getValue(), US_ASCII)
        : "";
  }

  @Override
  public void onSubmitSmRespSent(SubmitSmResult result, SMPPServerSession session) {
    String address = answered.remove(result.getMessageId());
    if (address != null) {
      Thread.ofVirtual()
          .name("exercise-smsc-receipt")
          .start(() -> receiver.sendReceipt(session, result.getMessageId(), address));
    }
  }

  @Override
  public void onSubmitSmRespError(
      SubmitSmResult result, Exception cause, SMPPServerSession session) {
    answered.remove(result.getMessageId());
  }

  @Override
  public void onSubmitMultiRespSent(SubmitMultiResult result, SMPPServerSession session) {
    // Not offered.
  }

  @Override
  public void onSubmitMultiRespError(
      SubmitMultiResult result, Exception cause, SMPPServerSession session) {
    // Not offered.
  }

  @Override
  public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti message, SMPPServerSession session)
      throws ProcessRequestException {
    throw notOffered();
  }

  @Override
  public QuerySmResult onAcceptQuerySm(QuerySm query, SMPPServerSession session)
      throws ProcessRequestException {
    throw notOffered();
  }

  @Override
  public void onAcceptReplaceSm(ReplaceSm replacement, SMPPServerSession session)
      throws ProcessRequestException {
    throw notOffered();
  }

  @Override
  public void onAcceptCancelSm(CancelSm cancel, SMPPServerSession session)
      throws ProcessRequestException {
    throw notOffered();
  }

  @Override
  public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm message, SMPPServerSession session)
      throws ProcessRequestException {
    throw notOffered();
  }

  @Override
  public void onAcceptCancelBroadcastSm(CancelBroadcastSm cancel, SMPPServerSession session)
      throws ProcessRequestException {
    throw notOffered();
  }

  @Override
  public QueryBroadcastSmResult onAcceptQueryBroadcastSm(
      QueryBroadcastSm query, SMPPServerSession session) throws ProcessRequestException {
    throw notOffered();
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm message, Session session)
      throws ProcessRequestException {
    throw notOffered();
  }

  private static ProcessRequestException notOffered() {
    return refusal("not offered in this exercise", SMPPConstant.STAT_ESME_RINVCMDID);
  }

  private static ProcessRequestException refusal(String why, int status) {
    return new ProcessRequestException(why, status);
  }
}
