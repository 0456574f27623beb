package org.ozml.scenario;

/** A scenario or world file that cannot be used; the message begins with file, line and column. */
public final class ScenarioException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ScenarioException(String message) {
    super(message);
  }
}
