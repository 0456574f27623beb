package org.ozml.server.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;
import org.ozml.call.CallEvent;
import org.ozml.call.Sound;
import org.ozml.server.Visit;

/**
 * Hands out the audio files that are being played: a page names the play, not the file. It blocks.
 */
final class Sounds {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})?");

  private final Function<Long, CallEvent.@Nullable PlayStarted> plays;
  private final Function<String, @Nullable Path> disk;

  /**
   * Hands out nothing else.
   *
   * @param plays the sounds that are being played, by id
   * @param disk finds a file that scripts may use
   */
  Sounds(
      Function<Long, CallEvent.@Nullable PlayStarted> plays,
      Function<String, @Nullable Path> disk) {
    this.plays = plays;
    this.disk = disk;
  }

  void answer(Visit visit) {
    Path file = file(visit.parameters().text("play"));
    try {
      if (file == null || !Files.isRegularFile(file)) {
        visit.answer(404, "No such file is being played.");
      } else {
        answer(visit, file, Files.size(file));
      }
    } catch (IOException e) {
      visit.answer(404, "The file cannot be read.");
    }
  }

  private @Nullable Path file(String play) {
    if (!play.matches("\\d{1,18}")) return null;
    CallEvent.PlayStarted started = plays.apply(Long.parseLong(play));
    return started != null && started.sound() instanceof Sound.File file
        ? disk.apply(file.file())
        : null;
  }

  private static void answer(Visit visit, Path file, long size) {
    long first = 0;
    long last = size - 1;
    String asked = visit.header(HttpHeader.RANGE);
    Matcher range = RANGE.matcher(asked == null ? "" : asked);
    boolean part = range.matches();
    if (part) {
      first = Long.parseLong(range.group(1));
      if (range.group(2) != null) last = Math.min(last, Long.parseLong(range.group(2)));
      if (first > last) {
        visit.with(HttpHeader.CONTENT_RANGE, "bytes */" + size);
        visit.answer(416, "The file has %,d bytes.".formatted(size));
        return;
      }
      visit.with(HttpHeader.CONTENT_RANGE, "bytes %d-%d/%d".formatted(first, last, size));
    }
    boolean wav = file.toString().toLowerCase(Locale.ROOT).endsWith(".wav");
    visit.response().setStatus(part ? 206 : 200);
    visit
        .with(HttpHeader.CONTENT_TYPE, wav ? "audio/wav" : "audio/mpeg")
        .with(HttpHeader.ACCEPT_RANGES, "bytes")
        .with(HttpHeader.CONTENT_LENGTH, Long.toString(last - first + 1));
    Content.copy(
        Content.Source.from(file, first, last - first + 1), visit.response(), visit.callback());
  }
}
