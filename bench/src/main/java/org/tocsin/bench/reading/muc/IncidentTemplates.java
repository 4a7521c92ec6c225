// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tocsin.reading.Coded;
import org.tocsin.reading.Figure;
import org.tocsin.reading.Incident;
import org.tocsin.reading.Mention;
import org.tocsin.reading.Told;
import org.tocsin.reading.Voice;

/**
 * Writes the reader's incidents as MUC-4 templates: what the shipped rules tell, with nothing
 * learnt from MUC-4 but the names of its places.
 */
final class IncidentTemplates {
  private static final Map<String, String> TYPES =
      Map.of(
          "Bombing/Explosion", "BOMBING",
          "Hostage Taking (Kidnapping)", "KIDNAPPING",
          "Hostage Taking (Barricade Incident)", "KIDNAPPING",
          "Hijacking", "HIJACKING");
  private static final Map<String, String> INSTRUMENTS =
      Map.ofEntries(
          Map.entry("Firearms", "GUN"),
          Map.entry("Handgun", "HANDGUN"),
          Map.entry("Rifle/Shotgun", "RIFLE"),
          Map.entry("Automatic or Semi-Automatic Rifle", "MACHINE GUN"),
          Map.entry("Explosives", "BOMB"),
          Map.entry("Grenade", "GRENADE"),
          Map.entry("Landmine", "MINE"),
          Map.entry("Vehicle Bomb", "VEHICLE BOMB"),
          Map.entry("Dynamite/TNT", "DYNAMITE"),
          Map.entry("Projectile (Rockets, Mortars, RPGs)", "ROCKET"),
          Map.entry("Molotov Cocktail/Petrol Bomb", "MOLOTOV COCKTAIL"),
          Map.entry("Melee", "CUTTING DEVICE"));
  private static final Map<String, String> THINGS =
      Map.ofEntries(
          Map.entry("Utilities", "ENERGY"),
          Map.entry("Telecommunication", "COMMUNICATIONS"),
          Map.entry("Government (Diplomatic)", "DIPLOMAT OFFICE OR RESIDENCE"),
          Map.entry("Government (General)", "GOVERNMENT OFFICE OR RESIDENCE"),
          Map.entry("Police", "LAW ENFORCEMENT FACILITY"),
          Map.entry("Bank/Commerce", "FINANCIAL"),
          Map.entry("Business", "COMMERCIAL"),
          Map.entry("Transportation", "TRANSPORT VEHICLE"),
          Map.entry("Vehicles/Transportation", "TRANSPORT VEHICLE"),
          Map.entry("Bridge/Car Tunnel", "TRANSPORTATION ROUTE"),
          Map.entry("House/Apartment/Residence", "CIVILIAN RESIDENCE"),
          Map.entry("Educational Institution", "OTHER"),
          Map.entry("Place of Worship", "OTHER"));
  private static final List<String> STATE =
      List.of("ARMY", "POLICE", "SOLDIER", "MILITARY", "TROOPS", "ARMED FORCES", "GOVERNMENT");

  private final Locations locations;

  IncidentTemplates(Locations locations) {
    this.locations = locations;
  }

  List<Template> of(MucText text) {
    List<Template> templates = new ArrayList<>();
    for (Incident incident : text.reading().incidents()) {
      if (!incident.historic()) {
        templates.add(template(text, incident));
      }
    }
    return templates;
  }

  private Template template(MucText text, Incident incident) {
    Map<Slot, List<Fill>> fills = new EnumMap<>(Slot.class);
    String type =
        Incident.foremost(incident.attackTypes())
            .map(Told::value)
            .map(IncidentTemplates::type)
            .orElse("ATTACK");
    add(fills, Slot.TYPE, Fill.of(type));
    add(fills, Slot.STAGE, Fill.of(stage(incident)));
    int from = text.sentenceAt(incident.start());
    int start = text.starts().get(from);
    int end = text.starts().get(text.sentenceAt(incident.end() - 1) + 1);
    Dates.of(text, start, end).ifPresent(d -> add(fills, Slot.DATE, Fill.of(d)));
    locations.of(text, start, end).ifPresent(l -> add(fills, Slot.LOCATION, Fill.of(l)));
    perpetrators(text, incident, fills);
    if (!type.equals("KIDNAPPING")) {
      weapons(incident, fills);
    }
    targets(incident, type, fills);
    return new Template(false, fills);
  }

  private static String type(Coded attack) {
    boolean fire = attack.text().toLowerCase(Locale.ROOT).matches(".*(fire|arson|torch|burn).*");
    return fire ? "ARSON" : TYPES.getOrDefault(attack.value(), "ATTACK");
  }

  private static String stage(Incident incident) {
    return switch (incident.stage()) {
      case DONE -> "ACCOMPLISHED";
      case FOILED -> "ATTEMPTED";
      case AHEAD -> "THREATENED";
    };
  }

  private static void perpetrators(MucText text, Incident incident, Map<Slot, List<Fill>> fills) {
    boolean state = false;
    for (Told<Mention> told : incident.actors()) {
      Mention actor = told.value();
      String name = capitals(actor.text());
      boolean group =
          text.reading().groups().stream().anyMatch(g -> g.span().overlaps(actor.span()));
      state |= STATE.stream().anyMatch(name::contains);
      if (group || STATE.stream().anyMatch(name::endsWith)) {
        add(fills, Slot.PERP_ORGANISATION, Fill.of(name));
        add(fills, Slot.CONFIDENCE, Fill.of(confidence(told.voice()), name));
      } else {
        add(fills, Slot.PERP_INDIVIDUAL, Fill.of(name));
      }
    }
    if (!incident.actors().isEmpty()) {
      add(fills, Slot.CATEGORY, Fill.of(state ? "STATE-SPONSORED VIOLENCE" : "TERRORIST ACT"));
    }
  }

  private static String confidence(Voice voice) {
    return switch (voice) {
      case FACT -> "REPORTED AS FACT";
      case CLAIMED -> "CLAIMED OR ADMITTED";
      case ASSERTED, SUSPECTED -> "SUSPECTED OR ACCUSED";
      case DENIED, FEARED, ASKED -> "POSSIBLE";
    };
  }

  private static void weapons(Incident incident, Map<Slot, List<Fill>> fills) {
    for (Told<Coded> told : incident.weaponTypes()) {
      Coded weapon = told.value();
      Optional.ofNullable(INSTRUMENTS.get(weapon.subtype().orElse(weapon.value())))
          .or(() -> Optional.ofNullable(INSTRUMENTS.get(weapon.value())))
          .ifPresent(type -> {
            add(fills, Slot.INSTRUMENT_ID, Fill.of(capitals(weapon.text())));
            add(fills, Slot.INSTRUMENT_TYPE, Fill.of(type, capitals(weapon.text())));
          });
    }
  }

  private static void targets(Incident incident, String type, Map<Slot, List<Fill>> fills) {
    for (Told<Mention> told : incident.targets()) {
      String name = capitals(told.value().text());
      Optional<String> thing =
          incident.targetTypes().stream()
              .map(Told::value)
              .filter(kind -> told.value().span().overlaps(kind.span()))
              .flatMap(kind ->
                  kind
                      .subtype()
                      .map(THINGS::get)
                      .or(() -> Optional.ofNullable(THINGS.get(kind.value())))
                      .stream())
              .findFirst();
      if (thing.isPresent() && !type.equals("KIDNAPPING")) {
        add(fills, Slot.PHYS_ID, Fill.of(name));
        add(fills, Slot.PHYS_TYPE, Fill.of(thing.get(), name));
        add(fills, Slot.PHYS_NUMBER, Fill.of(name.endsWith("S") ? "PLURAL" : "1", name));
      } else {
        add(fills, Slot.HUM_DESCRIPTION, Fill.of(name));
        add(fills, Slot.HUM_TYPE, Fill.of("CIVILIAN", name));
        add(fills, Slot.HUM_NUMBER, Fill.of(number(incident, name), name));
        if (!incident.killed().isEmpty()) {
          add(fills, Slot.HUM_EFFECT, Fill.of("DEATH", name));
        } else if (!incident.wounded().isEmpty()) {
          add(fills, Slot.HUM_EFFECT, Fill.of("INJURY", name));
        }
      }
    }
  }

  private static String number(Incident incident, String name) {
    Optional<Figure> figure =
        Incident.foremost(incident.killed())
            .or(() -> Incident.foremost(incident.wounded()))
            .map(Told::value);
    boolean counted =
        figure.isPresent()
            && figure.get().min().isPresent()
            && figure.get().min().equals(figure.get().max());
    return counted
        ? Long.toString(figure.orElseThrow().min().getAsLong())
        : name.endsWith("S") ? "PLURAL" : "1";
  }

  private static String capitals(String text) {
    return text.toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
  }

  private static void add(Map<Slot, List<Fill>> fills, Slot slot, Fill fill) {
    List<Fill> some = fills.computeIfAbsent(slot, _ -> new ArrayList<>());
    if (!some.contains(fill)) {
      some.add(fill);
    }
  }
}
