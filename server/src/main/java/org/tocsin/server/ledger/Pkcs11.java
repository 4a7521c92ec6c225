// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.tocsin.server.kernel.Problem;

/**
 * The few functions of PKCS #11 (2.40 and 3.0) that a key of a record needs, called in the device's
 * own library: the JDK's SunPKCS11 has no Ed25519. One session, which is opened anew when the
 * device says that it is gone. Safe for any number of threads, which wait for each other.
 *
 * <p>Widths are those of 64-bit Linux, where the library's CK_ULONG has eight bytes.
 */
@SuppressWarnings("restricted") // a module of PKCS #11 is native code
final class Pkcs11 {

  // The places of functions in CK_FUNCTION_LIST, after its version.
  private static final int INITIALIZE = 0;
  private static final int GET_SLOT_LIST = 4;
  private static final int GET_TOKEN_INFO = 6;
  private static final int OPEN_SESSION = 12;
  private static final int CLOSE_ALL_SESSIONS = 14;
  private static final int LOGIN = 18;
  private static final int GET_ATTRIBUTE = 24;
  private static final int FIND_INIT = 26;
  private static final int FIND = 27;
  private static final int FIND_FINAL = 28;
  private static final int SIGN_INIT = 42;
  private static final int SIGN = 43;
  private static final int GENERATE_PAIR = 59;
  private static final int FUNCTIONS = 68;

  private static final long OK = 0;
  private static final long ALREADY_LOGGED_IN = 0x100;
  private static final long ALREADY_INITIALIZED = 0x191;
  private static final long PIN_INCORRECT = 0xA0;
  private static final long PIN_LOCKED = 0xA4;

  private static final long USER = 1;
  private static final long SERIAL_AND_WRITE = 0x4 | 0x2;
  private static final long CKM_EDDSA = 0x1057;
  private static final long CKM_EC_EDWARDS_PAIR = 0x1055;
  private static final long CLASS = 0x0;
  private static final long TOKEN = 0x1;
  private static final long PRIVATE = 0x2;
  private static final long LABEL = 0x3;
  private static final long SENSITIVE = 0x103;
  private static final long SIGNS = 0x108;
  private static final long VERIFIES = 0x10A;
  private static final long EXTRACTABLE = 0x162;
  private static final long EC_PARAMS = 0x180;
  private static final long EC_POINT = 0x181;
  private static final long PUBLIC_KEY = 2;
  private static final long PRIVATE_KEY = 3;

  /** PrintableString "edwards25519", as PKCS #11 3.0 names the curve. */
  private static final byte[] ED25519 = der(0x13, "edwards25519");

  private static final int LABEL_BYTES = 32; // the head of CK_TOKEN_INFO, padded with spaces
  private static final int INFO_BYTES = 512;
  private static final int SLOTS_MOST = 64;
  private static final int ATTRIBUTE_BYTES = 24;

  private final Path library;
  private final String token;
  private final char[] pin;
  private final MemorySegment functions;
  private long session;

  private Pkcs11(Path library, String token, char[] pin, MemorySegment functions) {
    this.library = library;
    this.token = token;
    this.pin = pin;
    this.functions = functions;
  }

  /**
   * Opens a token.
   *
   * @param library the device's PKCS #11 module
   * @param token the token's label
   * @throws Problem T9057 that says what is missing: the module, the token, the right PIN
   */
  static Pkcs11 open(Path library, String token, char[] pin) {
    if (!Files.isReadable(library)) {
      throw refused("there is no PKCS #11 module " + library);
    }
    try {
      SymbolLookup symbols = SymbolLookup.libraryLookup(library, Arena.global());
      MethodHandle list =
          Linker.nativeLinker()
              .downcallHandle(
                  symbols.findOrThrow("C_GetFunctionList"),
                  FunctionDescriptor.of(JAVA_LONG, ADDRESS));
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment place = arena.allocate(ADDRESS);
        require((long) list.invoke(place), "C_GetFunctionList");
        Pkcs11 opened =
            new Pkcs11(library, token, pin, place.get(ADDRESS, 0).reinterpret(8L + 8L * FUNCTIONS));
        opened.initialize();
        opened.begin();
        return opened;
      }
    } catch (Problem e) {
      throw e;
    } catch (Throwable e) {
      throw refused(library + " cannot be used as a PKCS #11 module", e);
    }
  }

  private long call(int function, Object... arguments) {
    FunctionDescriptor form =
        FunctionDescriptor.of(
            JAVA_LONG,
            Arrays.stream(arguments)
                .map(each ->
                    each instanceof MemorySegment
                        ? ADDRESS
                        : each instanceof Byte ? JAVA_BYTE : JAVA_LONG)
                .toArray(java.lang.foreign.MemoryLayout[]::new));
    try {
      return (long)
          Linker.nativeLinker()
              .downcallHandle(functions.get(ADDRESS, 8L + 8L * function), form)
              .invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw refused("the PKCS #11 module " + library + " fails", e);
    }
  }

  private void initialize() {
    long result = call(INITIALIZE, MemorySegment.NULL);
    if (result != ALREADY_INITIALIZED) {
      require(result, "C_Initialize");
    }
  }

  /** Finds the token by its label, opens a session and gives the PIN. */
  private void begin() {
    try (Arena arena = Arena.ofConfined()) {
      long slot = slot(arena);
      MemorySegment handle = arena.allocate(JAVA_LONG);
      require(
          call(
              OPEN_SESSION, slot, SERIAL_AND_WRITE, MemorySegment.NULL, MemorySegment.NULL, handle),
          "C_OpenSession");
      session = handle.get(JAVA_LONG, 0);
      byte[] secret = new String(pin).getBytes(StandardCharsets.UTF_8);
      MemorySegment given = arena.allocateFrom(JAVA_BYTE, secret);
      long result = call(LOGIN, session, USER, given, (long) secret.length);
      given.fill((byte) 0);
      Arrays.fill(secret, (byte) 0);
      if (result == PIN_INCORRECT || result == PIN_LOCKED) {
        throw refused(
            result == PIN_LOCKED
                ? "the PIN of token '%s' is locked".formatted(token)
                : "the PIN is not that of token '%s'".formatted(token));
      }
      if (result != ALREADY_LOGGED_IN) {
        require(result, "C_Login");
      }
    }
  }

  private long slot(Arena arena) {
    MemorySegment slots = arena.allocate(JAVA_LONG, SLOTS_MOST);
    MemorySegment count = arena.allocate(JAVA_LONG);
    count.set(JAVA_LONG, 0, SLOTS_MOST);
    require(call(GET_SLOT_LIST, (byte) 1, slots, count), "C_GetSlotList");
    MemorySegment info = arena.allocate(INFO_BYTES);
    for (int i = 0; i < count.get(JAVA_LONG, 0); i++) {
      long slot = slots.getAtIndex(JAVA_LONG, i);
      if (call(GET_TOKEN_INFO, slot, info) == OK) {
        byte[] label = info.asSlice(0, LABEL_BYTES).toArray(JAVA_BYTE);
        if (new String(label, StandardCharsets.UTF_8).stripTrailing().equals(token)) {
          return slot;
        }
      }
    }
    throw refused(
        "no slot of %s holds a token named '%s'; is it plugged in?".formatted(library, token));
  }

  /** Does it again in a new session if the old one is gone, as after the token was taken out. */
  private <T> T again(java.util.function.Supplier<T> work) {
    try {
      return work.get();
    } catch (Problem gone) {
      try {
        begin();
        return work.get();
      } catch (Problem still) {
        still.addSuppressed(gone);
        throw still;
      }
    }
  }

  /** The public key of 32 bytes with this label, if the token has it. */
  synchronized Optional<byte[]> findPublicKey(String label) {
    return again(() -> {
      try (Arena arena = Arena.ofConfined()) {
        return find(arena, PUBLIC_KEY, label).map(key -> point(arena, key));
      }
    });
  }

  /** Makes a pair in the token, which never gives the private half out. */
  synchronized byte[] generate(String label) {
    return again(() -> {
      try (Arena arena = Arena.ofConfined()) {
        byte[] name = label.getBytes(StandardCharsets.UTF_8);
        Template open =
            new Template(arena)
                .add(TOKEN, true)
                .add(VERIFIES, true)
                .add(LABEL, name)
                .add(EC_PARAMS, ED25519);
        Template secret =
            new Template(arena)
                .add(TOKEN, true)
                .add(PRIVATE, true)
                .add(SENSITIVE, true)
                .add(EXTRACTABLE, false)
                .add(SIGNS, true)
                .add(LABEL, name);
        MemorySegment handles = arena.allocate(JAVA_LONG, 2);
        require(
            call(
                GENERATE_PAIR,
                session,
                mechanism(arena, CKM_EC_EDWARDS_PAIR),
                open.bytes(),
                open.count(),
                secret.bytes(),
                secret.count(),
                handles,
                handles.asSlice(8)),
            "C_GenerateKeyPair");
        return point(arena, handles.get(JAVA_LONG, 0));
      }
    });
  }

  /** The Ed25519 signature of a text by the private key with this label. */
  synchronized byte[] sign(String label, byte[] text) {
    return again(() -> {
      try (Arena arena = Arena.ofConfined()) {
        long key =
            find(arena, PRIVATE_KEY, label)
                .orElseThrow(
                    () -> refused("token '%s' has no private key '%s'".formatted(token, label)));
        require(call(SIGN_INIT, session, mechanism(arena, CKM_EDDSA), key), "C_SignInit");
        MemorySegment length = arena.allocate(JAVA_LONG);
        length.set(JAVA_LONG, 0, 64);
        MemorySegment signature = arena.allocate(64);
        require(
            call(
                SIGN,
                session,
                arena.allocateFrom(JAVA_BYTE, text),
                (long) text.length,
                signature,
                length),
            "C_Sign");
        return signature.toArray(JAVA_BYTE);
      }
    });
  }

  private Optional<Long> find(Arena arena, long kind, String label) {
    Template wanted =
        new Template(arena).add(CLASS, kind).add(LABEL, label.getBytes(StandardCharsets.UTF_8));
    require(call(FIND_INIT, session, wanted.bytes(), wanted.count()), "C_FindObjectsInit");
    MemorySegment found = arena.allocate(JAVA_LONG);
    MemorySegment count = arena.allocate(JAVA_LONG);
    long result = call(FIND, session, found, 1L, count);
    require(call(FIND_FINAL, session), "C_FindObjectsFinal");
    require(result, "C_FindObjects");
    return count.get(JAVA_LONG, 0) == 0 ? Optional.empty() : Optional.of(found.get(JAVA_LONG, 0));
  }

  /** CKA_EC_POINT: the key itself, in an OCTET STRING (as 3.0 has it) or bare (as some give it). */
  private byte[] point(Arena arena, long key) {
    MemorySegment room = arena.allocate(64);
    MemorySegment wanted = arena.allocate(ATTRIBUTE_BYTES, 8);
    wanted.set(JAVA_LONG, 0, EC_POINT);
    wanted.set(ADDRESS, 8, room);
    wanted.set(JAVA_LONG, 16, 64);
    require(call(GET_ATTRIBUTE, session, key, wanted, 1L), "C_GetAttributeValue");
    int length = (int) wanted.get(JAVA_LONG, 16);
    if (length != 32 && length != 34) {
      throw refused("the key in token '%s' is no Ed25519 key".formatted(token));
    }
    return room.asSlice(length - 32L, 32).toArray(JAVA_BYTE);
  }

  private static MemorySegment mechanism(Arena arena, long mechanism) {
    MemorySegment made = arena.allocate(24, 8);
    made.set(JAVA_LONG, 0, mechanism);
    return made;
  }

  /** CK_ATTRIBUTE, one after the other. */
  private static final class Template {
    private final Arena arena;
    private final MemorySegment bytes;
    private int count;

    Template(Arena arena) {
      this.arena = arena;
      this.bytes = arena.allocate(8L * ATTRIBUTE_BYTES, 8);
    }

    Template add(long type, byte[] value) {
      long at = (long) count * ATTRIBUTE_BYTES;
      bytes.set(JAVA_LONG, at, type);
      bytes.set(ADDRESS, at + 8, arena.allocateFrom(JAVA_BYTE, value));
      bytes.set(JAVA_LONG, at + 16, value.length);
      count++;
      return this;
    }

    Template add(long type, boolean value) {
      return add(type, new byte[] {(byte) (value ? 1 : 0)});
    }

    Template add(long type, long value) {
      byte[] little = new byte[8];
      for (int i = 0; i < 8; i++) {
        little[i] = (byte) (value >>> (8 * i));
      }
      return add(type, little);
    }

    MemorySegment bytes() {
      return bytes;
    }

    long count() {
      return count;
    }
  }

  private static byte[] der(int tag, String text) {
    byte[] value = text.getBytes(StandardCharsets.US_ASCII);
    byte[] made = new byte[2 + value.length];
    made[0] = (byte) tag;
    made[1] = (byte) value.length;
    System.arraycopy(value, 0, made, 2, value.length);
    return made;
  }

  /** Ends all sessions of the token, as taking it out does. */
  synchronized void forgetSessions() {
    try (Arena arena = Arena.ofConfined()) {
      call(CLOSE_ALL_SESSIONS, slot(arena));
    }
  }

  private static void require(long result, String function) {
    if (result != OK) {
      throw refused(
          "%s of the PKCS #11 module answers 0x%x%s".formatted(function, result, words(result)));
    }
  }

  /** What the commonest answers mean (PKCS #11 3.0, section 5.1). */
  static String words(long result) {
    return switch ((int) result) {
      case 0x02, 0x31 -> ": it is out of memory";
      case 0x05, 0x06 -> ": something in it went wrong; its own log may say what";
      case 0x30, 0x32, 0xE0, 0xE1 -> ": the device or its token is not there or not well";
      case 0x54, 0x70, 0x71, 0xD1 -> ": it knows no Ed25519, which PKCS #11 has since 3.0";
      case 0xA5 -> ": the PIN has expired";
      case 0xB3 -> ": the session is gone";
      case 0xE2 -> ": the token is write-protected";
      case 0x101 -> ": nobody is logged in";
      case 0x102 -> ": the token has no PIN yet";
      default -> " (a CKR_ number of PKCS #11)";
    };
  }

  private static Problem refused(String why) {
    return LedgerProblem.KEY_SEALED.because(why);
  }

  private static Problem refused(String why, Throwable cause) {
    Problem refused = refused(why + ": " + Problem.shorten(cause.toString()));
    refused.initCause(cause);
    return refused;
  }
}
