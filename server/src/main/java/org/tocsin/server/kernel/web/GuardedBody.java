// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.kernel.KernelProblem;
import org.tocsin.server.kernel.Problem;

/** A request whose body is counted and, where it is to be UTF-8, checked while it is read. */
final class GuardedBody extends HttpServletRequestWrapper {

  private final long bytesMax;
  private final boolean utf8;
  private @Nullable ServletInputStream stream;
  private @Nullable BufferedReader reader;

  GuardedBody(HttpServletRequest request, long bytesMax, boolean utf8) {
    super(request);
    this.bytesMax = bytesMax;
    this.utf8 = utf8;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    ServletInputStream open = stream;
    if (open == null) {
      open = new Guard(super.getInputStream(), bytesMax, utf8);
      stream = open;
    }
    return open;
  }

  @Override
  public BufferedReader getReader() throws IOException {
    BufferedReader open = reader;
    if (open == null) {
      String name = getCharacterEncoding();
      Charset charset = name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
      open = new BufferedReader(new InputStreamReader(getInputStream(), charset));
      reader = open;
    }
    return open;
  }

  static Problem tooLarge(long bytesMax) {
    return KernelProblem.TOO_LARGE.because("the body has more than %d bytes".formatted(bytesMax));
  }

  /** Passes bytes on until one too many or one that is not UTF-8. */
  private static final class Guard extends ServletInputStream {
    private final ServletInputStream in;
    private final long bytesMax;
    private final @Nullable Utf8Scanner scanner;
    private long bytes;

    Guard(ServletInputStream in, long bytesMax, boolean utf8) {
      this.in = in;
      this.bytesMax = bytesMax;
      this.scanner = utf8 ? new Utf8Scanner() : null;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = in.read(buffer, offset, length);
      if (count > 0) {
        bytes += count;
        if (bytes > bytesMax) {
          throw tooLarge(bytesMax);
        }
      }
      if (scanner != null) {
        scan(scanner, buffer, offset, count);
      }
      return count;
    }

    private static void scan(Utf8Scanner scanner, byte[] buffer, int offset, int count) {
      for (int i = 0; i < count; i++) {
        int unsigned = buffer[offset + i] & 0xFF;
        if (!scanner.accept(unsigned)) {
          throw KernelProblem.BAD_REQUEST.because(
              "byte %d of the body, counted from 0, is 0x%02X, which is not UTF-8 there"
                  .formatted(scanner.position(), unsigned));
        }
      }
      if (count < 0 && !scanner.complete()) {
        throw KernelProblem.BAD_REQUEST.because(
            "the body ends after byte %d in the middle of a UTF-8 character"
                .formatted(scanner.position() - 1));
      }
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("Bodies are read by blocking virtual threads.");
    }
  }
}
