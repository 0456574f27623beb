package org.ozml.server;

import java.util.concurrent.CompletionStage;
import org.ozml.server.access.Access;
import org.ozml.server.access.Decision;

/** Something that the server offers under a path. No method may block. */
public interface Site {
  /** Decides whether a visitor may come in; the parameters are there. */
  CompletionStage<Decision> admit(Visit visit, Access access);

  /** Answers a visitor who may, now or later, exactly once. */
  void answer(Visit visit);

  /** Tells a visitor who may not. */
  void refuse(Visit visit, Decision.Refused why);

  /**
   * Tells a visitor that the request cannot be understood.
   *
   * @param status of HTTP: 400, 413 ...
   * @param reason one sentence
   */
  default void misread(Visit visit, int status, String reason) {
    visit.answer(status, reason);
  }

  /** Returns whether it answers a method of HTTP; whoever comes with another is told so. */
  default boolean takes(String method) {
    return isOrdinary(method);
  }

  /** A tunnel, a trace or what else HTTP knows is nothing that a site usually offers. */
  static boolean isOrdinary(String method) {
    return method.equals("GET") || method.equals("POST") || method.equals("HEAD");
  }

  /**
   * Returns whether it has bodies as they are, see {@link Visit#body}, whatever their type;
   * otherwise forms are read as parameters, and other bodies are not read.
   */
  default boolean readsBodies() {
    return false;
  }

  /**
   * Returns whether a request takes none of the places of those that are bounded: its answer lasts
   * as long as the visitor stays, such as a stream of events, or is due when all places are taken,
   * such as health.
   */
  default boolean lasts(Visit visit) {
    return false;
  }
}
