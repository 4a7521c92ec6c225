// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

/**
 * A refusal: something read from outside is not what it must be, or a limit was passed.
 *
 * <p>The message gives the value, the place, the limit and the remedy. Faults of disks and networks
 * are {@link java.io.IOException}s instead.
 */
public final class RecordException extends RuntimeException {

  /** What kind of refusal it is, for callers who must tell them apart. */
  public enum Reason {
    /** The bytes do not follow their format. */
    MALFORMED,
    /** Well formed, but no signature is by a key that the caller knows. */
    NO_KNOWN_SIGNATURE,
    /** A signature that claims a known key does not verify. */
    INVALID_SIGNATURE,
    /** Hashes do not lead where they must. */
    BROKEN_PROOF,
    /** A size, count or range is outside its limits. */
    OUT_OF_RANGE,
    /** The record on disk contradicts itself, its checkpoint or its key. */
    BROKEN_RECORD,
    /** Another writer committed meanwhile, and nothing was done: open anew and do it again. */
    OVERTAKEN
  }

  private final Reason reason;

  /** Makes a refusal of the given kind. */
  public RecordException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** The kind of refusal. */
  public Reason reason() {
    return reason;
  }

  static RecordException malformed(String message) {
    return new RecordException(Reason.MALFORMED, message);
  }

  static RecordException outOfRange(String message) {
    return new RecordException(Reason.OUT_OF_RANGE, message);
  }

  static RecordException brokenRecord(String message) {
    return new RecordException(Reason.BROKEN_RECORD, message);
  }
}
