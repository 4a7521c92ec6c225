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
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A record's files in a folder.
 *
 * <p>A file is written beside its place, forced to disk and renamed into it, so a reader sees it
 * whole or not at all; {@link #commit} then forces the folders that hold the new names.
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
  private final Set<Path> unsyncedFolders = new LinkedHashSet<>();

  FolderStore(Path root) {
    this(root, (step, path) -> {});
  }

  FolderStore(Path root, Steps steps) {
    this.root = root;
    this.steps = steps;
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
    Path target = root.resolve(path);
    Path folder = target.resolveSibling(".");
    createFolders(folder.normalize());
    Path beside = target.resolveSibling("." + target.getFileName() + ".new");
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
    Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    unsyncedFolders.add(folder.normalize());
    steps.done(Step.RENAMED, target);
  }

  @Override
  public void commit(String path, byte[] bytes) throws IOException {
    sync(); // a crash up to here leaves the old file
    write(path, bytes); // a crash from here on leaves the old or the new one
    sync();
  }

  private void sync() throws IOException {
    for (Path folder : unsyncedFolders) {
      forceFolder(folder);
      steps.done(Step.SYNCED_FOLDER, folder);
    }
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
    steps.done(Step.DELETED, folder);
  }

  private void createFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      createFolders(parent);
      unsyncedFolders.add(parent);
    }
    Files.createDirectory(folder);
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
