// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

/** Refusals that belong to no stage: T0001 to T0099. */
public enum KernelProblem implements ProblemType {
  /** The address names nothing. */
  NOT_FOUND("T0001", "There is nothing here", 404, "Check the address or the id."),
  /** The body or a parameter cannot be understood. */
  BAD_REQUEST(
      "T0002",
      "The request cannot be understood",
      400,
      "Mend what the detail names and send it again."),
  /** Too many bytes. */
  TOO_LARGE("T0003", "The body is too large", 413, "Send less, or split it."),
  /** An id of the wrong form. */
  BAD_ID(
      "T0004", "That is not an id of this kind", 400, "Use an id as a list or an answer gave it."),
  /** A window that ends before it begins. */
  BAD_WINDOW("T0005", "The time window is not one", 422, "Let it end after it begins."),
  /** An unknown marking. */
  BAD_MARKING(
      "T0006", "The marking is not a TLP label", 422, "Use one of the five labels of TLP 2.0."),
  /** Coordinates off the earth. */
  BAD_PLACE(
      "T0007",
      "The place is not on the earth",
      422,
      "Write latitude and longitude in degrees, WGS 84."),
  /** A time without a zone, or no time at all. */
  BAD_TIME(
      "T0008",
      "The time cannot be used",
      422,
      "Write RFC 3339 with a numeric zone, for example 2024-03-07T18:00:00+03:00."),
  /** A media type that this address does not read. */
  BAD_MEDIA_TYPE(
      "T0009",
      "That media type is not read here",
      415,
      "Send one of the types that the documentation names."),
  /** A method that this address does not answer. */
  BAD_METHOD(
      "T0010",
      "That method is not answered here",
      405,
      "Use a method that the documentation names."),
  /** One Idempotency-Key, two different requests. */
  KEY_REUSED(
      "T0011",
      "This Idempotency-Key was used for another request",
      422,
      "Use a new key for a new request."),
  /** The same request is still being worked on. */
  KEY_IN_USE(
      "T0012",
      "A request with this Idempotency-Key is still being answered",
      409,
      "Wait for its answer, then ask again."),
  /** The record changed since it was read. */
  CHANGED_MEANWHILE(
      "T0013", "It was changed by somebody else meanwhile", 409, "Read it again and decide anew."),
  /** More than this server takes at once. */
  BUSY("T0014", "The server has too much to do", 503, "Try again in a moment."),
  /** Our fault. */
  BROKEN(
      "T0099",
      "Something here is broken",
      500,
      "Nothing was half-written. Try again; if it stays, tell the operator the number that begins with urn:uuid.");

  private final String number;
  private final String title;
  private final int status;
  private final String remedy;

  KernelProblem(String number, String title, int status, String remedy) {
    this.number = number;
    this.title = title;
    this.status = status;
    this.remedy = remedy;
  }

  @Override
  public String number() {
    return number;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String remedy() {
    return remedy;
  }
}
