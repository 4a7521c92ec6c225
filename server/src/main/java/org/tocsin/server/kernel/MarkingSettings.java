// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code tocsin.markings}: what a recipient is cleared for who was given no clearance, and
 * the markings of the desk's own beside TLP.
 *
 * @param defaultClearance a marking; {@code TLP:GREEN} unless the operator says otherwise
 * @param own the desk's own markings, by name
 */
@ConfigurationProperties("tocsin.markings")
public record MarkingSettings(
    @DefaultValue("TLP:GREEN") String defaultClearance, @DefaultValue Map<String, Own> own) {

  /**
   * A marking of the desk's own.
   *
   * @param atLeast the widest TLP label that a text with it may have; TLP:AMBER when not given
   * @param meaning whom it is for, in a sentence
   */
  public record Own(@Nullable String atLeast, @DefaultValue String meaning) {
    /** The widest TLP label. */
    public Marking widest() {
      return atLeast == null ? Marking.AMBER : Marking.parse(atLeast);
    }
  }

  /** Names in capitals; refuses at the start what could never be read back. */
  public MarkingSettings {
    Map<String, Own> named = new TreeMap<>();
    own.forEach((name, each) -> {
      Handling.parse(Marking.RED.label() + "//" + name);
      if (each.widest() == Marking.CLEAR) {
        throw new IllegalArgumentException(
            "tocsin.markings.own.%s.at-least is TLP:CLEAR, which is for everybody".formatted(name));
      }
      named.put(name.toUpperCase(Locale.ROOT), each);
    });
    own = Map.copyOf(named);
    Handling.parse(defaultClearance);
  }

  /** What is known of nobody in particular is cleared for. */
  public Handling clearanceOfOthers() {
    return Handling.parse(defaultClearance);
  }

  /** What is wrong with a marking under these settings, each a sentence; empty when sound. */
  public List<String> faults(Handling handling) {
    List<String> faults = new ArrayList<>();
    for (String name : handling.own()) {
      Own known = own.get(name);
      if (known == null) {
        faults.add(
            "'%s' is no marking of this desk; it has %s"
                .formatted(
                    name,
                    own.isEmpty()
                        ? "none of its own"
                        : String.join(", ", new TreeMap<>(own).keySet())));
      } else if (handling.tlp().compareTo(known.widest()) > 0) {
        faults.add("%s asks for %s or narrower".formatted(name, known.widest().label()));
      }
    }
    return faults;
  }

  /** What a form offers: TLP's labels and, behind the widest that each allows, the desk's own. */
  public List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (Marking each : Marking.values()) {
      labels.add(each.label());
    }
    named().forEach((name, each) -> labels.add(each.widest().label() + "//" + name));
    return labels;
  }

  /** Names of the desk's own markings with what they mean, by name. */
  public Map<String, Own> named() {
    return new TreeMap<>(own);
  }

  /**
   * Reads a marking that this desk knows.
   *
   * @throws Problem T0006 with what is wrong
   */
  public Handling read(String text) {
    Handling handling = Handling.parse(text);
    List<String> faults = faults(handling);
    if (!faults.isEmpty()) {
      throw KernelProblem.BAD_MARKING.because(String.join("; ", faults));
    }
    return handling;
  }
}
