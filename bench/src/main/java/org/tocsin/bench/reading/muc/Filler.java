// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fills the templates of a text: one for each type of incident that it speaks of. */
final class Filler {
  /** By how much each decision leans; tuned on the development texts. */
  record Leanings(
      double calm, double eager, double sentence, double document, double apart, double add) {}

  private final Models models;
  private final WholeTexts whole;
  private final Locations locations;
  private final Leanings leanings;

  Filler(Models models, WholeTexts whole, Locations locations, Leanings leanings) {
    this.models = models;
    this.whole = whole;
    this.locations = locations;
    this.leanings = leanings;
  }

  List<Template> fill(MucText text) {
    Map<String, List<RoleTagger.Filled>> byType = new LinkedHashMap<>();
    String last = "";
    int sentence = -1;
    List<RoleTagger.Filled> filled =
        whole.added(text, models.roles(text, leanings.calm(), leanings.eager()), leanings.add());
    for (RoleTagger.Filled at : filled) {
      int own = text.sentenceOf(at.from());
      if (own != sentence) {
        String type = models.type(text, own, leanings.sentence());
        last = type.isEmpty() ? last : type;
        sentence = own;
      }
      byType.computeIfAbsent(last, _ -> new ArrayList<>()).add(at);
    }
    List<RoleTagger.Filled> untyped = byType.remove("");
    if (untyped != null) {
      byType.computeIfAbsent(mostSpokenOf(text), _ -> new ArrayList<>()).addAll(0, untyped);
    }
    List<Template> templates = new ArrayList<>();
    byType.forEach((type, some) -> {
      if (tells(text, type, some) > leanings.document()) {
        split(text, some).forEach(part -> template(text, type, part).ifPresent(templates::add));
      }
    });
    return templates;
  }

  /** How likely the text tells of such an incident, by its sentences and by the whole. */
  private double tells(MucText text, String type, List<RoleTagger.Filled> some) {
    double not = 1 - models.speaksOf(text, type);
    int sentence = -1;
    for (RoleTagger.Filled at : some) {
      int own = text.sentenceOf(at.from());
      not *= own == sentence ? 1 : 1 - models.tells(text, own);
      sentence = own;
    }
    return 1 - not;
  }

  /** A sentence that names another place than those before it, "in" before it, tells of another. */
  private List<List<RoleTagger.Filled>> split(MucText text, List<RoleTagger.Filled> some) {
    List<List<RoleTagger.Filled>> parts = new ArrayList<>();
    String place = "";
    int sentence = -1;
    for (RoleTagger.Filled at : some) {
      int own = text.sentenceOf(at.from());
      if (own != sentence) {
        sentence = own;
        String here =
            locations
                .of(text, text.starts().get(own), text.starts().get(own + 1))
                .filter(p -> p.contains(":"))
                .orElse("");
        boolean other =
            own > 1
                && !here.isEmpty()
                && !place.isEmpty()
                && !here.contains(place)
                && !place.contains(here)
                && models.tells(text, own) > leanings.apart();
        if (other || parts.isEmpty()) {
          parts.add(new ArrayList<>());
        }
        place = here.isEmpty() ? place : here;
      }
      parts.getLast().add(at);
    }
    return parts;
  }

  private String mostSpokenOf(MucText text) {
    String most = "ATTACK";
    for (String type : Models.TYPES) {
      most = models.speaksOf(text, type) > models.speaksOf(text, most) ? type : most;
    }
    return most;
  }

  private Optional<Template> template(MucText text, String type, List<RoleTagger.Filled> all) {
    Map<Slot, List<Fill>> fills = new EnumMap<>(Slot.class);
    fills.put(Slot.TYPE, List.of(Fill.of(type)));
    List<Strings.Entity> entities = Strings.merge(text, all);
    if (entities.stream().noneMatch(e -> Slot.TELLING.contains(e.slot()))) {
      return Optional.empty();
    }
    stage(text, type, entities, fills);
    place(text, all, fills);
    perpetrators(text, type, entities, fills);
    if (!type.equals("KIDNAPPING")) {
      physical(text, type, entities, fills);
      if (!type.equals("ARSON")) {
        instruments(text, type, entities, fills);
      }
    }
    human(text, type, entities, fills);
    return Optional.of(new Template(false, fills));
  }

  private void stage(
      MucText text, String type, List<Strings.Entity> entities, Map<Slot, List<Fill>> fills) {
    Map<String, Integer> votes = new LinkedHashMap<>();
    votes.put("ACCOMPLISHED", 1);
    for (Strings.Entity entity : entities) {
      models
          .told(Slot.STAGE, text, entity.first(), type)
          .ifPresent(stage -> votes.merge(stage, 2, Integer::sum));
    }
    votes.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .ifPresent(e -> fills.put(Slot.STAGE, List.of(Fill.of(e.getKey()))));
  }

  /** The places of the sentences with the fills; the nearest before where there are none. */
  private void place(MucText text, List<RoleTagger.Filled> all, Map<Slot, List<Fill>> fills) {
    int first = all.stream().mapToInt(f -> text.sentenceOf(f.from())).min().orElse(0);
    int last = all.stream().mapToInt(f -> text.sentenceOf(f.from())).max().orElse(first);
    int from = text.starts().get(first);
    int to = text.starts().get(Math.min(last, first + 2) + 1);
    Dates.of(text, from, to).ifPresent(d -> fills.put(Slot.DATE, List.of(Fill.of(d))));
    locations.of(text, from, to).ifPresent(l -> fills.put(Slot.LOCATION, List.of(Fill.of(l))));
  }

  private void perpetrators(
      MucText text, String type, List<Strings.Entity> entities, Map<Slot, List<Fill>> fills) {
    List<Fill> people = new ArrayList<>();
    List<Fill> groups = new ArrayList<>();
    List<Fill> sure = new ArrayList<>();
    Map<String, Integer> categories = new LinkedHashMap<>();
    for (Strings.Entity entity : entities) {
      boolean group = entity.slot() == Slot.PERP_ORGANISATION;
      if (group) {
        groups.add(Fill.of(entity.text()));
        String told =
            models.told(Slot.CONFIDENCE, text, entity.first(), type).orElse("REPORTED AS FACT");
        sure.add(Fill.of(told, entity.text()));
      } else if (entity.slot() == Slot.PERP_INDIVIDUAL) {
        people.add(Fill.of(entity.text()));
      }
      if (group || entity.slot() == Slot.PERP_INDIVIDUAL) {
        models
            .told(Slot.CATEGORY, text, entity.first(), type)
            .ifPresent(c -> categories.merge(c, 1, Integer::sum));
      }
    }
    fills.put(Slot.PERP_INDIVIDUAL, people);
    fills.put(Slot.PERP_ORGANISATION, groups);
    fills.put(Slot.CONFIDENCE, sure);
    categories.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .ifPresent(e -> fills.put(Slot.CATEGORY, List.of(Fill.of(e.getKey()))));
  }

  private void instruments(
      MucText text, String type, List<Strings.Entity> entities, Map<Slot, List<Fill>> fills) {
    List<Fill> ids = new ArrayList<>();
    List<Fill> types = new ArrayList<>();
    for (Strings.Entity entity : entities) {
      if (entity.slot() == Slot.INSTRUMENT_ID) {
        ids.add(Fill.of(entity.text()));
        models
            .told(Slot.INSTRUMENT_TYPE, text, entity.first(), type)
            .ifPresent(t -> types.add(Fill.of(t, entity.text())));
      }
    }
    fills.put(Slot.INSTRUMENT_ID, ids);
    fills.put(Slot.INSTRUMENT_TYPE, types);
  }

  private void physical(
      MucText text, String type, List<Strings.Entity> entities, Map<Slot, List<Fill>> fills) {
    for (Strings.Entity entity : entities) {
      if (entity.slot() == Slot.PHYS_ID) {
        String name = entity.text();
        add(fills, Slot.PHYS_ID, Fill.of(name));
        models
            .told(Slot.PHYS_TYPE, text, entity.first(), type)
            .ifPresent(t -> add(fills, Slot.PHYS_TYPE, Fill.of(t, name)));
        add(fills, Slot.PHYS_NUMBER, Fill.of(Strings.number(text, entity), name));
        models
            .told(Slot.PHYS_EFFECT, text, entity.first(), type)
            .ifPresent(t -> add(fills, Slot.PHYS_EFFECT, Fill.of(t, name)));
        nation(text, entity, fills).ifPresent(t -> add(fills, Slot.PHYS_NATION, Fill.of(t, name)));
      }
    }
  }

  /** The country named in or right before a name, if it is not the one where it happened. */
  private static Optional<String> nation(
      MucText text, Strings.Entity entity, Map<Slot, List<Fill>> fills) {
    int from = text.words().get(Math.max(0, entity.first().from() - 1)).start();
    int to = text.words().get(entity.first().to() - 1).end();
    return text.reading().places().stream()
        .filter(p -> p.span().start() >= from && p.span().end() <= to)
        .filter(p -> p.demonym() || p.kind() == org.tocsin.reading.PlaceKind.COUNTRY)
        .flatMap(p -> p.country().stream())
        .map(Locations::country)
        .filter(c ->
            fills.getOrDefault(Slot.LOCATION, List.of()).stream()
                .noneMatch(l -> l.values().iterator().next().startsWith(c)))
        .findFirst();
  }

  private void human(
      MucText text, String type, List<Strings.Entity> entities, Map<Slot, List<Fill>> fills) {
    List<Strings.Entity> names = entities.stream().filter(e -> e.slot() == Slot.HUM_NAME).toList();
    for (Strings.Entity entity : entities) {
      boolean name = entity.slot() == Slot.HUM_NAME;
      if (!name && entity.slot() != Slot.HUM_DESCRIPTION) {
        continue;
      }
      Optional<Strings.Entity> named =
          name
              ? Optional.empty()
              : names.stream().filter(n -> Strings.beside(text, entity, n)).findFirst();
      if (named.isPresent()) { // "PRESIDENT": "CEREZO" tells of one person
        add(fills, Slot.HUM_DESCRIPTION, Fill.of(entity.text(), named.get().text()));
        continue;
      }
      String words = entity.text();
      add(fills, name ? Slot.HUM_NAME : Slot.HUM_DESCRIPTION, Fill.of(words));
      String kind = models.told(Slot.HUM_TYPE, text, entity.first(), type).orElse("CIVILIAN");
      add(fills, Slot.HUM_TYPE, Fill.of(kind, words));
      add(fills, Slot.HUM_NUMBER, Fill.of(name ? "1" : Strings.number(text, entity), words));
      models
          .told(Slot.HUM_EFFECT, text, entity.first(), type)
          .ifPresent(t -> add(fills, Slot.HUM_EFFECT, Fill.of(t, words)));
      nation(text, entity, fills).ifPresent(t -> add(fills, Slot.HUM_NATION, Fill.of(t, words)));
    }
  }

  private static void add(Map<Slot, List<Fill>> fills, Slot slot, Fill fill) {
    fills.computeIfAbsent(slot, _ -> new ArrayList<>()).add(fill);
  }
}
