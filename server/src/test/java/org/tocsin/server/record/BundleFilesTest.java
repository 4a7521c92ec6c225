// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.Resource;
import org.tocsin.server.kernel.Problem;

/** FEATURE UNDER TEST: case bundles on their way out. */
class BundleFilesTest {

  private static final int CHUNK = 1 << 20;

  @TempDir private Path folder;
  private final AtomicLong usable = new AtomicLong(BundleFiles.SPARED);

  private BundleFiles files() {
    return new BundleFiles(folder, usable::get);
  }

  @Test
  void aBundleIsReadWholeAndLeavesNothingBehind() throws IOException {
    byte[] chunk = new byte[CHUNK];
    java.util.Arrays.fill(chunk, (byte) 7);
    Resource file =
        files()
            .write(out -> {
              for (int i = 0; i < 3; i++) {
                out.write(chunk);
              }
            });
    assertThat(file.contentLength()).isEqualTo(3L * CHUNK);
    assertThat(folder).as("nothing that a crash could leave").isEmptyDirectory();
    try (InputStream in = file.getInputStream()) {
      assertThat(in.readAllBytes()).hasSize(3 * CHUNK).containsOnly(7);
    }
    assertThat(file.exists()).isFalse();
  }

  @Test
  void aDiskThatFillsUpMeanwhileIsARefusalAndGivesTheRoomBack() {
    BundleFiles files = files();
    for (int i = 0; i <= BundleFiles.AT_ONCE; i++) {
      usable.set(BundleFiles.SPARED);
      assertThatThrownBy(() ->
              files.write(out -> {
                usable.set(BundleFiles.SPARED - 1);
                for (int written = 0; written < 32; written++) {
                  out.write(new byte[CHUNK]);
                }
              }))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("16,777,216 bytes of it");
    }
    assertThat(folder).isEmptyDirectory();
  }
}
