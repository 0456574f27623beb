package org.ozml.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Result;
import org.ozml.cli.Input.Unusable;
import org.ozml.configuration.Yaml;
import org.ozml.configuration.YamlException;
import org.ozml.document.Place;
import org.ozml.document.Way;
import org.ozml.interpreter.ScriptEvent;

/** Reads of a trace, the output of {@code ozml run --json}, what tells where scripts went. */
final class TraceFile {
  private TraceFile() {}

  static List<ScriptEvent> read(Shell shell, String name) throws Unusable {
    boolean standard = name.equals(Input.STANDARD);
    String shown = standard ? Input.STANDARD_NAME : name;
    List<ScriptEvent> events = new ArrayList<>();
    try (InputStream in = standard ? shell.in() : Files.newInputStream(Input.path(name));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        ScriptEvent event = line.contains("\"place\"") ? event(shown, number, line) : null;
        if (event != null) events.add(event);
      }
    } catch (IOException e) {
      throw new Unusable(Input.reason(name, e));
    }
    if (events.isEmpty()) {
      throw new Unusable(shown + " tells of no command; expected the output of 'ozml run --json'");
    }
    return events;
  }

  private static @Nullable ScriptEvent event(String name, int number, String line) throws Unusable {
    try {
      Map<String, Yaml> event = Yaml.read(name, line).map();
      Map<String, Yaml> at = part(event, "place").map();
      Place place =
          new Place(
              part(at, "document").text(), part(at, "line").number(), part(at, "column").number());
      return switch (part(event, "event").text()) {
        case "CommandStarted" -> new ScriptEvent.CommandStarted(0, 0, "", "", place);
        case "BlockEntered" -> new ScriptEvent.BlockEntered(0, 0, "", "", place);
        case "WentOn" ->
            new ScriptEvent.WentOn(0, 0, "", "", place, way(part(event, "way").text()));
        case "CommandEnded" -> {
          int code = part(part(event, "result").map(), "code").number();
          yield new ScriptEvent.CommandEnded(0, 0, "", "", place, new Result(code, ""));
        }
        default -> null;
      };
    } catch (YamlException | IllegalArgumentException e) {
      throw new Unusable(
          "%s:%d: not a line of 'ozml run --json': %s".formatted(name, number, e.getMessage()));
    }
  }

  private static Yaml part(Map<String, Yaml> whole, String name) {
    Yaml part = whole.get(name);
    if (part == null) throw new IllegalArgumentException("'" + name + "' is missing");
    return part;
  }

  /** NoInput is NO_INPUT. */
  private static Way way(String word) {
    return Way.valueOf(word.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
  }
}
