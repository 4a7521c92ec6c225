// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tocsin.reading.Coded;
import org.tocsin.reading.FindingType;
import org.tocsin.reading.GroupMention;
import org.tocsin.reading.Incident;
import org.tocsin.reading.Mention;
import org.tocsin.reading.Span;
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
          Map.entry("Police Building", "LAW ENFORCEMENT FACILITY"),
          Map.entry("Prison/Jail", "LAW ENFORCEMENT FACILITY"),
          Map.entry("Embassy/Consulate", "DIPLOMAT OFFICE OR RESIDENCE"),
          Map.entry("Electricity", "ENERGY"),
          Map.entry("Gas/Oil", "ENERGY"),
          Map.entry("Hotel/Resort", "COMMERCIAL"),
          Map.entry("Restaurant/Bar/Café", "COMMERCIAL"),
          Map.entry("Retail/Grocery/Bakery", "COMMERCIAL"),
          Map.entry("Farm/Ranch", "COMMERCIAL"),
          Map.entry("Bus", "TRANSPORT VEHICLE"),
          Map.entry("Train/Train Tracks/Trolley", "TRANSPORT VEHICLE"),
          Map.entry("Airports & Aircraft", "TRANSPORT VEHICLE"),
          Map.entry("Highway/Road/Toll/Traffic Signal", "TRANSPORTATION ROUTE"),
          Map.entry("School/University/Educational Building", "OTHER"),
          Map.entry("Military Barracks/Base", "OTHER"),
          Map.entry("Bank/Commerce", "FINANCIAL"),
          Map.entry("Business", "COMMERCIAL"),
          Map.entry("Transportation", "TRANSPORT VEHICLE"),
          Map.entry("Vehicles/Transportation", "TRANSPORT VEHICLE"),
          Map.entry("Bridge/Car Tunnel", "TRANSPORTATION ROUTE"),
          Map.entry("House/Apartment/Residence", "CIVILIAN RESIDENCE"),
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
      if (!incident.historic() && isTold(incident)) {
        templates.add(template(text, incident));
      }
    }
    return templates;
  }

  /** The task wants no mere fears and denials, and nothing of which but the word is told. */
  private static boolean isTold(Incident incident) {
    boolean somebody = !incident.actors().isEmpty() || !incident.targets().isEmpty();
    boolean harmed = !incident.killed().isEmpty() || !incident.wounded().isEmpty();
    return (somebody || harmed) && incident.stage() != Incident.Stage.AHEAD;
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
    targets(text, incident, type, fills);
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
      boolean stands = PRONOUNS.contains(capitals(actor.text()));
      String name = capitals(stands ? actor.value() : actor.text());
      state |= STATE.stream().anyMatch(name::contains);
      Optional<GroupMention> group =
          text.reading().groups().stream().filter(g -> g.span().overlaps(actor.span())).findFirst();
      boolean body = told.voice() == Voice.CLAIMED && !MEMBERS.matcher(name).find();
      body |= STATE.stream().anyMatch(name::endsWith);
      String organisation = body ? bodyOf(name) : group.map(g -> capitals(g.text())).orElse("");
      if (!organisation.isEmpty()) {
        add(fills, Slot.PERP_ORGANISATION, Fill.of(organisation));
        add(fills, Slot.CONFIDENCE, Fill.of(confidence(told.voice()), organisation));
      }
      if (organisation.isEmpty() || MEMBERS.matcher(name).find()) {
        add(fills, Slot.PERP_INDIVIDUAL, Fill.of(name));
      }
    }
    if (!incident.actors().isEmpty()) {
      add(fills, Slot.CATEGORY, Fill.of(state ? "STATE-SPONSORED VIOLENCE" : "TERRORIST ACT"));
    }
  }

  private static final List<String> PRONOUNS = List.of("HE", "SHE", "THEY", "IT", "WE", "I");

  private static final Pattern MEMBERS =
      Pattern.compile(
          "(MEMBERS?|GUERRILLAS?|REBELS?|TERRORISTS?|MEN|SUBVERSIVES?|COMMANDOS?|COLUMN|FIGHTERS"
              + "|SOLDIERS|TROOPS|OFFICERS|ELEMENTS|UNITS)"
              + "( OF |$)");

  /** "The army" of "members of the army". */
  private static String bodyOf(String name) {
    Matcher members = MEMBERS.matcher(name);
    return members.find() && members.end() < name.length()
        ? name.substring(members.end()).replaceFirst("^(THE|AN?) ", "")
        : name;
  }

  private static String confidence(Voice voice) {
    return switch (voice) {
      case FACT -> "REPORTED AS FACT";
      case CLAIMED -> "CLAIMED OR ADMITTED";
      case ASSERTED, SUSPECTED -> "SUSPECTED OR ACCUSED";
      case DENIED, FEARED, ASKED -> "POSSIBLE";
    };
  }

  /** Words that tell by what kind of means it was done, and name no thing. */
  private static final Set<String> NO_THING =
      Set.of(
          "EXPLOSION",
          "EXPLOSIONS",
          "EXPLODED",
          "BLAST",
          "BLASTS",
          "BOMBING",
          "BOMBINGS",
          "BOMBED",
          "DETONATED",
          "SHOOTING",
          "SHOT",
          "GUNFIRE",
          "GUNMEN",
          "GUNMAN",
          "SHOTS",
          "ARSON");

  private static void weapons(Incident incident, Map<Slot, List<Fill>> fills) {
    for (Told<Coded> told : incident.weaponTypes()) {
      Coded weapon = told.value();
      if (NO_THING.contains(capitals(weapon.text()))) {
        continue;
      }
      Optional.ofNullable(INSTRUMENTS.get(weapon.subtype().orElse(weapon.value())))
          .or(() -> Optional.ofNullable(INSTRUMENTS.get(weapon.value())))
          .ifPresent(type -> {
            add(fills, Slot.INSTRUMENT_ID, Fill.of(capitals(weapon.text())));
            add(fills, Slot.INSTRUMENT_TYPE, Fill.of(type, capitals(weapon.text())));
          });
    }
  }

  private static void targets(
      MucText text, Incident incident, String type, Map<Slot, List<Fill>> fills) {
    for (Told<Mention> told : incident.targets()) {
      Mention target = told.value();
      String name = capitals(target.text());
      boolean person = TargetWords.isPerson(name) || isNamed(text, target);
      Optional<String> thing =
          incident.targetTypes().stream()
              .filter(kind -> !person)
              .map(Told::value)
              .filter(kind -> target.span().overlaps(kind.span()))
              .flatMap(kind ->
                  Optional.ofNullable(THINGS.get(kind.subtype().orElse(kind.value()))).stream())
              .findFirst()
              .or(() -> TargetWords.isThing(name) ? Optional.of("OTHER") : Optional.empty());
      if (thing.isPresent() && !type.equals("KIDNAPPING")) {
        add(fills, Slot.PHYS_ID, Fill.of(name));
        add(fills, Slot.PHYS_TYPE, Fill.of(thing.get(), name));
        add(fills, Slot.PHYS_NUMBER, Fill.of(number(text, Slot.PHYS_ID, target.span()), name));
        effect(incident).ifPresent(e -> add(fills, Slot.PHYS_EFFECT, Fill.of(e, name)));
      } else if (thing.isEmpty() && !isNoVictim(text, target, name)) {
        for (Span one : each(target.span())) {
          people(text, incident, one, fills);
        }
      }
    }
  }

  /** Whether it ends in a person's name. */
  private static boolean isNamed(MucText text, Mention target) {
    return text.reading().persons().stream()
        .filter(p -> p.name().isPresent() && p.span().overlaps(target.span()))
        .anyMatch(p -> p.span().end() >= target.span().end());
  }

  /** Whether it is a place, or words for nobody whom the task counts. */
  private static boolean isNoVictim(MucText text, Mention target, String name) {
    boolean place =
        text.reading().places().stream()
            .anyMatch(p ->
                p.text().length() >= target.text().length() && p.span().overlaps(target.span()));
    return place || TargetWords.isNoVictim(name);
  }

  /** What became of things, by the words of the findings that tell of them. */
  private static Optional<String> effect(Incident incident) {
    String words =
        incident.findings().stream()
            .map(f -> capitals(f.span().text()))
            .collect(Collectors.joining(" "));
    return words.contains("DESTROY")
        ? Optional.of("DESTROYED")
        : words.matches(".*(DAMAG|BURN|SHATTER|SET FIRE|EXPLODED|BLEW).*")
            ? Optional.of("SOME DAMAGE")
            : Optional.empty();
  }

  /** "Soldiers and civilians" are two. */
  private static List<Span> each(Span span) {
    int and = span.text().indexOf(" and ");
    return and < 0
        ? List.of(span)
        : List.of(
            new Span(span.start(), span.start() + and, span.text().substring(0, and)),
            new Span(span.start() + and + 5, span.end(), span.text().substring(and + 5)));
  }

  /** Two words or more with capitals at the end of a phrase, "of" and the like aside. */
  private static final Pattern NAME =
      Pattern.compile("\\p{Lu}[\\p{L}.'-]+(\\s+((de|la|del|los|y)\\s+)*\\p{Lu}[\\p{L}.'-]+)+$");

  private static void people(
      MucText text, Incident incident, Span target, Map<Slot, List<Fill>> fills) {
    String whole = capitals(target.text());
    Matcher matcher = NAME.matcher(target.text());
    Optional<String> name =
        text.reading().persons().stream()
            .filter(p -> p.span().overlaps(target))
            .flatMap(p -> p.name().stream())
            .map(IncidentTemplates::capitals)
            .filter(whole::contains)
            .findFirst()
            .or(() -> matcher.find() ? Optional.of(capitals(matcher.group())) : Optional.empty());
    String words = name.orElse(whole);
    add(fills, name.isPresent() ? Slot.HUM_NAME : Slot.HUM_DESCRIPTION, Fill.of(words));
    String title = name.map(n -> whole.substring(0, whole.indexOf(n)).strip()).orElse("");
    if (!title.isEmpty()) {
      add(fills, Slot.HUM_DESCRIPTION, Fill.of(title, words));
    }
    add(fills, Slot.HUM_TYPE, Fill.of(TargetWords.kind(whole), words));
    String many = name.isPresent() ? "1" : number(text, Slot.HUM_DESCRIPTION, target);
    add(fills, Slot.HUM_NUMBER, Fill.of(many, words));
    boolean wounded = incident.killed().isEmpty() && !incident.wounded().isEmpty();
    boolean killed = !incident.killed().isEmpty() || isDeadly(incident);
    if (killed || wounded) {
      add(fills, Slot.HUM_EFFECT, Fill.of(killed ? "DEATH" : "INJURY", words));
    }
  }

  private static boolean isDeadly(Incident incident) {
    return incident.findings().stream()
        .anyMatch(f ->
            f.type() == FindingType.ATTACK
                && capitals(f.span().text()).matches(".*(MURDER|ASSASSINAT|KILL|SHOT DEAD).*"));
  }

  private static String number(MucText text, Slot slot, Span mention) {
    int from = 0;
    while (from + 1 < text.words().size() && text.words().get(from).start() < mention.start()) {
      from++;
    }
    int to = from + 1;
    while (to < text.words().size() && text.words().get(to).end() <= mention.end()) {
      to++;
    }
    RoleTagger.Filled at = new RoleTagger.Filled(slot, from, to);
    return Strings.number(text, new Strings.Entity(slot, at, List.of(at), mention.text()));
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
