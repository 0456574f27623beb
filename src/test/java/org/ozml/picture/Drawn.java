package org.ozml.picture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ozml.check.Flow;
import org.ozml.check.Links;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import org.ozml.picture.Chart.Box;
import org.ozml.picture.Chart.Exit;
import org.ozml.picture.Chart.Line;
import org.ozml.picture.Chart.Script;
import org.ozml.picture.Chart.Target;

/** Charts of scripts, and what they say in words. */
final class Drawn {
  private Drawn() {}

  static Chart lines(String... lines) {
    String text = "<Response>\n" + String.join("\n", lines) + "\n</Response>";
    return Charts.of(
        List.of(new DocumentReader(Limits.DEFAULT).read("test.xml", text)), null, null, null);
  }

  static Chart file(Path file) {
    return Charts.of(List.of(read(file)), new Links(), null, null);
  }

  static Document read(Path file) {
    try {
      return new DocumentReader(Limits.DEFAULT).read(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns one line for each box and each way out. */
  static List<String> words(Chart chart) {
    List<String> words = new ArrayList<>();
    for (Script script : chart.scripts()) {
      for (Box box : script.boxes()) {
        List<String> all = new ArrayList<>();
        for (Line line : box.before()) all.add(line.text());
        if (!box.title().isEmpty()) all.add("[" + box.title() + "]");
        for (Line line : box.lines()) all.add(line.text());
        words.add(box.id() + ": " + String.join(" ", all));
        for (Exit exit : box.exits()) {
          words.add(
              "  " + (exit.key() + " " + exit.label() + " > " + words(exit.target())).strip());
        }
      }
    }
    return words;
  }

  private static String words(Target target) {
    if (target instanceof Target.To to) return to.box();
    if (target instanceof Target.Again to) return "again " + to.box();
    if (target instanceof Target.Into into) return "script " + into.script();
    return target instanceof Target.Away away ? away.url() : "over";
  }

  /** Says of everything that it was taken so often. */
  static Function<Document, Flow.Taken> always(long times) {
    return document ->
        new Flow.Taken() {
          @Override
          public long times(Flow.Node node) {
            return times;
          }

          @Override
          public long times(Flow.Edge edge) {
            return times;
          }
        };
  }
}
