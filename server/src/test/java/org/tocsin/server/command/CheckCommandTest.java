// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * FEATURE UNDER TEST: {@code tocsin check} holds files, folders, feeds and archives to CAP and to
 * profiles in one run, and says what it found in all.
 */
class CheckCommandTest {
  private static final Instant NOW = Instant.parse("2024-03-07T13:00:00Z");

  private static final String GOOD =
      """
      <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
        <identifier>notice-1</identifier>
        <sender>desk@example.org</sender>
        <sent>2024-03-07T12:00:00+03:00</sent>
        <status>Actual</status>
        <msgType>Alert</msgType>
        <scope>Public</scope>
        <code>IPAWSv1.0</code>
        <info>
          <category>Security</category>
          <event>Terrorist incident</event>
          <urgency>Expected</urgency>
          <severity>Extreme</severity>
          <certainty>Possible</certainty>
          <expires>2024-03-09T12:00:00+03:00</expires>
          <area>
            <areaDesc>Moscow</areaDesc>
            <circle>55.826,37.390 5</circle>
          </area>
        </info>
      </alert>
      """;

  private static final String BAD = GOOD.replace("<status>Actual", "<status>Real");

  @TempDir Path folder;

  private record Outcome(int code, List<String> lines, String err) {}

  private Outcome check(byte[] input, String... arguments) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new CheckCommand(() -> NOW)
            .run(
                List.of(arguments),
                new Command.Streams(
                    new ByteArrayInputStream(input),
                    new PrintStream(out, true, UTF_8),
                    new PrintStream(err, true, UTF_8)));
    return new Outcome(code, out.toString(UTF_8).lines().toList(), err.toString(UTF_8));
  }

  @Test
  void everyMessageOfAZipHasALine() throws IOException {
    Path zip = folder.resolve("alerts.zip");
    Files.write(zip, zip("a/good.xml", GOOD, "a/bad.cap", BAD, "a/readme.txt", "hello"));
    Outcome outcome = check(new byte[0], "--json", zip.toString());
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.lines()).hasSize(2);
    assertThat(outcome.lines().get(0))
        .startsWith("{\"file\":\"" + zip + "!/a/good.xml\",\"valid\":true");
    assertThat(outcome.lines().get(1))
        .startsWith("{\"file\":\"" + zip + "!/a/bad.cap\",\"valid\":false");
    assertThat(outcome.err())
        .contains("2 files checked: 1 valid, 1 not")
        .contains("1 other files passed over")
        .contains("1 file: cap-1.2-3.2.1-status");
  }

  @Test
  void tarsAreReadPackedOrNotWhateverTheirName() throws IOException {
    byte[] tar = tar("good.xml", GOOD, "also.xml", GOOD);
    Files.write(folder.resolve("one.tar"), tar);
    Files.write(folder.resolve("two.tgz"), gzip(tar));
    Outcome outcome = check(new byte[0], folder.toString());
    assertThat(outcome.code()).isZero();
    assertThat(outcome.lines()).filteredOn(line -> line.contains("!/")).hasSize(4);
    assertThat(check(gzip(tar), "-").err()).contains("2 files checked: 2 valid");
    assertThat(check(gzip(GOOD.getBytes(UTF_8)), "-").err()).contains("1 file checked: 1 valid");
  }

  @Test
  void anArchiveInAnArchiveIsNotOpened() throws IOException {
    Path packed = folder.resolve("deep.gz");
    Files.write(packed, gzip(zip("a.xml", GOOD)));
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> check(new byte[0], packed.toString())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds another archive; unpack it first");
  }

  /** A hundred thousand messages in one go need no more memory than one. */
  @Test
  void thousandsOfMessagesAreCheckedOneAfterTheOther() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < 3_000; i++) {
        zip.putNextEntry(new ZipEntry(i + ".xml"));
        zip.write((i % 100 == 0 ? BAD : GOOD).getBytes(UTF_8));
      }
    }
    Outcome outcome = check(bytes.toByteArray(), "--json", "-");
    assertThat(outcome.lines()).hasSize(3_000);
    assertThat(outcome.err()).contains("3,000 files checked: 2,970 valid, 30 not");
  }

  @Test
  void aFeedIsOneFileAndAsValidAsTheMessagesInIt() throws IOException {
    assertThat(check(feed(GOOD, GOOD).getBytes(UTF_8), "-").code()).isZero();
    Outcome bad = check(feed(GOOD, BAD).getBytes(UTF_8), "--json", "-");
    assertThat(bad.code()).isEqualTo(1);
    assertThat(bad.lines())
        .singleElement()
        .asString()
        .contains("\"rule\":\"cap-1.2-3.2.1-status\"");
    String links =
        feed()
            .replace(
                "</feed>",
                "<author><name>Desk</name></author><entry><id>a</id><title>t</title>"
                    + "<updated>2024-03-07T12:00:00Z</updated><link href=\"https://x/a.cap\""
                    + " type=\"application/cap+xml\"/></entry></feed>");
    assertThat(check(links.getBytes(UTF_8), "-").lines()).containsExactly("-: valid");
    assertThat(check(links.replace("<id>a</id>", "").getBytes(UTF_8), "-").lines())
        .contains("-: NOT valid")
        .anyMatch(line -> line.contains("error cap-feed-id feed/entry[1]: entry has no id."));
  }

  @Test
  void aProfileIsHeldAgainstTheMessageAndNamedInTheLine() throws IOException {
    Outcome ipaws = check(GOOD.getBytes(UTF_8), "--json", "--profile", "ipaws-1.0", "-");
    assertThat(ipaws.code()).isEqualTo(1);
    assertThat(ipaws.lines().getFirst())
        .contains("\"profile\":\"ipaws-1.0\"")
        .contains("\"rule\":\"ipaws-1.0-eventCode\",\"severity\":\"error\",\"line\":9");
    assertThat(
            check(GOOD.getBytes(UTF_8), "--profile", "google-1.0", "--profile", "wmo", "-").code())
        .isEqualTo(1);
    assertThat(check(GOOD.getBytes(UTF_8), "--profile", "claimed", "-").lines())
        .anyMatch(line -> line.contains("ipaws-1.0-eventCode"));
    assertThat(
            check(GOOD.replace("IPAWSv1.0", "none").getBytes(UTF_8), "--profile", "claimed", "-")
                .code())
        .isZero();
  }

  /** 64 MiB of zeros in some 64 KiB: no more of it is read than a message may have. */
  @Test
  void aBombIsReadNoFurtherThanAMessageMayBeLong() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("bomb.xml"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        zip.write(zeros);
      }
    }
    Outcome outcome = check(bytes.toByteArray(), "--json", "-");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.lines().getFirst()).contains("\"rule\":\"cap-read-bytes\"");
  }

  private static String feed(String... alerts) {
    StringBuilder feed =
        new StringBuilder(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>f</id><title>f</title>"
                + "<updated>2024-03-07T12:00:00Z</updated>");
    for (String alert : alerts) {
      feed.append("<entry><id>e</id><title>e</title><updated>2024-03-07T12:00:00Z</updated>")
          .append("<content type=\"application/cap+xml\">")
          .append(alert)
          .append("</content></entry>");
    }
    return feed.append("</feed>").toString();
  }

  private static byte[] zip(String... namesAndTexts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] tar(String... namesAndTexts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        byte[] text = namesAndTexts[i + 1].getBytes(UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(namesAndTexts[i]);
        entry.setSize(text.length);
        tar.putArchiveEntry(entry);
        tar.write(text);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] inner) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream packed = new GZIPOutputStream(bytes)) {
      packed.write(inner);
    }
    return bytes.toByteArray();
  }
}
