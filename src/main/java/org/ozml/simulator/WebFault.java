package org.ozml.simulator;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ozml.service.web.FetchBudget;
import org.ozml.service.web.Fetcher.Answer.Failed;
import org.ozml.simulator.World.WebAnswer;

/**
 * What can be wrong with a web application: the words for it, in worlds and on the command line,
 * and the answer that comes then. The reasons are those of the real network.
 */
public enum WebFault {
  /** It answers, but not within any budget. */
  SLOW("slow"),

  /** The connection breaks in the middle of the answer. */
  CUT_OFF("cut off"),

  /** A good answer that is no document. */
  NOT_XML("not XML"),

  /** It redirects for ever. */
  REDIRECT_LOOP("redirect loop"),

  /** There is no connection. */
  UNREACHABLE("unreachable");

  private final String word;

  WebFault(String word) {
    this.word = word;
  }

  /** Returns what it is called. */
  public String word() {
    return word;
  }

  /** Returns what comes then. */
  public WebAnswer answer() {
    return switch (this) {
      case SLOW -> WebAnswer.of("").after(Duration.ofHours(1));
      case CUT_OFF -> WebAnswer.unreachable("no complete answer: the connection was closed");
      case NOT_XML -> WebAnswer.of("Fatal error: this is no XML");
      case REDIRECT_LOOP ->
          WebAnswer.failed(
              Failed.Kind.TOO_MANY_REDIRECTS,
              "more than %d redirects".formatted(FetchBudget.DEFAULT.redirects()));
      case UNREACHABLE -> WebAnswer.unreachable("no connection: refused");
    };
  }

  /** Returns all words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(WebFault::word).toList();
  }

  /** Returns what a word, or an HTTP status such as 404, stands for; null when it is neither. */
  public static @Nullable WebAnswer answer(String word) {
    for (WebFault one : values()) {
      if (one.word.equals(word)) return one.answer();
    }
    if (!word.matches("[1-5][0-9][0-9]")) return null;
    return WebAnswer.of("").status(Integer.parseInt(word));
  }
}
