// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tocsin.cap.Alert;
import org.tocsin.cap.Area;
import org.tocsin.cap.Certainty;
import org.tocsin.cap.Info;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Status;
import org.tocsin.cap.Urgency;
import org.tocsin.cap.life.State;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.Text;

/**
 * A message of another authority with where it stands now. Their words, unchanged.
 *
 * @param alert what it says
 * @param state whether it is in force, and why
 * @param contested whether another message with the same sender, identifier and time says something
 *     else
 * @param heard through whom it came, the first first; at least one
 */
public record OtherAlert(Alert alert, State state, boolean contested, List<Heard> heard) {

  private static final int TITLE_LENGTH = 300;
  private static final int NAME_LENGTH = 200;
  private static final int WHERE_LENGTH = 1_000;

  /** The gravest first; then what all nodes find alike, whatever came first. */
  static final Comparator<OtherAlert> GRAVEST =
      Comparator.comparing(OtherAlert::severity)
          .thenComparing(each -> gravest(each, Info::urgency, Urgency.UNKNOWN))
          .thenComparing(each -> gravest(each, Info::certainty, Certainty.UNKNOWN))
          .thenComparing(each -> each.alert().sent().toInstant())
          .thenComparing(each -> each.alert().sender())
          .thenComparing(each -> each.alert().identifier())
          .thenComparing(each -> each.alert().toString());

  /** Copies the list. */
  public OtherAlert {
    heard = List.copyOf(heard);
  }

  /**
   * One way by which the message came.
   *
   * @param id names it
   * @param report the report that brought it
   * @param place which alert of the report's bytes it is, from 0
   * @param source the report's source, in the desk's words
   * @param via {@code paste}, {@code api} or {@code feed:…}
   * @param marking how far the report may be shared
   * @param receivedAt when it came
   * @param signature what its signature is worth
   */
  public record Heard(
      OtherId id,
      ReportId report,
      int place,
      String source,
      String via,
      Marking marking,
      Instant receivedAt,
      SignatureStanding signature) {

    /** Whether a feed brought it, and no person. */
    public boolean byFeed() {
      return via.startsWith("feed:");
    }

    /** What the public reads: the name of a feed, but never whom the desk heard it from. */
    public String publicSource() {
      return byFeed() ? source : "entered at the desk";
    }
  }

  /** The id under which it is shown: that of the first way by which it came. */
  public OtherId id() {
    return heard.getFirst().id();
  }

  /** When it first came. */
  public Instant receivedAt() {
    return heard.getFirst().receivedAt();
  }

  /** The infos that are in force; all of them when none is, so that it can still be read. */
  public List<Info> texts() {
    return state instanceof State.PartlyInForce partly
        ? IntStream.range(0, alert.infos().size())
            .filter(i -> partly.infos().get(i).phase() == State.Phase.NOW)
            .mapToObj(alert.infos()::get)
            .toList()
        : alert.infos();
  }

  /** The languages it speaks, in its own order. */
  public List<String> languages() {
    return texts().stream().map(Info::languageOrDefault).distinct().toList();
  }

  /** The infos in this language, or else in the first one it speaks; empty when it says nothing. */
  public List<Info> texts(String language) {
    String spoken =
        languages().stream()
            .filter(each -> each.equalsIgnoreCase(language))
            .findFirst()
            .or(() -> languages().stream().findFirst())
            .orElse("");
    return texts().stream().filter(info -> info.languageOrDefault().equals(spoken)).toList();
  }

  /** The language of {@link #texts(String)}. */
  public String spoken(String language) {
    return texts(language).stream().findFirst().map(Info::languageOrDefault).orElse("en");
  }

  /** Its headline, or else its event; at most 300 characters. */
  public String title(String language) {
    return texts(language).stream()
        .map(info -> info.headline().orElse(info.event()))
        .filter(text -> !text.isBlank())
        .findFirst()
        .map(text -> clip(text, TITLE_LENGTH))
        .orElse("Alert without a title");
  }

  /** Who says it: the name it gives itself, or else the sender's; at most 200 characters. */
  public String who() {
    return texts().stream()
        .flatMap(info -> info.senderName().stream())
        .findFirst()
        .map(name -> clip(name, NAME_LENGTH))
        .orElseGet(() -> clip(alert.sender(), NAME_LENGTH));
  }

  private static String clip(String text, int most) {
    return Text.clip(text, most);
  }

  /** Where, in their words; at most 1,000 characters. */
  public String where(String language) {
    String all =
        texts(language).stream()
            .flatMap(info -> info.areas().stream())
            .map(Area::areaDesc)
            .filter(text -> !text.isBlank())
            .distinct()
            .collect(Collectors.joining("; "));
    return clip(all, WHERE_LENGTH);
  }

  /** Their areas, as far as they hold now. */
  public List<Area> areas() {
    return List.copyOf(
        texts().stream()
            .flatMap(info -> info.areas().stream())
            .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  /** The gravest word of its texts. */
  public Severity severity() {
    return gravest(this, Info::severity, Severity.UNKNOWN);
  }

  // CAP lists its words from the gravest on.
  private static <E extends Enum<E>> E gravest(
      OtherAlert alert, java.util.function.Function<Info, E> word, E none) {
    return alert.texts().stream().map(word).min(Comparator.naturalOrder()).orElse(none);
  }

  /** When the danger begins: the earliest onset, or else from when it is effective or was sent. */
  public Instant from() {
    return texts().stream()
        .map(info -> info.onset().or(info::effective).orElse(alert.sent()).toInstant())
        .min(Comparator.naturalOrder())
        .orElse(alert.sent().toInstant());
  }

  /** Until when it holds or held; empty when it was taken back. */
  public Optional<Instant> until() {
    return switch (state) {
      case State.InForce force -> Optional.of(force.until());
      case State.PartlyInForce partly -> Optional.of(partly.until());
      case State.Expired expired -> Optional.of(expired.at());
      case State.Superseded superseded -> Optional.of(superseded.at());
      case State.Cancelled cancelled -> Optional.of(cancelled.at());
      case State.NotYetEffective _, State.Rejected _ -> Optional.empty();
    };
  }

  /** Whether its end is our own rule and not its word. */
  public boolean endAssumed() {
    return texts().stream().anyMatch(info -> info.expires().isEmpty());
  }

  /** Whether something of it is in force. */
  public boolean inForce() {
    return state.inForce();
  }

  /** Whether it is an exercise or a test. */
  public boolean unreal() {
    return alert.status() != Status.ACTUAL;
  }

  /** Where it stands, in a sentence with its reason. */
  public String standing() {
    return StandingWords.of(state);
  }

  /** What the best of its signatures is worth; a bad one is told before a missing one. */
  public SignatureStanding signature() {
    return heard.stream()
        .map(Heard::signature)
        .min(Comparator.comparingInt(OtherAlert::rank))
        .orElseThrow();
  }

  private static int rank(SignatureStanding signature) {
    return switch (signature) {
      case SignatureStanding.Verified _ -> 0;
      case SignatureStanding.Invalid _ -> 1;
      case SignatureStanding.NotChecked _ -> 2;
      case SignatureStanding.Unsigned _ -> 3;
    };
  }

  /** Their page, when it is one that can safely be followed. */
  public Optional<String> web(String language) {
    return texts(language).stream()
        .flatMap(info -> info.web().stream())
        .filter(OtherAlert::isWebAddress)
        .findFirst();
  }

  private static boolean isWebAddress(String text) {
    try {
      URI address = new URI(text.strip());
      String scheme = Objects.requireNonNullElse(address.getScheme(), "").toLowerCase(Locale.ROOT);
      return (scheme.equals("http") || scheme.equals("https")) && address.getHost() != null;
    } catch (URISyntaxException e) {
      return false; // Not an address; their message stays as it is, without a link.
    }
  }

  /** What a language calls itself, for example {@code русский}. */
  public static String languageName(String tag) {
    Locale locale = Locale.forLanguageTag(tag);
    String name = locale.getDisplayName(locale);
    return name.isBlank() ? tag : name;
  }

  /** When it was sent. */
  public Instant sentAt() {
    return alert.sent().toInstant();
  }

  /** When this text ends, as it says. */
  public static Optional<Instant> expires(Info info) {
    return info.expires().map(OffsetDateTime::toInstant);
  }
}
