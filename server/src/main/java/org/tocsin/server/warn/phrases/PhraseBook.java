// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.phrases;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.Problem;

/** The library of phrases: which there are, and their words in every language. Thread-safe. */
@Component
public final class PhraseBook {

  static final Pattern SLOT = Pattern.compile("\\{([a-z]+)}");

  private final PhraseLanguage original;
  private final List<Phrase> phrases;
  private final Map<String, PhraseLanguage> languages;
  private final Map<String, List<Known>> known = new ConcurrentHashMap<>();

  /** A phrase as it is looked for in a text. */
  private record Known(Phrase phrase, Pattern pattern) {}

  /** Reads the files; a phrase that a language lacks stops the start. */
  public PhraseBook() {
    Map<String, PhraseLanguage> read = new LinkedHashMap<>();
    PhraseFiles.files("phrases/*.yaml").stream()
        .map(PhraseBook::language)
        .sorted(Comparator.comparing(PhraseLanguage::english))
        .forEach(each -> read.put(each.code(), each));
    this.languages = java.util.Collections.unmodifiableMap(read);
    this.original =
        read.values().stream()
            .filter(PhraseLanguage::original)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no language is the original"));
    Map<String, Object> list = PhraseFiles.map(new ClassPathResource("warn/phrase-list.yaml"));
    List<Phrase> all = new ArrayList<>();
    if (list.get("phrases") instanceof List<?> entries) {
      entries.forEach(entry -> all.add(phrase(original, PhraseFiles.asMap("phrase-list", entry))));
    }
    this.phrases = List.copyOf(all);
    for (PhraseLanguage language : read.values()) {
      for (Phrase phrase : phrases) {
        if (!slots(language.text(phrase.id())).equals(phrase.slots())) {
          throw new IllegalStateException(
              "%s of %s has other slots than the original".formatted(phrase.id(), language.code()));
        }
      }
    }
  }

  private static PhraseLanguage language(Resource file) {
    Map<String, Object> read = PhraseFiles.map(file);
    String where = file.getFilename() + "";
    return new PhraseLanguage(
        PhraseFiles.word(where, read, "language"),
        PhraseFiles.word(where, read, "name"),
        PhraseFiles.word(where, read, "english"),
        PhraseFiles.word(where, read, "direction").equals("rtl"),
        PhraseFiles.word(where, read, "translator"),
        PhraseFiles.word(where, read, "reviewed").equals("original"),
        PhraseFiles.table(read, "phrases"),
        PhraseFiles.table(read, "spoken"));
  }

  private static Phrase phrase(PhraseLanguage original, Map<String, Object> entry) {
    String id = PhraseFiles.word("phrase-list", entry, "id");
    return new Phrase(
        id,
        Phrase.Kind.of(PhraseFiles.word(id, entry, "kind")),
        String.valueOf(entry.getOrDefault("cap", "")),
        slots(original.text(id)));
  }

  /** The names in braces, in the order of the alphabet. */
  static SequencedSet<String> slots(String text) {
    java.util.TreeSet<String> names = new java.util.TreeSet<>();
    Matcher slot = SLOT.matcher(text);
    while (slot.find()) {
      names.add(slot.group(1));
    }
    return java.util.Collections.unmodifiableSequencedSet(new LinkedHashSet<>(names));
  }

  /** Every phrase, in the order of the list. */
  public List<Phrase> phrases() {
    return phrases;
  }

  /** Every phrase of a kind. */
  public List<Phrase> phrases(Phrase.Kind kind) {
    return phrases.stream().filter(each -> each.kind() == kind).toList();
  }

  /** The phrase with this id; T5010 when there is none. */
  public Phrase phrase(String id) {
    return phrases.stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            PhraseProblem.NO_PHRASE.because(
                "'%s' is no phrase; the list is at /desk/phrases".formatted(Problem.shorten(id))));
  }

  /** A phrase in the words of the original, with its slots in braces. */
  public String english(Phrase phrase) {
    return original.text(phrase.id());
  }

  /** Every language, by its English name. */
  public Collection<PhraseLanguage> languages() {
    return languages.values();
  }

  /** The language of a tag such as {@code pt-BR}, by its first part; empty when it is not here. */
  public Optional<PhraseLanguage> find(String tag) {
    int dash = tag.indexOf('-');
    String kin = (dash < 0 ? tag : tag.substring(0, dash)).toLowerCase(Locale.ROOT).strip();
    return Optional.ofNullable(languages.get(kin));
  }

  /** HTML's {@code dir} of a tag's language; {@code auto} where it is not here. */
  public String direction(String tag) {
    return find(tag).map(PhraseLanguage::direction).orElse("auto");
  }

  /** The same; T5011 when it is not here. */
  public PhraseLanguage require(String tag) {
    return find(tag)
        .orElseThrow(() ->
            PhraseProblem.NO_LANGUAGE.because(
                "'%s' is none of %s"
                    .formatted(Problem.shorten(tag), String.join(", ", languages.keySet()))));
  }

  /**
   * The words of a phrase with its slots filled; T5012 when a value is missing.
   *
   * @param spoken whether it is to be read aloud
   */
  public String say(PhraseLanguage language, Phrase phrase, PhraseValues values, boolean spoken) {
    String written = language.text(phrase.id());
    String words = spoken ? language.spoken().getOrDefault(phrase.id(), written) : written;
    return SLOT.matcher(words)
        .replaceAll(slot ->
            Matcher.quoteReplacement(values.require(language, phrase, slot.group(1), spoken)));
  }

  /** The phrases whose words stand in a text of this language, whatever their slots hold. */
  public SequencedSet<Phrase> found(PhraseLanguage language, String text) {
    SequencedSet<Phrase> found = new LinkedHashSet<>();
    for (Known each : known.computeIfAbsent(language.code(), _ -> looked(language))) {
      if (each.pattern().matcher(text).find()) {
        found.add(each.phrase());
      }
    }
    return found;
  }

  /** The phrase that this whole line is; empty for free text. */
  public Optional<Phrase> line(PhraseLanguage language, String line) {
    String stripped = line.strip();
    return known.computeIfAbsent(language.code(), _ -> looked(language)).stream()
        .filter(each -> each.pattern().matcher(stripped).matches())
        .map(Known::phrase)
        .findFirst();
  }

  private List<Known> looked(PhraseLanguage language) {
    return phrases.stream()
        .map(phrase -> new Known(phrase, pattern(language.text(phrase.id()))))
        .toList();
  }

  private static Pattern pattern(String words) {
    StringBuilder out = new StringBuilder();
    Matcher slot = SLOT.matcher(words);
    int from = 0;
    while (slot.find()) {
      out.append(Pattern.quote(words.substring(from, slot.start()))).append("[^\\r\\n]{1,400}?");
      from = slot.end();
    }
    return Pattern.compile(out.append(Pattern.quote(words.substring(from))).toString());
  }
}
