package org.ozml.server.command;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Which of the vendor's two manuals an answer is written by. */
public enum Generation {
  /** The Phone System (XE). */
  OLDER(
      "<?xml version=\"1.0\"?><Response xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
          + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\">"),
  /** Ozeki 10. */
  NEWER("<?xml version=\"1.0\"?><Response>");

  private static final DateTimeFormatter PLAIN = format("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter WITH_OFFSET = format("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");

  private final String begin;

  Generation(String begin) {
    this.begin = begin;
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneId.systemDefault());
  }

  /** Returns the start of every answer. */
  String begin() {
    return begin;
  }

  /** Returns a time as the histories of both have it, local. */
  static String time(Instant time) {
    return PLAIN.format(time);
  }

  /** Returns a time as this one's ListActiveCalls has it, local. */
  String callTime(Instant time) {
    return this == OLDER ? WITH_OFFSET.format(time) : PLAIN.format(time);
  }
}
