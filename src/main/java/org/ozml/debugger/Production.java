package org.ozml.debugger;

import org.ozml.call.Trace;
import org.ozml.scenario.Stage;

/** Puts a scene on the stage, as often as it is asked and each time in the same way. */
@FunctionalInterface
public interface Production {
  /** Makes a stage on which nothing has happened yet. */
  Stage stage(Trace trace);

  /** Plans what does not come from the scene, such as a hang-up; the stage has just begun. */
  default void begun(Stage stage) {}
}
