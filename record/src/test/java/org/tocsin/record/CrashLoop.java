// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Kills a process that appends to a record, again and again, and holds the record against every
 * acknowledgement that the process gave: no acknowledged entry is lost, and what was once seen
 * never changes.
 *
 * <p>Between rounds it damages whatever the checkpoint does not need: files half written and tiles
 * beyond its size are torn, garbled or removed, as a power cut may leave them. In a folder of its
 * own small file system it also fills the disk. From {@code record/}, after {@code mvn
 * test-compile}:
 *
 * <pre>java -cp target/classes:target/test-classes org.tocsin.record.CrashLoop ROUNDS SEED FOLDER
 * [fill]</pre>
 */
final class CrashLoop {

  private static final int LARGEST = 30_000;

  private final SplittableRandom random;
  private final Path folder;
  private final boolean fills;
  private final PrintStream out;
  private List<Hash> seen = List.of();

  /** What came of it. */
  record Tally(
      int rounds, long acknowledged, int unacknowledgedYetThere, int damaged, int fullDisks) {}

  private int unacknowledgedYetThere;
  private int damaged;
  private int fullDisks;
  private long acknowledged;

  CrashLoop(long seed, Path folder, boolean fills, PrintStream out) {
    this.random = new SplittableRandom(seed);
    this.folder = folder;
    this.fills = fills;
    this.out = out;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args[0].equals("append")) {
      append(Path.of(args[1]), Long.parseLong(args[2]));
      return;
    }
    Path folder = Path.of(args[2]);
    CrashLoop loop = new CrashLoop(Long.parseLong(args[1]), folder, args.length > 3, System.out);
    System.out.println(loop.run(Integer.parseInt(args[0])));
  }

  /** The process that is killed: appends without end and says what was acknowledged. */
  private static void append(Path folder, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    while (true) {
      try (RecordFolder record = open(folder, random.nextBoolean())) {
        System.out.println("open " + record.size());
        while (true) {
          List<byte[]> batch =
              Given.randomEntries(random, 1 + random.nextInt(random.nextInt(500) + 1));
          Checkpoint now = record.append(batch).checkpoint();
          System.out.println("acknowledged " + now.size() + " " + now.root().base64());
        }
      } catch (IOException e) {
        System.out.println("full " + e.getMessage());
      }
    }
  }

  /** In every second round the whole disk is forced at once, where that can be done. */
  private static RecordFolder open(Path folder, boolean atOnce) throws IOException {
    FolderStore.Forcing forcing =
        atOnce ? new FolderStore.Forcing(0, SyncFs::open) : FolderStore.Forcing.USUAL;
    return RecordFolder.open(
        folder,
        new FolderStore(folder, (step, path) -> {}, DiskWork.parallel(), forcing),
        RecordFolder.Keys.of(Given.DESK));
  }

  Tally run(int rounds) throws IOException, InterruptedException {
    Path record = folder.resolve("record");
    for (int round = 1; round <= rounds; round++) {
      String where = "round " + round;
      Optional<Path> ballast = fills && random.nextInt(2) == 0 ? fill() : Optional.empty();
      List<String> said = kill(record, random.nextLong());
      if (ballast.isPresent()) {
        Files.delete(ballast.get());
      }
      damage(record);
      judge(record, said, where);
      if (round % 25 == 0) {
        out.println(where + ": " + seen.size() + " entries; " + tally(round));
      }
      if (seen.size() > LARGEST) {
        Files.move(record, folder.resolve("old"), StandardCopyOption.REPLACE_EXISTING);
        delete(folder.resolve("old"));
        seen = List.of();
      }
    }
    return tally(rounds);
  }

  private Tally tally(int rounds) {
    return new Tally(rounds, acknowledged, unacknowledgedYetThere, damaged, fullDisks);
  }

  /** Leaves a little room on the disk, so that it is full soon. */
  private Optional<Path> fill() throws IOException {
    Path ballast = folder.resolve("ballast");
    long room = Files.getFileStore(folder).getUsableSpace() - random.nextInt(400_000);
    byte[] block = new byte[4096];
    try (OutputStream to = Files.newOutputStream(ballast)) {
      for (long written = 0; written < room; written += block.length) {
        to.write(block);
      }
    }
    return Optional.of(ballast);
  }

  private List<String> kill(Path record, long seed) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx200m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CrashLoop.class.getName(),
                "append",
                record.toString(),
                Long.toString(seed))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> said = new ArrayList<>();
    int lines = random.nextInt(40);
    try (BufferedReader words =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = words.readLine();
      while (line != null) {
        said.add(line);
        if (said.size() == lines + 1) {
          LockSupport.parkNanos(random.nextInt(15_000_000)); // some instant of the next appends
          process.toHandle().destroyForcibly(); // kill -9, and what it said stays readable
        }
        line = words.readLine();
      }
    } finally {
      process.destroyForcibly();
    }
    process.waitFor();
    return said;
  }

  /** Tears, garbles or removes what the checkpoint does not need. */
  private void damage(Path record) throws IOException {
    Set<Path> needed = needed(record);
    List<Path> others;
    try (Stream<Path> files = Files.walk(record)) {
      others =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !needed.contains(record.relativize(file)))
              .toList();
    }
    for (Path file : others) {
      byte[] bytes = Files.readAllBytes(file);
      switch (random.nextInt(4)) {
        case 0 -> Files.delete(file);
        case 1 -> Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
        case 2 -> {
          random.nextBytes(bytes);
          Files.write(file, bytes);
        }
        default -> {
          continue;
        }
      }
      damaged++;
    }
  }

  private static Set<Path> needed(Path record) throws IOException {
    Set<Path> needed =
        new HashSet<>(List.of(Path.of("checkpoint"), Path.of("vkey"), Path.of(".lock")));
    Path file = record.resolve("checkpoint");
    long size =
        Files.exists(file)
            ? SignedCheckpoint.parse(Files.readAllBytes(file)).checkpoint().size()
            : 0;
    for (int level = 0; size >> (8 * level) > 0; level++) {
      long count = size >> (8 * level);
      for (long tile = 0; tile * 256 < count; tile++) {
        int width = (int) Math.min(256, count - tile * 256);
        needed.add(Path.of(TilePath.tile(level, tile, width)));
        if (level == 0) {
          needed.add(Path.of(TilePath.bundle(tile, width)));
        }
      }
    }
    return needed;
  }

  private void judge(Path record, List<String> said, String where) throws IOException {
    Verdict verdict = Verification.verify(record, List.of(Given.DESK.verifier()));
    boolean begun = Files.exists(record.resolve("checkpoint"));
    require(verdict.ok() || !begun, where + ": " + verdict.checks());
    RecordFolder.open(record, Given.DESK).close(); // which is what the next round does as well
    RecordReader reader = RecordReader.open(record, Given.DESK.verifier());
    List<Hash> now = reader.entries(0, reader.size()).map(Merkle::leaf).toList();
    require(
        now.size() >= seen.size() && now.subList(0, seen.size()).equals(seen),
        where + ": entries that were seen before are gone or changed");
    long last = seen.size();
    for (String line : said) {
      String[] words = line.split(" ");
      if (words[0].equals("acknowledged") && words.length == 3 && words[2].length() == 44) {
        last = Long.parseLong(words[1]);
        require(last <= now.size(), where + ": lost an acknowledged entry, " + line);
        Hash root = Merkle.root(now.subList(0, (int) last));
        require(root.base64().equals(words[2]), where + ": another history than " + line);
      } else if (words[0].equals("full")) {
        fullDisks++;
      }
    }
    acknowledged += last - seen.size();
    unacknowledgedYetThere += now.size() > last ? 1 : 0;
    seen = now;
  }

  private static void require(boolean holds, String words) {
    if (!holds) {
      throw new AssertionError(words);
    }
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
