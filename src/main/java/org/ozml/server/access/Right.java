package org.ozml.server.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a user may be allowed to do. */
public enum Right {
  /** Call, CallSetup, Request and everything that acts on calls. */
  CALLS,
  /** SendSms, SendEmail, SendMessage, ReceiveMessage and alarms. */
  MESSAGES,
  /** Extensions, active calls, call history, address book. */
  LISTS,
  /** Downloading what was recorded. */
  RECORDINGS,
  /** The page and its phones. */
  CONSOLE;

  /** The word for it in a configuration, such as {@code calls}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The right that a configuration names.
   *
   * @throws IllegalArgumentException if there is none of that name; the message names all
   */
  public static Right of(String word) {
    return Arrays.stream(values())
        .filter(right -> right.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a right is one of %s, not \"%s\"".formatted(words(), word)));
  }

  private static String words() {
    return Arrays.stream(values()).map(Right::word).collect(Collectors.joining(", "));
  }
}
