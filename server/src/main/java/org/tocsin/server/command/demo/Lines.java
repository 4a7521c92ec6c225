// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command.demo;

import java.util.ArrayList;
import java.util.List;

/** The figures in words: one line a stage. */
final class Lines {

  private final Figures figures;
  private final List<String> lines = new ArrayList<>();

  private Lines(Figures figures) {
    this.figures = figures;
  }

  static List<String> of(Figures figures) {
    Lines lines = new Lines(figures);
    lines.early();
    lines.late();
    return lines.lines;
  }

  private void early() {
    line(
        "collect", "%s reports from %s files, %s in quarantine", "reports", "files", "quarantined");
    line(
        "read",
        "%s findings (%s attacks, %s threats, %s warnings, %s claims, %s denials), %s places, %s times",
        "findings",
        "attack",
        "threat",
        "warning",
        "claim",
        "denial",
        "places",
        "times");
    line(
        "assess",
        "%s, confidence %s; %s statements resting on %s citations",
        "likelihood",
        "confidence",
        "statements",
        "citations");
    line(
        "decide",
        "%s under %s, %s determinations, each made by one and agreed by another",
        "determination",
        "policy",
        "determinations");
    line(
        "watch",
        "%s watchers with %s places taken in in %s s, %s lines refused, %s without a channel",
        "watchers",
        "places",
        "seconds",
        "rejected",
        "unreachable");
  }

  private void late() {
    line(
        "warn",
        "%s warnings in %s languages approved for %s watchers, %s of them unreachable; %s lapsed",
        "warnings",
        "languages",
        "audience",
        "unreachable",
        "lapsed");
    line(
        "deliver",
        "%s told in %s s, %s failed, %s unreachable, %s possible repeats",
        "delivered",
        "seconds",
        "failed",
        "unreachable",
        "repeats");
    line(
        "answer",
        "%s acknowledged, %s acting, %s safe, %s need help, %s silent; reactions in public: %s",
        "acknowledged",
        "acting",
        "safe",
        "need-help",
        "silent",
        "reactions");
    outcome();
    line("record", "%s entries, bundle verified offline: %s", "entries", "verified");
  }

  private void outcome() {
    String lead = figures.has("outcome", "leadTimeHours") ? "lead time %s h" : "no lead time%.0s";
    String killed =
        figures.has("outcome", "killed")
            ? "killed %s (latest of %s figures)"
            : "nobody known to be killed%.0s%.0s";
    line(
        "outcome",
        "%s, " + lead + "; " + killed + "; %s claims, %s attributions, %s denials",
        "outcome",
        "leadTimeHours",
        "killed",
        "figures",
        "claims",
        "attributions",
        "denials");
  }

  private void line(String stage, String form, String... names) {
    Object[] values = new Object[names.length];
    for (int i = 0; i < names.length; i++) {
      values[i] = figures.text(stage, names[i]);
    }
    lines.add("%-8s %s".formatted(stage, form.formatted(values)));
  }
}
