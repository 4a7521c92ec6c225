// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE UNDER TEST: bundled files are mapped, not read, wherever they lie. */
class MappedResourceTest {
  private static final byte[] BYTES = "Aleppo, Bogota, Cali".repeat(500).getBytes(UTF_8);

  @TempDir Path folder;

  /** A jar with the file behind another one, compressed or as it is. */
  private URL inJar(boolean compressed) throws IOException {
    Path jar = folder.resolve(compressed ? "small.jar" : "stored.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String name : new String[] {"a/other.bin", "a/places.bin"}) {
        ZipEntry entry = new ZipEntry(name);
        if (!compressed) {
          CRC32 sum = new CRC32();
          sum.update(BYTES);
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(BYTES.length);
          entry.setCrc(sum.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(BYTES);
      }
      zip.setComment("made by a test");
    }
    return URI.create("jar:" + jar.toUri() + "!/a/places.bin").toURL();
  }

  private static byte[] all(ByteBuffer mapped) {
    byte[] all = new byte[mapped.remaining()];
    mapped.get(0, all);
    return all;
  }

  @Test
  void aFileInAFolderIsMappedWhereItLies() throws IOException {
    Path file = Files.write(folder.resolve("places.bin"), BYTES);
    assertThat(all(MappedResource.of(file.toUri().toURL()))).isEqualTo(BYTES);
  }

  @Test
  void anUncompressedEntryIsMappedInsideItsJar() throws IOException {
    assertThat(all(MappedResource.of(inJar(false)))).isEqualTo(BYTES);
  }

  @Test
  void aCompressedEntryIsMappedFromACopy() throws IOException {
    ByteBuffer mapped = MappedResource.of(inJar(true));
    assertThat(all(mapped)).isEqualTo(BYTES);
  }

  @Test
  void theGazetteerLiesInMappedMemoryAndNotOnTheHeap() {
    assertThat(Gazetteer.data()).isInstanceOf(MappedByteBuffer.class);
    assertThat(Gazetteer.data().isReadOnly()).isTrue();
  }
}
