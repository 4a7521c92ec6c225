// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Linux's {@code syncfs}, which the JDK does not have.
 *
 * <p>Used only where it is known to do what forcing each file does: on a kernel of 5.17 or newer,
 * which tells of blocks that could not be written (since 5.8) and of a file system that could not
 * put its own house in order, whose answer was dropped before; on file systems of the kernel's own
 * that keep names and bytes on a local disk; and where the program was allowed to call native code,
 * so that nobody is warned of what they did not ask for.
 */
@SuppressWarnings("restricted") // it calls the C library
final class SyncFs implements WholeDisk {

  private static final Set<String> FILE_SYSTEMS = Set.of("ext4", "xfs", "btrfs");

  /** Where {@link #READ_AND_CLOSE_ON_EXEC} is that number. */
  private static final Set<String> PROCESSORS = Set.of("amd64", "aarch64");

  private static final int READ_AND_CLOSE_ON_EXEC = 0x80000; // O_RDONLY | O_CLOEXEC
  private static final int[] KERNEL = {5, 17};
  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");

  private final Calls calls;
  private final Path folder;
  private final int descriptor;
  private final Object device;
  private final Map<Path, Boolean> covered = new HashMap<>();

  private SyncFs(Calls calls, Path folder, int descriptor, Object device) {
    this.calls = calls;
    this.folder = folder;
    this.descriptor = descriptor;
    this.device = device;
  }

  /**
   * Of the file system that the folder is on. Where it cannot be had, for whatever reason, there is
   * none, and every file is forced by itself: what only makes a commit quicker must not fail one.
   */
  static Optional<WholeDisk> open(Path folder) {
    try {
      return openIfFit(folder);
    } catch (IOException | RuntimeException | LinkageError e) {
      return Optional.empty();
    }
  }

  private static Optional<WholeDisk> openIfFit(Path folder) throws IOException {
    if (!isFit(
            System.getProperty("os.name", ""),
            System.getProperty("os.arch", ""),
            System.getProperty("os.version", ""))
        || !SyncFs.class.getModule().isNativeAccessEnabled()
        || Calls.FOUND.isEmpty()
        || !FILE_SYSTEMS.contains(Files.getFileStore(folder).type())) {
      return Optional.empty();
    }
    Calls calls = Calls.FOUND.get();
    int descriptor = calls.open(folder);
    try {
      return Optional.of(new SyncFs(calls, folder, descriptor, device(folder)));
    } catch (IOException | RuntimeException e) {
      calls.close(descriptor, folder);
      throw e;
    }
  }

  /** Whether the call of this system is known to do what is needed. */
  static boolean isFit(String system, String processor, String version) {
    Matcher numbers = VERSION.matcher(version);
    if (!system.equals("Linux") || !PROCESSORS.contains(processor) || !numbers.matches()) {
      return false;
    }
    int major = Integer.parseInt(numbers.group(1));
    int minor = Integer.parseInt(numbers.group(2));
    return major > KERNEL[0] || (major == KERNEL[0] && minor >= KERNEL[1]);
  }

  private static Object device(Path folder) throws IOException {
    return Files.getAttribute(folder, "unix:dev");
  }

  @Override
  public boolean covers(Path other) throws IOException {
    Boolean known = covered.get(other);
    if (known == null) {
      known = device(other).equals(device); // a folder may be a link to another disk
      covered.put(other, known);
    }
    return known;
  }

  @Override
  public void force() throws IOException {
    calls.syncfs(descriptor, folder);
  }

  @Override
  public void close() throws IOException {
    calls.close(descriptor, folder);
  }

  /** The three functions of the C library. */
  private record Calls(MethodHandle open, MethodHandle syncfs, MethodHandle close) {

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));

    static final Optional<Calls> FOUND = find();

    private static Optional<Calls> find() {
      Linker linker = Linker.nativeLinker();
      Linker.Option errno = Linker.Option.captureCallState("errno");
      FunctionDescriptor ofDescriptor = FunctionDescriptor.of(JAVA_INT, JAVA_INT);
      return linker
          .defaultLookup()
          .find("syncfs")
          .map(syncfs ->
              new Calls(
                  linker.downcallHandle(
                      linker.defaultLookup().findOrThrow("open"),
                      FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
                      errno,
                      Linker.Option.firstVariadicArg(2)),
                  linker.downcallHandle(syncfs, ofDescriptor, errno),
                  linker.downcallHandle(
                      linker.defaultLookup().findOrThrow("close"), ofDescriptor, errno)));
    }

    int open(Path folder) throws IOException {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment state = arena.allocate(STATE);
        MemorySegment name = arena.allocateFrom(folder.toAbsolutePath().toString());
        return checked(
            (int) open.invokeExact(state, name, READ_AND_CLOSE_ON_EXEC), state, "open", folder);
      } catch (Throwable e) {
        throw asIs(e);
      }
    }

    void syncfs(int descriptor, Path folder) throws IOException {
      call(syncfs, "syncfs", descriptor, folder);
    }

    void close(int descriptor, Path folder) throws IOException {
      call(close, "close", descriptor, folder);
    }

    private static void call(MethodHandle function, String name, int descriptor, Path folder)
        throws IOException {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment state = arena.allocate(STATE);
        checked((int) function.invokeExact(state, descriptor), state, name, folder);
      } catch (Throwable e) {
        throw asIs(e);
      }
    }

    private static int checked(int result, MemorySegment state, String name, Path folder)
        throws IOException {
      if (result < 0) {
        int number = (int) ERRNO.get(state, 0L);
        throw new IOException(
            name + " of " + folder + " failed: error " + number + " of the system");
      }
      return result;
    }

    /** What a method handle declares is wider than what these functions throw. */
    private static IOException asIs(Throwable e) {
      return switch (e) {
        case IOException io -> io;
        case RuntimeException own -> throw own;
        case Error own -> throw own;
        case Throwable other -> new IOException(other);
      };
    }
  }
}
