// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What verifying a file found: each check with its result in words. It is good when no check
 * failed; what could not be checked is said, not hidden.
 *
 * @param kind what the file is
 * @param checks the checks in the order they were made
 */
public record Verdict(Kind kind, List<Check> checks) {

  /** What is verified. */
  public enum Kind {
    /** A case in one file. */
    CASE_BUNDLE("case bundle"),
    /** A proof of one entry. */
    TLOG_PROOF("tlog-proof"),
    /** A whole record. */
    RECORD_FOLDER("record folder"),
    /** None of these. */
    UNKNOWN("unknown");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** The kind for people. */
    public String words() {
      return words;
    }
  }

  /** How a check ended. */
  public enum Result {
    /** It holds. */
    OK("ok"),
    /** It does not hold. */
    FAILED("failed"),
    /** It could not be checked with what was given. */
    NOT_CHECKED("notChecked");

    private final String json;

    Result(String json) {
      this.json = json;
    }

    /** The word in JSON. */
    public String json() {
      return json;
    }
  }

  /**
   * One check.
   *
   * @param name a stable name: form, signature, key, checkpoint, inclusion, disclosures, receipts,
   *     withheld, earlier, entries, tiles, root, witnesses, completeness, other, history, time
   * @param result how it ended
   * @param words a sentence for people
   */
  public record Check(String name, Result result, String words) {}

  /** Copies the list. */
  public Verdict {
    checks = List.copyOf(checks);
  }

  /** Whether no check failed. */
  public boolean ok() {
    return checks.stream().noneMatch(check -> check.result == Result.FAILED);
  }

  /** The verdict as JSON for {@link CanonicalJson}. */
  public Map<String, @Nullable Object> json() {
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    for (Check check : checks) {
      list.add(Map.of("name", check.name, "result", check.result.json, "words", check.words));
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("kind", kind.words);
    json.put("ok", ok());
    json.put("checks", list);
    return json;
  }

  static Verdict malformed(Kind kind, String words) {
    return new Verdict(kind, List.of(new Check("form", Result.FAILED, words)));
  }

  /** Gathers checks. */
  static final class Checks {
    private final List<Check> list = new ArrayList<>();

    void add(Check check) {
      list.add(check);
    }

    void ok(String name, String words) {
      list.add(new Check(name, Result.OK, words));
    }

    void failed(String name, String words) {
      list.add(new Check(name, Result.FAILED, words));
    }

    void notChecked(String name, String words) {
      list.add(new Check(name, Result.NOT_CHECKED, words));
    }

    Verdict verdict(Kind kind) {
      return new Verdict(kind, list);
    }
  }
}
