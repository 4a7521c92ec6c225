// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A record's files in a folder.
 *
 * <p>A file is written beside its place and renamed into it, so a reader sees it whole or not at
 * all, several files at once; one that replaces another is forced to disk first. {@link #commit}
 * waits for all of them, forces them and the folders that hold the new names, in any order, and
 * then renames the one file that counts. Where {@link #expect} heard of many files, the whole disk
 * is forced at once instead of each of them.
 *
 * <p>A power cut before that rename leaves the files that the old one needs as they were, and new
 * ones whole, torn or not at all: those nobody needs, and the next commit writes them anew.
 *
 * <p>Reading is safe for any number of threads, writing for one.
 */
final class FolderStore implements LogStore {

  /** A bundle of 256 entries of 65,535 bytes with their lengths, the largest file of a record. */
  static final int MAX_FILE_BYTES = TilePath.WIDTH * (2 + Entry.MAX_BYTES);

  /** Hears of each step that reaches the disk; tests stop the world in it. */
  @FunctionalInterface
  interface Steps {
    void done(Step step, Path path) throws IOException;
  }

  /** The steps in the order of one write. */
  enum Step {
    CREATED_FOLDER,
    WROTE_BESIDE,
    FORCED_BESIDE,
    RENAMED,
    FORCED,
    SYNCED_FOLDER,
    SYNCED_ALL,
    DELETED
  }

  /**
   * From so many files on, forcing the whole disk is worth what it costs others who write there.
   */
  static final int MANY = 64;

  /** So much is let gather before the disk is set to work; what comes after goes on meanwhile. */
  private static final long AHEAD_BYTES = 4 << 20;

  private final Path root;
  private final Steps steps;
  private final DiskWork work;
  private final Forcing forcing;
  private final Set<Path> knownFolders = new HashSet<>();
  private final Set<Path> unsyncedFolders = new LinkedHashSet<>();
  private final Set<Path> unforcedFiles = new LinkedHashSet<>();
  private final AtomicBoolean forcingAhead = new AtomicBoolean();
  private Optional<WholeDisk> whole = Optional.empty();
  private long gathered;

  /**
   * How the files of a commit are forced.
   *
   * @param many from how many files on all at once
   * @param wholeDisk by what
   */
  record Forcing(int many, WholeDisk.Opener wholeDisk) {
    static final Forcing USUAL = new Forcing(MANY, SyncFs::open);
  }

  FolderStore(Path root) {
    this(root, (step, path) -> {}, DiskWork.parallel(), Forcing.USUAL);
  }

  /** Steps are heard one after the other, in an order that is always the same. */
  FolderStore(Path root, Steps steps) {
    this(root, steps, DiskWork.oneByOne(), Forcing.USUAL);
  }

  FolderStore(Path root, Steps steps, DiskWork work, Forcing forcing) {
    this.root = root.toAbsolutePath();
    this.steps = steps;
    this.work = work;
    this.forcing = forcing;
  }

  @Override
  public Optional<byte[]> find(String path) throws IOException {
    Path file = root.resolve(path);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() > MAX_FILE_BYTES) {
        throw RecordException.brokenRecord(
            file
                + " has "
                + channel.size()
                + " bytes; no file of a record has more than "
                + MAX_FILE_BYTES);
      }
      ByteBuffer buffer = ByteBuffer.allocate((int) channel.size());
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
      return Optional.of(buffer.array());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Makes the folder itself, with those above that are missing. As long as the file that counts is
   * not there, its commit forces the names of all folders on the way to it, on this disk: whoever
   * made them may have been killed before that. One that this process cannot read, it cannot have
   * made.
   */
  void makeRoot(String counts) throws IOException {
    createFolders(root);
    if (Files.exists(root.resolve(counts))) {
      return;
    }
    FileStore disk = Files.getFileStore(root);
    for (Path above = root.getParent(); above != null; above = above.getParent()) {
      if (Files.isReadable(above) && Files.getFileStore(above).equals(disk)) {
        unsyncedFolders.add(above);
      }
    }
  }

  /** The bytes of the file that counts were forced before it was renamed, its name maybe not. */
  @Override
  public void forceFound() throws IOException {
    forceFolder(root);
    steps.done(Step.SYNCED_FOLDER, root);
  }

  @Override
  public void expect(long files) throws IOException {
    leaveWhole();
    if (files >= forcing.many) {
      whole = forcing.wholeDisk.open(root);
      gathered = 0;
    }
  }

  @Override
  public void write(String path, byte[] bytes) throws IOException {
    Path target = target(path);
    unsyncedFolders.add(folder(target));
    work.begin(() -> {
      boolean replaces = Files.exists(target);
      writeBeside(target, bytes, replaces);
      putInPlace(target);
    });
    if (whole.isPresent() && whole.get().covers(folder(target))) {
      gathered += bytes.length;
      if (gathered >= AHEAD_BYTES) {
        gathered = 0;
        forceAhead(whole.get());
      }
      return;
    }
    unforcedFiles.add(target);
    if (unforcedFiles.size() >= MANY) {
      forceFiles(); // so that the disk is at work while the next ones come
    }
  }

  @Override
  public void commit(String path, byte[] bytes) throws IOException {
    Path target = target(path);
    if (whole.isPresent()) {
      work.await();
      forceWhole(whole.get());
    }
    forceFiles();
    forceFolders();
    // After the whole disk was forced: a disk with a cache of its own is told by this to keep it.
    work.begin(() -> writeBeside(target, bytes, true));
    work.await(); // a crash up to here leaves the old file
    unsyncedFolders.clear();
    putInPlace(target); // a crash from here on leaves the old or the new one
    unsyncedFolders.add(folder(target));
    forceFolders();
    work.await();
    unsyncedFolders.clear();
    leaveWhole();
  }

  /** Lets the disk begin, unless it is at it; whoever writes goes on meanwhile. */
  private void forceAhead(WholeDisk all) throws IOException {
    if (forcingAhead.compareAndSet(false, true)) {
      work.begin(() -> {
        try {
          all.force();
        } finally {
          forcingAhead.set(false);
        }
      });
    }
  }

  private void forceWhole(WholeDisk all) throws IOException {
    all.force();
    steps.done(Step.SYNCED_ALL, root);
    List<Path> others = new ArrayList<>();
    for (Path folder : unsyncedFolders) {
      if (!all.covers(folder)) {
        others.add(folder);
      }
    }
    unsyncedFolders.clear();
    unsyncedFolders.addAll(others);
  }

  private void leaveWhole() throws IOException {
    Optional<WholeDisk> left = whole;
    whole = Optional.empty();
    if (left.isPresent()) {
      left.get().close();
    }
  }

  @Override
  public void abandon() {
    try {
      work.await();
    } catch (IOException | RuntimeException e) {
      // Whoever abandons has had a failure of their own already.
    }
    try {
      leaveWhole();
    } catch (IOException e) {
      // The same.
    }
  }

  /** Where a file goes; its folder is made. */
  private Path target(String path) throws IOException {
    Path target = root.resolve(path);
    createFolders(folder(target));
    return target;
  }

  private static Path folder(Path target) {
    return Objects.requireNonNull(target.getParent(), "every path is below the root");
  }

  private static Path beside(Path target) {
    return target.resolveSibling("." + target.getFileName() + ".new");
  }

  private void writeBeside(Path target, byte[] bytes, boolean forced) throws IOException {
    Path beside = beside(target);
    try (FileChannel channel =
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      steps.done(Step.WROTE_BESIDE, beside);
      if (forced) {
        channel.force(true);
        steps.done(Step.FORCED_BESIDE, beside);
      }
    }
  }

  private void putInPlace(Path target) throws IOException {
    Files.move(
        beside(target),
        target,
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    steps.done(Step.RENAMED, target);
  }

  /** Begins to force what was written, once it is. */
  private void forceFiles() throws IOException {
    work.await();
    for (Path file : unforcedFiles) {
      work.begin(() -> {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
        steps.done(Step.FORCED, file);
      });
    }
    unforcedFiles.clear();
  }

  /** Begins to force the names that were put into folders. */
  private void forceFolders() throws IOException {
    for (Path folder : unsyncedFolders) {
      work.begin(() -> {
        forceFolder(folder);
        steps.done(Step.SYNCED_FOLDER, folder);
      });
    }
  }

  @Override
  public void deletePartials(String fullPath) throws IOException {
    Path folder = root.resolve(TilePath.partials(fullPath));
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
        steps.done(Step.DELETED, file);
      }
    }
    Files.deleteIfExists(folder);
    knownFolders.remove(folder);
    steps.done(Step.DELETED, folder);
  }

  /**
   * Makes a folder. One below the root that is there already may have been made by a process that
   * was killed before it forced the name, so that is done again.
   */
  private void createFolders(Path folder) throws IOException {
    if (knownFolders.contains(folder)) {
      return;
    }
    boolean there = Files.isDirectory(folder);
    boolean below = folder.startsWith(root) && !folder.equals(root);
    Path parent = folder.getParent();
    if (parent != null && (below || !there)) {
      createFolders(parent);
      unsyncedFolders.add(parent);
    }
    if (!there) {
      Files.createDirectory(folder);
      steps.done(Step.CREATED_FOLDER, folder);
    }
    knownFolders.add(folder);
  }

  private static void forceFolder(Path folder) throws IOException {
    if (File.separatorChar == '\\') {
      return; // Windows opens no folder as a file; NTFS keeps renames in its own journal
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
