// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Holds a folder for one process. The operating system gives the lock back when the process ends,
 * however it ends, so a killed server leaves nothing to clear away.
 */
final class DataFolderLock implements AutoCloseable {
  private static final int NOTE_BYTES_MAX = 200;

  private final FileChannel channel;

  private DataFolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of {@code folder}, which must exist.
   *
   * @throws DatabaseUnavailableException if another process, or another server of this one, has it
   */
  static DataFolderLock take(Path folder) {
    Path file = folder.resolve("tocsin.lock");
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new DatabaseUnavailableException(
            "Another Tocsin ("
                + note(file)
                + ") is using the data folder "
                + folder
                + ". Stop it first, or start this one with another folder: --data DIR");
      }
      channel.truncate(0);
      String note = "process " + ProcessHandle.current().pid();
      channel.write(ByteBuffer.wrap(note.getBytes(StandardCharsets.UTF_8)), 0);
      return new DataFolderLock(channel);
    } catch (IOException e) {
      throw new DatabaseUnavailableException(
          "Cannot lock "
              + file
              + " ("
              + e
              + "). Does the user who runs Tocsin own the folder, and is there room on the disk?",
          e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  private static String note(Path file) throws IOException {
    String note = Files.readString(file).strip();
    return note.isEmpty() || note.length() > NOTE_BYTES_MAX ? "process unknown" : note;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new DatabaseUnavailableException("Cannot give the data folder's lock back: " + e, e);
    }
  }
}
