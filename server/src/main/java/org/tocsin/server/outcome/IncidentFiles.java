// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.kernel.IncidentId;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.outcome.exchange.Csv;
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
  private final Statements statements;

  IncidentFiles(Incidents incidents, Statements statements) {
    this.incidents = incidents;
    this.statements = statements;
  }

  /** A row with its column names, in the order of the file. */
  private interface Row {
    Map<String, String> of(Incident incident);
  }

  /** The columns of the Global Terrorism Database that we can fill, and two of our own. */
  @Transactional(readOnly = true)
  public String gtd(Optional<IncidentId> after) {
    return csv(after, this::gtdRow);
  }

  /** The columns of the Armed Conflict Location and Event Data, as far as they are alike. */
  @Transactional(readOnly = true)
  public String acled(Optional<IncidentId> after) {
    return csv(after, this::acledRow);
  }

  private String csv(Optional<IncidentId> after, Row row) {
    StringBuilder out = new StringBuilder();
    for (Incident each : incidents.newest(after, MOST)) {
      Map<String, String> cells = row.of(each);
      if (out.isEmpty()) {
        out.append(Csv.write(List.copyOf(cells.keySet())));
      }
      out.append(Csv.write(List.copyOf(cells.values())));
    }
    return out.toString();
  }

  private Map<String, String> gtdRow(Incident incident) {
    Map<FigureKind, List<Figure>> figures = incidents.figures(incident.id());
    ZonedDateTime began = incident.began().atZone(DeskTime.zone());
    Map<String, String> row = new LinkedHashMap<>();
    row.put("eventid", incident.id().value());
    row.put("iyear", Integer.toString(began.getYear()));
    row.put("imonth", Integer.toString(began.getMonthValue()));
    row.put("iday", Integer.toString(began.getDayOfMonth()));
    row.put("approxdate", incident.precision());
    row.put("city", incident.place().name());
    row.put("latitude", Double.toString(incident.place().latitude()));
    row.put("longitude", Double.toString(incident.place().longitude()));
    row.put("summary", incident.title());
    row.put("success", "1");
    values(row, "attacktype", 3, GtdSet.ATTACK, split(incident.attackType()));
    values(row, "targtype", 3, GtdSet.TARGET, split(incident.targetType()));
    row.put("target1", incident.targetType());
    for (int i = 0; i < 3; i++) {
      row.put(
          i == 0 ? "gname" : "gname" + (i + 1),
          i < incident.groups().size() ? incident.groups().get(i) : i == 0 ? "Unknown" : "");
    }
    boolean claimed =
        statements.ofIncident(incident.id()).stream()
            .anyMatch(each -> each.kind() == StatementKind.CLAIM);
    row.put("claimed", claimed ? "1" : "0");
    values(row, "weaptype", 4, GtdSet.WEAPON, incident.weapons());
    row.put("nperps", number(figures, FigureKind.ATTACKERS));
    row.put("nperpcap", number(figures, FigureKind.ARRESTED));
    row.put("nkill", number(figures, FigureKind.KILLED));
    row.put("nkillter", number(figures, FigureKind.ATTACKERS_KILLED));
    row.put("nwound", number(figures, FigureKind.WOUNDED));
    row.put("property", incident.effects().isEmpty() ? "-9" : "1");
    row.put("propcomment", String.join("; ", incident.effects()));
    row.put("ishostkid", figures.containsKey(FigureKind.HOSTAGES) ? "1" : "-9");
    row.put("nhostkid", number(figures, FigureKind.HOSTAGES));
    row.put("dbsource", "Tocsin");
    row.put("tocsin_began", incident.began().toString());
    row.put("tocsin_figures", words(figures));
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

  private static String words(Map<FigureKind, List<Figure>> figures) {
    List<String> all = new ArrayList<>();
    figures.forEach((kind, of) -> all.add("%s: %s".formatted(kind.label(), of.getFirst().words())));
    return String.join("; ", all);
  }

  private Map<String, String> acledRow(Incident incident) {
    Map<FigureKind, List<Figure>> figures = incidents.figures(incident.id());
    ZonedDateTime began = incident.began().atZone(DeskTime.zone());
    List<String> kind = acledKind(GtdSet.ATTACK.of(split(incident.attackType())).getFirst());
    Map<String, String> row = new LinkedHashMap<>();
    row.put("event_id_cnty", incident.id().value());
    row.put("event_date", began.toLocalDate().toString());
    row.put("year", Integer.toString(began.getYear()));
    row.put("time_precision", "1");
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
    row.put("latitude", Double.toString(incident.place().latitude()));
    row.put("longitude", Double.toString(incident.place().longitude()));
    row.put("geo_precision", incident.place().radiusMetres() <= 5_000 ? "1" : "2");
    row.put("source", "Tocsin");
    row.put("notes", incident.title());
    row.put("fatalities", number(figures, FigureKind.KILLED));
    row.put("timestamp", Long.toString(incident.recordedAt().getEpochSecond()));
    return row;
  }

  private static List<String> acledKind(GtdSet.Value attack) {
    return switch (attack.number()) {
      case 3 ->
          List.of(
              "Political violence", "Explosions/Remote violence", "Remote explosive/landmine/IED");
      case 5, 6 ->
          List.of(
              "Political violence", "Violence against civilians", "Abduction/forced disappearance");
      case 7 ->
          List.of(
              "Strategic developments", "Strategic developments", "Looting/property destruction");
      default -> List.of("Political violence", "Violence against civilians", "Attack");
    };
  }

  /** The incidents as points with their newest figures: a feature collection (RFC 7946). */
  @Transactional(readOnly = true)
  public Map<String, Object> geoJson(Optional<IncidentId> after) {
    List<Map<String, Object>> features =
        incidents.newest(after, MOST).stream().map(this::feature).toList();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("type", "FeatureCollection");
    all.put("features", features);
    return all;
  }

  private Map<String, Object> feature(Incident incident) {
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
    incidents
        .figures(incident.id())
        .forEach((kind, all) -> figures.put(kind.word(), all.getFirst().words()));
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
