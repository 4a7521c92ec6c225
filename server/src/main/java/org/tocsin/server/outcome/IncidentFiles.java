// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Csv;
import org.tocsin.server.kernel.IncidentId;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Place;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.outcome.Evidence.HappenedIncident;
import org.tocsin.server.outcome.exchange.GtdSet;

/**
 * Incidents as others write them. Days are in the desk's zone. A figure is the newest one, its
 * lower end where there are two; how it was meant stands beside it in a column of our own.
 */
@Service
class IncidentFiles {

  /** How many incidents a file has at most; more are asked for by {@code after}. */
  static final int MOST = 1_000;

  private final Incidents incidents;
  private final OutcomeStore store;

  IncidentFiles(Incidents incidents, OutcomeStore store) {
    this.incidents = incidents;
    this.store = store;
  }

  /** Figures of harm to property and infrastructure. */
  private static final Set<FigureKind> HARM =
      Set.of(
          FigureKind.HOUSEHOLDS_WITHOUT_POWER,
          FigureKind.HOUSEHOLDS_WITHOUT_WATER,
          FigureKind.HOUSEHOLDS_WITHOUT_HEATING,
          FigureKind.BUILDINGS_DAMAGED);

  /**
   * A part of all incidents.
   *
   * @param next after which the next part begins; empty when there may be none
   */
  public record Part<T>(T content, Optional<IncidentId> next) {}

  private static Optional<IncidentId> next(List<HappenedIncident> found) {
    return found.size() < MOST ? Optional.empty() : Optional.of(found.getLast().incident().id());
  }

  /** What a row is made of. */
  record Told(
      Incident incident, Map<FigureKind, List<Figure>> figures, boolean claimed, boolean foiled) {}

  /** Gives the column names of a file that has no row. */
  private static final Told NOTHING =
      new Told(
          new Incident(
              new IncidentId("incident_00000000000000000000000000"),
              new CaseId("case_00000000000000000000000000"),
              "",
              Instant.EPOCH,
              "",
              new Place("", 0, 0, 0),
              "",
              "",
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              false,
              Instant.EPOCH,
              new OfficerId("officer_00000000000000000000000000")),
          Map.of(),
          false,
          false);

  /** The columns of the Global Terrorism Database that we can fill, and three of our own. */
  @Transactional(readOnly = true)
  public Part<String> gtd(Optional<IncidentId> after) {
    return csv(after, IncidentFiles::gtdRow);
  }

  /** The columns of the Armed Conflict Location and Event Data, as far as they are alike. */
  @Transactional(readOnly = true)
  public Part<String> acled(Optional<IncidentId> after) {
    return csv(after, IncidentFiles::acledRow);
  }

  private Part<String> csv(Optional<IncidentId> after, Function<Told, Map<String, String>> row) {
    List<HappenedIncident> found = incidents.whole(incidents.newest(after, MOST));
    Set<CaseId> foiled =
        store
            .outcomes(found.stream().map(each -> each.incident().caseId()).distinct().toList())
            .stream()
            .filter(outcome -> outcome.kind() == OutcomeKind.FOILED)
            .map(Outcome::caseId)
            .collect(Collectors.toSet());
    return new Part<>(
        csv(
            found.stream()
                .map(each -> told(each, foiled.contains(each.incident().caseId())))
                .toList(),
            row),
        next(found));
  }

  /** A file with its column names and these rows; the names stand there without a row, too. */
  static String csv(List<Told> all, Function<Told, Map<String, String>> row) {
    StringBuilder out = new StringBuilder(Csv.write(List.copyOf(row.apply(NOTHING).keySet())));
    all.forEach(each -> out.append(Csv.write(List.copyOf(row.apply(each).values()))));
    return out.toString();
  }

  private static Told told(HappenedIncident happened, boolean foiled) {
    return new Told(
        happened.incident(),
        happened.figures(),
        happened.statements().stream().anyMatch(each -> each.kind() == StatementKind.CLAIM),
        foiled);
  }

  static Map<String, String> gtdRow(Told told) {
    Incident incident = told.incident();
    Map<FigureKind, List<Figure>> figures = told.figures();
    ZonedDateTime began = incident.began().atZone(DeskTime.zone());
    Grain grain = incident.grain();
    boolean hasMonth = grain != Grain.YEAR;
    boolean hasDay = hasMonth && grain != Grain.MONTH;
    Map<String, String> row = new LinkedHashMap<>();
    row.put("eventid", incident.id().value());
    row.put("iyear", Integer.toString(began.getYear()));
    row.put("imonth", hasMonth ? Integer.toString(began.getMonthValue()) : "0");
    row.put("iday", hasDay ? Integer.toString(began.getDayOfMonth()) : "0");
    row.put("approxdate", incident.precision());
    row.put("city", incident.place().name());
    row.put("latitude", degrees(incident.place().latitude()));
    row.put("longitude", degrees(incident.place().longitude()));
    row.put("summary", incident.title());
    row.put("success", told.foiled() ? "0" : "1");
    values(row, "attacktype", 3, GtdSet.ATTACK, split(incident.attackType()));
    values(row, "targtype", 3, GtdSet.TARGET, split(incident.targetType()));
    row.put("target1", incident.targetType());
    for (int i = 0; i < 3; i++) {
      row.put(
          i == 0 ? "gname" : "gname" + (i + 1),
          i < incident.groups().size() ? incident.groups().get(i) : i == 0 ? "Unknown" : "");
    }
    row.put("claimed", told.claimed() ? "1" : "0");
    values(row, "weaptype", 4, GtdSet.WEAPON, incident.weapons());
    row.put("nperps", number(figures, FigureKind.ATTACKERS));
    row.put("nperpcap", number(figures, FigureKind.ARRESTED));
    row.put("nkill", dead(figures));
    row.put("nkillter", number(figures, FigureKind.ATTACKERS_KILLED));
    row.put("nwound", number(figures, FigureKind.WOUNDED));
    row.put("property", harmed(incident, figures) ? "1" : "-9");
    row.put("propcomment", String.join("; ", incident.effects()));
    row.put("ishostkid", figures.containsKey(FigureKind.HOSTAGES) ? "1" : "-9");
    row.put("nhostkid", number(figures, FigureKind.HOSTAGES));
    row.put("dbsource", "Tocsin");
    row.put("tocsin_began", grain == Grain.EXACT ? incident.began().toString() : "");
    row.put("tocsin_figures", words(figures));
    row.put(FigureCells.COLUMN, FigureCells.write(figures));
    return row;
  }

  private static void values(
      Map<String, String> row, String column, int most, GtdSet set, List<String> words) {
    List<GtdSet.Value> values = set.of(words);
    for (int i = 0; i < most; i++) {
      boolean there = i < values.size();
      row.put(column + (i + 1), there ? Integer.toString(values.get(i).number()) : "");
      row.put(column + (i + 1) + "_txt", there ? values.get(i).words() : "");
    }
  }

  static List<String> split(String words) {
    return Arrays.stream(words.split(",", -1)).map(String::strip).toList();
  }

  private static String number(Map<FigureKind, List<Figure>> figures, FigureKind kind) {
    List<Figure> all = figures.get(kind);
    return all == null ? "" : Long.toString(all.getFirst().min());
  }

  /** All who died, as both databases count them; empty where only attackers are counted. */
  private static String dead(Map<FigureKind, List<Figure>> figures) {
    List<Figure> killed = figures.get(FigureKind.KILLED);
    if (killed == null) {
      return "";
    }
    List<Figure> attackers = figures.getOrDefault(FigureKind.ATTACKERS_KILLED, List.of());
    return Long.toString(
        killed.getFirst().min() + (attackers.isEmpty() ? 0 : attackers.getFirst().min()));
  }

  /** Whether anything but people was harmed; nobody saying so does not mean that nothing was. */
  private static boolean harmed(Incident incident, Map<FigureKind, List<Figure>> figures) {
    return !incident.effects().isEmpty()
        || HARM.stream()
            .flatMap(kind -> figures.getOrDefault(kind, List.of()).stream().limit(1))
            .anyMatch(newest -> newest.min() > 0);
  }

  private static String degrees(double value) {
    return BigDecimal.valueOf(value).toPlainString();
  }

  private static String words(Map<FigureKind, List<Figure>> figures) {
    List<String> all = new ArrayList<>();
    figures.forEach((kind, of) -> all.add("%s: %s".formatted(kind.label(), of.getFirst().words())));
    return String.join("; ", all);
  }

  static Map<String, String> acledRow(Told told) {
    Incident incident = told.incident();
    Map<FigureKind, List<Figure>> figures = told.figures();
    ZonedDateTime began = incident.began().atZone(DeskTime.zone());
    List<String> kind = acledKind(incident);
    Map<String, String> row = new LinkedHashMap<>();
    row.put("event_id_cnty", incident.id().value());
    row.put("event_date", began.toLocalDate().toString());
    row.put("year", Integer.toString(began.getYear()));
    row.put("time_precision", timePrecision(incident.grain()));
    row.put("disorder_type", kind.get(0));
    row.put("event_type", kind.get(1));
    row.put("sub_event_type", kind.get(2));
    row.put("actor1", incident.groups().isEmpty() ? "Unknown" : incident.groups().getFirst());
    row.put(
        "assoc_actor_1",
        incident.groups().size() < 2
            ? ""
            : String.join("; ", incident.groups().subList(1, incident.groups().size())));
    row.put("location", incident.place().name());
    row.put("latitude", degrees(incident.place().latitude()));
    row.put("longitude", degrees(incident.place().longitude()));
    row.put("geo_precision", geoPrecision(incident.place().radiusMetres()));
    row.put("source", "Tocsin");
    row.put("notes", incident.title());
    row.put("fatalities", dead(figures));
    row.put("timestamp", Long.toString(incident.recordedAt().getEpochSecond()));
    return row;
  }

  /** 1: the day is known, 3: the month, which is the coarsest there is. */
  private static String timePrecision(Grain grain) {
    return grain == Grain.EXACT || grain == Grain.DAY ? "1" : "3";
  }

  /** 1: the place itself, 2: near it or a part of a region, 3: a region. */
  private static String geoPrecision(double radiusMetres) {
    return radiusMetres <= 5_000 ? "1" : radiusMetres <= 50_000 ? "2" : "3";
  }

  private static final Pattern FROM_THE_AIR = Pattern.compile("drone|air[- ]?raid|air[- ]?strike");
  private static final Pattern FROM_AFAR = Pattern.compile("missile|rocket|shelling|artillery");
  private static final Pattern BY_HAND = Pattern.compile("grenade");

  /** What blew up, as far as the words of the incident say. */
  private static String explosion(Incident incident) {
    String words =
        (incident.attackType() + " " + String.join(" ", incident.weapons()))
            .toLowerCase(Locale.ROOT);
    if (FROM_THE_AIR.matcher(words).find()) {
      return "Air/drone strike";
    }
    if (FROM_AFAR.matcher(words).find()) {
      return "Shelling/artillery/missile attack";
    }
    return words.contains("suicide")
        ? "Suicide bomb"
        : BY_HAND.matcher(words).find() ? "Grenade" : "Remote explosive/landmine/IED";
  }

  /** Disorder, event and sub-event; left empty where nobody said how it was done. */
  private static List<String> acledKind(Incident incident) {
    return switch (GtdSet.ATTACK.of(split(incident.attackType())).getFirst().number()) {
      case 3 -> List.of("Political violence", "Explosions/Remote violence", explosion(incident));
      case 5, 6 ->
          List.of(
              "Political violence", "Violence against civilians", "Abduction/forced disappearance");
      case 7 ->
          List.of(
              "Strategic developments", "Strategic developments", "Looting/property destruction");
      case 9 -> List.of("", "", "");
      default -> List.of("Political violence", "Violence against civilians", "Attack");
    };
  }

  /** The incidents as points with their newest figures: a feature collection (RFC 7946). */
  @Transactional(readOnly = true)
  public Part<Map<String, Object>> geoJson(Optional<IncidentId> after) {
    List<HappenedIncident> found = incidents.whole(incidents.newest(after, MOST));
    List<Map<String, Object>> features = found.stream().map(IncidentFiles::feature).toList();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("type", "FeatureCollection");
    all.put("features", features);
    return new Part<>(all, next(found));
  }

  private static Map<String, Object> feature(HappenedIncident happened) {
    Incident incident = happened.incident();
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("title", incident.title());
    properties.put("began", incident.began().toString());
    properties.put("precision", incident.precision());
    properties.put("place", incident.place().name());
    properties.put("radiusMetres", incident.place().radiusMetres());
    properties.put("attackType", incident.attackType());
    properties.put("targetType", incident.targetType());
    properties.put("weapons", incident.weapons());
    properties.put("groups", incident.groups());
    properties.put("effects", incident.effects());
    Map<String, String> figures = new LinkedHashMap<>();
    happened.figures().forEach((kind, all) -> figures.put(kind.word(), all.getFirst().words()));
    properties.put("figures", figures);
    properties.put("case", incident.caseId().value());
    Map<String, Object> feature = new LinkedHashMap<>();
    feature.put("type", "Feature");
    feature.put("id", incident.id().value());
    feature.put(
        "geometry",
        Map.of(
            "type",
            "Point",
            "coordinates",
            List.of(incident.place().longitude(), incident.place().latitude())));
    feature.put("properties", properties);
    return feature;
  }
}
