// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.tocsin.server.collect.Report;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.outcome.Evidence.HappenedIncident;
import org.tocsin.server.outcome.pdf.Block;
import org.tocsin.server.outcome.pdf.PdfFile;

/**
 * The reckoning as a file to hand over: the same chapters and sentences as its page, in the same
 * order. Told at the same instant from the same record it is the same bytes.
 */
@Component
class ReckoningPdf {

  /** How to prove a copy that was handed over. */
  static final String HANDED_OVER =
      "This copy was handed over, and the hash (SHA-256) of its file was written into the record at"
          + " that moment, as an act of the kind ReckoningHandedOver. To check it, work out the hash"
          + " of your file (Linux: sha256sum FILE; macOS: shasum -a 256 FILE; Windows: certutil"
          + " -hashfile FILE SHA256) and look for it in the case bundle, which opens as text. If it"
          + " stands there and the bundle verifies, this is what the desk told then, letter for"
          + " letter.";

  /** What is said in any other copy. */
  static final String ONLY_LOOKED_AT =
      "This copy was made only to be looked at: the record holds no hash of it, so nothing proves"
          + " it. Ask the desk for a copy that was handed over.";

  private final String desk;

  private final List<Path> fonts;

  ReckoningPdf(
      @Value("${tocsin.deliver.public-url}") URI publicUrl,
      @Value("${tocsin.outcome.fonts:}") List<String> fonts) {
    this.desk = publicUrl.toString().replaceAll("/+$", "") + "/desk";
    this.fonts = fonts.stream().filter(each -> !each.isBlank()).map(Path::of).toList();
    for (Path font : this.fonts) {
      if (!Files.isReadable(font)) {
        throw new IllegalStateException(
            "tocsin.outcome.fonts names a file that cannot be read: " + font);
      }
    }
  }

  /** A copy to look at, of which the record knows nothing. */
  byte[] write(Reckoning told) {
    return write(told, ONLY_LOOKED_AT);
  }

  /** The copy of which the record will hold the hash. */
  byte[] toHandOver(Reckoning told) {
    return write(told, HANDED_OVER);
  }

  private byte[] write(Reckoning told, String provenBy) {
    return PdfFile.write(
        new PdfFile.About(
            "Reckoning: " + told.evidence().file().title(),
            "en",
            told.marking().map(Marking::label).orElse(""),
            told.evidence().now()),
        new Made(told, provenBy).blocks(),
        fonts);
  }

  /** The blocks of one reckoning. */
  private final class Made {
    private final Reckoning told;
    private final String provenBy;
    private final List<Block> blocks = new ArrayList<>();

    Made(Reckoning told, String provenBy) {
      this.told = told;
      this.provenBy = provenBy;
    }

    private void heading(int level, String words) {
      blocks.add(new Block.Heading(level, words));
    }

    private void say(String words) {
      blocks.add(new Block.Paragraph(words, false));
    }

    List<Block> blocks() {
      heading(1, "Reckoning: " + told.evidence().file().title());
      say(told.preface());
      heading(2, "In plain words");
      for (String sentence : told.story()) {
        blocks.add(new Block.Paragraph(sentence, true));
      }
      inShort();
      gaps();
      for (Telling.Chapter chapter : told.chapters()) {
        chapter(chapter);
      }
      heading(2, "What happened");
      if (told.evidence().incidents().isEmpty()) {
        say("No incident is recorded.");
      }
      told.evidence().incidents().forEach(this::incident);
      outcome();
      heading(2, "How to check this");
      say(told.proof());
      say(provenBy);
      say(
          "Officers of the desk find an entry at %s/record/ and its number. Everybody else finds it"
                  .formatted(desk)
              + " in the case bundle, by the same number.");
      heading(2, "Words used here");
      blocks.add(
          new Block.Table(
              List.of("Word", "What it means"),
              Story.TERMS.stream().map(term -> List.of(term.word(), term.meaning())).toList(),
              List.of(0.28f, 0.72f)));
      return blocks;
    }

    private void inShort() {
      heading(2, "In short");
      say(
          told.summary().isEmpty()
              ? "The case has no outcome and no incident yet."
              : String.join(" ", told.summary()));
      if (!told.durations().isEmpty()) {
        blocks.add(
            new Block.Table(
                List.of("Step", "Took"),
                told.durations().entrySet().stream()
                    .map(step -> List.of(step.getKey(), step.getValue()))
                    .toList(),
                List.of(0.75f, 0.25f)));
      }
    }

    private void gaps() {
      if (told.gaps().isEmpty()) {
        return;
      }
      heading(2, "What was missing");
      say(Reckoning.GAPS);
      blocks.add(
          new Block.Points(
              told.gaps().stream().map(gap -> Block.Point.bullet(gap.words())).toList()));
    }

    private void chapter(Telling.Chapter chapter) {
      heading(2, chapter.heading());
      if (chapter.lines().isEmpty()) {
        say(chapter.none());
        return;
      }
      blocks.add(
          new Block.Points(
              chapter.lines().stream()
                  .map(line ->
                      new Block.Point(
                          DeskTime.words(line.at()),
                          line.words(),
                          line.detail(),
                          Optional.of(entry(line.entry()))))
                  .toList()));
    }

    private Block.Link entry(@Nullable Long entry) {
      return entry == null
          ? new Block.Link("waits for its place", Optional.empty())
          : new Block.Link("entry " + entry, Optional.of(URI.create(desk + "/record/" + entry)));
    }

    private void incident(HappenedIncident happened) {
      Incident incident = happened.incident();
      heading(3, incident.title());
      blocks.add(
          new Block.Points(
              List.of(
                  new Block.Point(
                      DeskTime.words(incident.began()),
                      incident.place().name()
                          + (incident.precision().isEmpty()
                              ? ""
                              : " (time: %s)".formatted(incident.precision())),
                      Reckoning.kinds(incident),
                      Optional.of(entry(told.entry("IncidentRecorded", incident.id())))))));
      figures(happened);
      accounts(happened);
    }

    private void figures(HappenedIncident happened) {
      if (happened.figures().isEmpty()) {
        return;
      }
      Map<String, String> titles =
          told.evidence().reports().stream()
              .collect(Collectors.toMap(each -> each.id().value(), Report::title));
      heading(3, "The figures, newest first");
      List<Block.Point> points = new ArrayList<>();
      happened
          .figures()
          .forEach((kind, all) ->
              all.forEach(figure ->
                  points.add(
                      new Block.Point(
                          DeskTime.words(figure.asOf()),
                          "%s: %s".formatted(kind.label(), figure.words()),
                          figure.source().isEmpty()
                              ? titles.getOrDefault(figure.report().value(), "")
                              : figure.source(),
                          Optional.of(entry(told.entry("FigureRecorded", figure.id())))))));
      blocks.add(new Block.Points(points));
    }

    private void accounts(HappenedIncident happened) {
      if (happened.statements().isEmpty()) {
        return;
      }
      heading(3, "Who says who did it");
      say(Reckoning.ACCOUNTS);
      Reckoning.accounts(happened)
          .forEach((about, all) -> {
            heading(3, "About " + about);
            blocks.add(
                new Block.Points(
                    all.stream()
                        .map(each ->
                            new Block.Point(
                                DeskTime.words(each.saidAt()),
                                "%s by %s%s"
                                    .formatted(
                                        each.kind().label(),
                                        each.by(),
                                        each.words().isEmpty() ? "" : ": " + each.words()),
                                "%s%s"
                                    .formatted(
                                        each.certainty().label(),
                                        each.channel().isEmpty() ? "" : ", " + each.channel()),
                                Optional.of(entry(told.entry("StatementRecorded", each.id())))))
                        .toList()));
          });
    }

    private void outcome() {
      heading(2, "How the case ended");
      told.evidence()
          .outcome()
          .ifPresentOrElse(
              outcome ->
                  blocks.add(
                      new Block.Points(
                          List.of(
                              new Block.Point(
                                  DeskTime.words(outcome.decidedAt()),
                                  "%s: %s"
                                      .formatted(outcome.kind().label(), outcome.kind().means()),
                                  outcome.reasons(),
                                  Optional.of(
                                      entry(
                                          told.entry(
                                              "OutcomeGiven", told.evidence().file().id()))))))),
              () -> say("It has no outcome yet."));
    }
  }
}
