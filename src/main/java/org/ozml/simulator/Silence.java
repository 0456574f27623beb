package org.ozml.simulator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Audio files in which nothing is heard. */
final class Silence {
  /** Samples a second of a telephone. */
  private static final int RATE = 8000;

  private static final int WAV_HEAD = 44;

  /**
   * MPEG-2 layer III, 8 kbit/s, 16 kHz, mono, without checksum: a frame of 36 bytes for 36 ms. All
   * zero, its side information says that it has no main data (ISO/IEC 13818-3).
   */
  private static final byte[] FRAME_HEAD = {(byte) 0xFF, (byte) 0xF3, 0x18, (byte) 0xC0};

  private static final int FRAME_BYTES = 36;
  private static final long FRAME_NANOS = 36_000_000;
  private static final int FRAMES_AT_ONCE = 1000;

  private Silence() {}

  /** Writes RIFF WAVE, 16 bit mono. Its samples need no room on disk: all are zero. */
  static void wav(FileChannel out, Duration length) throws IOException {
    long samples = length.toNanos() * RATE / 1_000_000_000;
    int bytes = (int) (samples * 2);
    ByteBuffer head = ByteBuffer.allocate(WAV_HEAD).order(ByteOrder.LITTLE_ENDIAN);
    head.put(word("RIFF")).putInt(WAV_HEAD - 8 + bytes).put(word("WAVE"));
    head.put(word("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
    head.putInt(RATE).putInt(RATE * 2).putShort((short) 2).putShort((short) 16);
    head.put(word("data")).putInt(bytes);
    write(out, head.flip());
    if (samples == 0) return;
    out.position(WAV_HEAD + samples * 2 - 1);
    write(out, ByteBuffer.allocate(1));
  }

  private static byte[] word(String word) {
    return word.getBytes(StandardCharsets.US_ASCII);
  }

  /** Writes mp3, a little longer at most. */
  static void mp3(FileChannel out, Duration length) throws IOException {
    ByteBuffer some = ByteBuffer.allocate(FRAME_BYTES * FRAMES_AT_ONCE);
    for (int i = 0; i < FRAMES_AT_ONCE; i++) some.put(i * FRAME_BYTES, FRAME_HEAD);
    long left = Math.max(1, (length.toNanos() + FRAME_NANOS - 1) / FRAME_NANOS);
    for (; left > 0; left -= FRAMES_AT_ONCE) {
      int frames = (int) Math.min(left, FRAMES_AT_ONCE);
      write(out, some.clear().limit(frames * FRAME_BYTES));
    }
  }

  private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) out.write(bytes);
  }
}
