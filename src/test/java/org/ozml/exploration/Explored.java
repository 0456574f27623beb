package org.ozml.exploration;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ozml.check.ContextOf;
import org.ozml.document.Context;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import org.ozml.interpreter.Settings;
import org.ozml.scenario.PlausibleWorld;
import org.ozml.scenario.Scene;
import org.ozml.simulator.World;

/** Explores scripts that stand in tests. */
final class Explored {
  static final Exploration.Bounds BOUNDS = new Exploration.Bounds(5000, Duration.ofMinutes(1));
  private static final DocumentReader READER = new DocumentReader(Limits.DEFAULT);

  private Explored() {}

  static Exploration script(String commands) {
    return explore(scene(commands), BOUNDS);
  }

  static Exploration script(String commands, Map<String, List<World.WebAnswer>> web) {
    Scene scene = scene(commands);
    return explore(
        new Scene(
            scene.document(),
            scene.context(),
            scene.caller(),
            scene.dialed(),
            null,
            scene.world().web(web),
            Map.of(),
            Map.of()),
        BOUNDS);
  }

  static Exploration explore(Scene scene, Exploration.Bounds bounds) {
    return Explorer.explore(
        scene, null, name -> null, Settings.DEFAULT, bounds, Exploration.Progress.NONE);
  }

  static Scene scene(String commands) {
    Document document =
        READER.read("script.xml", "<Response>\n" + commands.strip() + "\n</Response>");
    Context context = ContextOf.document(document).context();
    if (context == null) throw new IllegalArgumentException("no context");
    String dialed = context == Context.THIRD_PARTY ? "1002" : Scene.EXTENSION;
    World world =
        PlausibleWorld.of(
            document, new PlausibleWorld.Circumstances(context, Scene.CALLER, dialed, true));
    return new Scene(document, context, Scene.CALLER, dialed, null, world, Map.of(), Map.of());
  }

  /** Each finding as kind, line and sequence. */
  static List<String> words(Exploration exploration) {
    return exploration.findings().stream()
        .map(
            one ->
                "%s in line %d: %s"
                    .formatted(
                        one.kind().words(), one.place().line(), String.join(", ", one.sequence())))
        .toList();
  }
}
