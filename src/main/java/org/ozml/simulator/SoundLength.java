package org.ozml.simulator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

  /** mp3 of speech, bytes a second at 64 kbit/s. */
  private static final long MP3_RATE = 8000;

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
        return Duration.ofMillis(size * 1000 / MP3_RATE);
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
}
