package org.ozml.simulator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Sound;

/**
 * How long sounds last: speech by its words, a file as long as it is.
 *
 * @param disk finds a file on disk; null: there is none
 * @param files lengths of files that need not exist; null of one that is not there
 */
public record SoundLength(
    Function<String, @Nullable Path> disk, Function<String, @Nullable Duration> files) {
  /** About 150 words a minute, as announcements are spoken. */
  private static final Duration WORD = Duration.ofMillis(400);

  /** A file on a web server, whose length nobody knows before it is fetched. */
  private static final Duration REMOTE = Duration.ofSeconds(3);

  /** mp3 of speech, bytes a second at 64 kbit/s: for a file that does not say so. */
  private static final int MP3_RATE = 8000;

  /** kbit/s of layer III by their index, from 1: MPEG-1, and MPEG-2 with 2.5. */
  private static final int[] MPEG1 = {
    32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
  };

  private static final int[] MPEG2 = {8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};

  /** Returns the length; null when there is no such file. */
  public @Nullable Duration of(Sound sound) {
    if (sound instanceof Sound.Speech speech) return WORD.multipliedBy(words(speech.text()));
    if (sound instanceof Sound.Tone tone) return tone.length();
    if (sound instanceof Sound.Tones several) {
      return several.tones().stream().map(Sound.Tone::length).reduce(Duration.ZERO, Duration::plus);
    }
    String file = ((Sound.File) sound).file();
    Duration known = files.apply(file);
    if (known != null) return known;
    boolean remote = file.regionMatches(true, 0, "http", 0, 4);
    if (remote) return REMOTE;
    Path found = disk.apply(file);
    return found == null ? null : ofFile(found);
  }

  private static int words(String text) {
    int words = 0;
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      boolean letter = !Character.isWhitespace(text.charAt(i));
      if (letter && !inside) words++;
      inside = letter;
    }
    return Math.max(1, words);
  }

  private static @Nullable Duration ofFile(Path file) {
    try {
      long size = Files.size(file);
      if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".wav")) {
        return Duration.ofMillis(size * 1000 / mp3Rate(file));
      }
      byte[] head = new byte[44];
      try (var in = Files.newInputStream(file)) {
        if (in.readNBytes(head, 0, 44) < 44) return null;
      }
      // RIFF WAVE: bytes a second stand at offset 28, the samples begin at 44.
      long rate =
          Integer.toUnsignedLong(ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(28));
      return rate == 0 ? null : Duration.ofMillis((size - 44) * 1000 / rate);
    } catch (IOException e) {
      return null; // not there
    }
  }

  /** Returns bytes a second, as the first frame says (ISO/IEC 11172-3, 2.4.2.3). */
  private static int mp3Rate(Path file) throws IOException {
    try (SeekableByteChannel in = Files.newByteChannel(file)) {
      ByteBuffer tag = read(in, 0, 10);
      // ID3v2: its length without these ten bytes stands at offset 6, seven bits a byte.
      boolean tagged = tag.getInt(0) >>> 8 == 0x494433;
      int length = (tag.get(6) << 21) | (tag.get(7) << 14) | (tag.get(8) << 7) | tag.get(9);
      int head = read(in, tagged ? 10 + (length & 0xFFFFFFF) : 0, 4).getInt(0);
      int index = (head >> 12 & 15) - 1;
      boolean layer3 = head >>> 21 == 0x7FF && (head >> 17 & 3) == 1;
      if (!layer3 || index < 0 || index == MPEG1.length) return MP3_RATE;
      boolean first = (head >> 19 & 3) == 3;
      return (first ? MPEG1 : MPEG2)[index] * 125;
    }
  }

  /** Returns so many bytes; zeros where the file has ended. */
  private static ByteBuffer read(SeekableByteChannel in, int from, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    in.position(from);
    while (bytes.hasRemaining() && in.read(bytes) >= 0) {}
    return bytes;
  }
}
