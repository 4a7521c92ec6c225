// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A record's files in a folder.
 *
 * <p>A file is written beside its place, forced to disk and renamed into it, so a reader sees it
 * whole or not at all, several files at once; {@link #commit} waits for all of them, forces the
 * folders that hold the new names, and then renames the one file that counts. Reading is safe for
 * any number of threads, writing for one.
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
    SYNCED_FOLDER,
    DELETED
  }

  private final Path root;
  private final Steps steps;
  private final DiskWork work;
  private final Set<Path> knownFolders = new HashSet<>();
  private final Set<Path> unsyncedFolders = new LinkedHashSet<>();

  FolderStore(Path root) {
    this(root, (step, path) -> {}, DiskWork.parallel());
  }

  /** Steps are heard one after the other, in an order that is always the same. */
  FolderStore(Path root, Steps steps) {
    this(root, steps, DiskWork.oneByOne());
  }

  FolderStore(Path root, Steps steps, DiskWork work) {
    this.root = root;
    this.steps = steps;
    this.work = work;
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

  @Override
  public void write(String path, byte[] bytes) throws IOException {
    Path target = target(path);
    work.begin(() -> {
      writeBeside(target, bytes);
      putInPlace(target);
    });
  }

  @Override
  public void commit(String path, byte[] bytes) throws IOException {
    Path target = target(path);
    work.begin(() -> writeBeside(target, bytes));
    work.await();
    sync(); // a crash up to here leaves the old file
    putInPlace(target); // a crash from here on leaves the old or the new one
    unsyncedFolders.add(folder(target));
    sync();
  }

  @Override
  public void abandon() {
    try {
      work.await();
    } catch (IOException | RuntimeException e) {
      // Whoever abandons has had a failure of their own already.
    }
  }

  /** Where a file goes; its folder is made and noted as one with a new name in it. */
  private Path target(String path) throws IOException {
    Path target = root.resolve(path);
    Path folder = folder(target);
    createFolders(folder);
    unsyncedFolders.add(folder);
    return target;
  }

  private static Path folder(Path target) {
    return target.resolveSibling(".").normalize();
  }

  private static Path beside(Path target) {
    return target.resolveSibling("." + target.getFileName() + ".new");
  }

  private void writeBeside(Path target, byte[] bytes) throws IOException {
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
      channel.force(true);
      steps.done(Step.FORCED_BESIDE, beside);
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

  private void sync() throws IOException {
    for (Path folder : unsyncedFolders) {
      work.begin(() -> {
        forceFolder(folder);
        steps.done(Step.SYNCED_FOLDER, folder);
      });
    }
    work.await();
    unsyncedFolders.clear();
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

  private void createFolders(Path folder) throws IOException {
    if (knownFolders.contains(folder)) {
      return;
    }
    if (Files.isDirectory(folder)) {
      knownFolders.add(folder);
      return;
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      createFolders(parent);
      unsyncedFolders.add(parent);
    }
    Files.createDirectory(folder);
    knownFolders.add(folder);
    steps.done(Step.CREATED_FOLDER, folder);
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
