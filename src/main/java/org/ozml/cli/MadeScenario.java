package org.ozml.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.cli.Input.Unusable;
import org.ozml.replay.Retelling;
import org.ozml.replay.TraceFile;
import org.ozml.scenario.Failure;
import org.ozml.scenario.ScenarioReader;
import org.ozml.scenario.ScenarioRunner;

/**
 * A scenario that is made of a trace.
 *
 * @param file where it goes; null: to standard output
 * @param folder from where its scripts are seen
 * @param text the scenario
 */
record MadeScenario(@Nullable Path file, Path folder, String text) {
  /** Makes it. */
  static MadeScenario of(Shell shell, String trace, @Nullable String file) throws Unusable {
    TraceFile read = ReplayCommand.read(shell, trace);
    Path path = file == null ? null : Input.path(file);
    Path parent = path == null ? null : path.toAbsolutePath().getParent();
    Path folder = parent == null ? Path.of("").toAbsolutePath() : parent;
    String script = seen(folder, read.setting().script());
    Map<String, String> others = new LinkedHashMap<>();
    for (Map.Entry<String, String> other : read.setting().extensions().entrySet()) {
      others.put(other.getKey(), seen(folder, other.getValue()));
    }
    return new MadeScenario(path, folder, Retelling.of(read, script, others));
  }

  private static String seen(Path folder, String script) throws Unusable {
    Path file = Input.path(script).toAbsolutePath();
    if (!Files.isRegularFile(file)) {
      throw new Unusable(
          "there is no script %s, which the trace names; go where it was made".formatted(script));
    }
    return folder.relativize(file.normalize()).toString().replace('\\', '/');
  }

  /** Writes it and tells it once; returns where it goes otherwise, or null. */
  @Nullable Failure write(Shell shell) throws Unusable {
    String name = file == null ? Input.STANDARD_NAME : file.toString();
    try {
      if (file == null) shell.out().print(text);
      else Output.write(file, text);
      return ScenarioRunner.run(new ScenarioReader().read(name, text, folder)).failure();
    } catch (IOException e) {
      throw new Unusable(Input.reason(name, e));
    }
  }
}
