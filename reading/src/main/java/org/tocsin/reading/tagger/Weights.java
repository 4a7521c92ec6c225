// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Linear models over hashed features, a byte a weight. Read from a memory-mapped file, so that
 * opening costs nothing and only the pages that are looked at are loaded. Immutable, thread-safe.
 *
 * <p>The file, big-endian: "TOCSINW1"; the number of models; for each its name (length, UTF-8), the
 * number of outputs, the bits of its table, a scale (float) an output, and then, weight by weight,
 * a byte an output.
 */
public final class Weights {
  static final long MAX_FILE_BYTES = 5_000_000;
  private static final long MARK = 0x544F4353494E5731L;
  private static final int MAX_BITS = 22;
  private static final int MAX_OUTPUTS = 16;

  private final Map<String, Model> models;

  /**
   * Puts models together.
   *
   * @param models by name
   */
  public Weights(Map<String, Model> models) {
    this.models = new LinkedHashMap<>(models);
  }

  /** One model: for each feature and each output a weight. */
  public static final class Model {
    private final int outputs;
    private final int bits;
    private final float[] scales;
    private final ByteBuffer bytes;

    private Model(int outputs, int bits, float[] scales, ByteBuffer bytes) {
      this.outputs = outputs;
      this.bits = bits;
      this.scales = scales;
      this.bytes = bytes;
    }

    /**
     * Rounds weights to bytes.
     *
     * @param weights {@code outputs} for each of 2^{@code bits} features
     */
    public static Model rounded(float[] weights, int outputs, int bits) {
      float[] scales = new float[outputs];
      for (int i = 0; i < weights.length; i++) {
        scales[i % outputs] = Math.max(scales[i % outputs], Math.abs(weights[i]) / 127);
      }
      byte[] bytes = new byte[weights.length];
      for (int i = 0; i < weights.length; i++) {
        float scale = scales[i % outputs];
        bytes[i] = scale == 0 ? 0 : (byte) Math.round(weights[i] / scale);
      }
      return new Model(outputs, bits, scales, ByteBuffer.wrap(bytes));
    }

    /** The log odds that features speak for, an output each. */
    public float[] score(int[] features) {
      int[] sums = new int[outputs];
      for (int feature : features) {
        int at = (feature >>> (32 - bits)) * outputs;
        for (int o = 0; o < outputs; o++) {
          sums[o] += bytes.get(at + o);
        }
      }
      float[] scores = new float[outputs];
      for (int o = 0; o < outputs; o++) {
        scores[o] = sums[o] * scales[o];
      }
      return scores;
    }

    private void write(DataOutputStream out) throws IOException {
      out.writeByte(outputs);
      out.writeByte(bits);
      for (float scale : scales) {
        out.writeFloat(scale);
      }
      ByteBuffer all = bytes.duplicate();
      byte[] copy = new byte[all.remaining()];
      all.get(copy);
      out.write(copy);
    }
  }

  /**
   * Maps a file of weights.
   *
   * @throws IOException if it cannot be read or is no such file
   */
  public static Weights open(Path file) throws IOException {
    long size = Files.size(file);
    if (size > MAX_FILE_BYTES) {
      throw new IOException(file + ": weights have at most " + MAX_FILE_BYTES + " bytes");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      return read(file.toString(), channel.map(FileChannel.MapMode.READ_ONLY, 0, size));
    }
  }

  /**
   * Weights that lie in memory, mapped from a file as a rule.
   *
   * @param name what to call them when they are no weights
   * @throws IOException if they are none
   */
  public static Weights read(String name, ByteBuffer in) throws IOException {
    try {
      return models(name, in);
    } catch (java.nio.BufferUnderflowException
        | IndexOutOfBoundsException
        | IllegalArgumentException e) {
      throw new IOException(name + ": cut off, or no file of weights", e);
    }
  }

  private static Weights models(String file, ByteBuffer in) throws IOException {
    if (in.getLong() != MARK) {
      throw new IOException(file + ": no file of weights");
    }
    Map<String, Model> models = new LinkedHashMap<>();
    int count = in.get();
    for (int i = 0; i < count; i++) {
      byte[] name = new byte[in.get() & 0x7f];
      in.get(name);
      int outputs = in.get();
      int bits = in.get();
      if (outputs < 1 || outputs > MAX_OUTPUTS || bits < 1 || bits > MAX_BITS) {
        throw new IOException(
            file + ": a model with " + outputs + " outputs and " + bits + " bits");
      }
      float[] scales = new float[outputs];
      for (int o = 0; o < outputs; o++) {
        scales[o] = in.getFloat();
      }
      int length = outputs << bits;
      ByteBuffer bytes = in.slice(in.position(), length);
      in.position(in.position() + length);
      models.put(new String(name, StandardCharsets.UTF_8), new Model(outputs, bits, scales, bytes));
    }
    return new Weights(models);
  }

  /** Writes them as {@link #open} reads them; the same weights give the same bytes. */
  public void write(OutputStream to) throws IOException {
    DataOutputStream out = new DataOutputStream(to);
    out.writeLong(MARK);
    out.writeByte(models.size());
    for (Map.Entry<String, Model> model : models.entrySet()) {
      byte[] name = model.getKey().getBytes(StandardCharsets.UTF_8);
      out.writeByte(name.length);
      out.write(name);
      model.getValue().write(out);
    }
    out.flush();
  }

  /** The model of that name. */
  Model model(String name) {
    Model model = models.get(name);
    if (model == null) {
      throw new IllegalArgumentException("the weights have no model \"" + name + "\"");
    }
    return model;
  }
}
