package org.ozml.exploration;

import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ozml.interpreter.Settings;
import org.ozml.scenario.Scene;
import org.ozml.scenario.Stage;
import org.ozml.simulator.Chance;

/** What all paths of an exploration share. */
record Ground(
    Scene scene,
    Library library,
    Outcomes outcomes,
    Interruptions interruptions,
    Function<String, @Nullable Path> audio,
    Settings settings) {
  /** Returns what a stage needs whose chance somebody decides. */
  Stage.Props props(Chance chance) {
    return new Stage.Props(null, audio, null, settings, chance);
  }
}
