package org.ozml.picture;

import java.util.ArrayList;
import java.util.List;
import org.ozml.picture.Chart.Box;
import org.ozml.picture.Chart.Exit;
import org.ozml.picture.Chart.Line;
import org.ozml.picture.Chart.Script;
import org.ozml.picture.Chart.Target;
import org.ozml.picture.Chart.Tone;

/** Writes a chart in the language of Graphviz. */
public final class Dot {
  private final StringBuilder out = new StringBuilder();
  private final StringBuilder links = new StringBuilder();
  private final Chart chart;
  private int ends;

  private Dot(Chart chart) {
    this.chart = chart;
  }

  /** Returns the graph. */
  public static String of(Chart chart) {
    return new Dot(chart).write();
  }

  private String write() {
    out.append("digraph ").append(quoted(chart.scripts().get(0).name())).append(" {\n");
    out.append("  rankdir=LR\n");
    out.append("  node [shape=box style=rounded fontname=Helvetica fontsize=11]\n");
    out.append("  edge [fontname=Helvetica fontsize=10 color=\"#7d8b9b\"]\n");
    for (Script script : chart.scripts()) script(script);
    return out.append(links).append("}\n").toString();
  }

  private void script(Script script) {
    out.append("  subgraph cluster").append(script.number()).append(" {\n");
    out.append("    label=").append(quoted(script.name())).append("\n");
    out.append("    color=\"#c3ccd6\"\n");
    out.append("    ").append(start(script.number())).append(" [shape=point]\n");
    for (Box box : script.boxes()) box(box);
    out.append("  }\n");
    if (script.first() != null) {
      links.append("  ").append(start(script.number())).append(" -> ").append(script.first());
      links.append('\n');
    }
    for (Box box : script.boxes()) {
      for (Exit exit : box.exits()) exit(box, exit);
    }
  }

  private static String start(int script) {
    return "s" + script + "start";
  }

  private void box(Box box) {
    List<String> lines = new ArrayList<>();
    for (Line line : box.before()) lines.add(Label.cut(line.text()));
    if (!box.title().isEmpty()) lines.add(box.title());
    for (Line line : box.lines()) lines.add(Label.cut(line.text()));
    String shape =
        switch (box.kind()) {
          case MENU -> "shape=hexagon style=solid ";
          case CALL, RECORD -> "shape=cds style=solid ";
          case SCRIPT -> "shape=folder style=solid ";
          case LOOP, WAIT -> "shape=parallelogram style=solid ";
          case STEPS, OTHER -> "";
        };
    String taken =
        !chart.counted() || box.times() > 0 ? "" : " color=\"#c3ccd6\" fontcolor=\"#8693a2\"";
    out.append("    ").append(box.id()).append(" [").append(shape).append("label=");
    out.append(quoted(String.join("\n", lines))).append(taken).append("]\n");
  }

  private void exit(Box box, Exit exit) {
    Target target = exit.target();
    String to;
    if (target instanceof Target.To next) {
      to = next.box();
    } else if (target instanceof Target.Again again) {
      to = again.box();
    } else if (target instanceof Target.Into into) {
      to = start(into.script());
    } else {
      to = "end" + ++ends;
      String shape =
          target instanceof Target.Away away
              ? "style=\"rounded,dashed\" label=" + quoted(Label.cut(away.url()))
              : "shape=point";
      links.append("  ").append(to).append(" [").append(shape).append("]\n");
    }
    links.append("  ").append(box.id()).append(" -> ").append(to).append(" [label=");
    links.append(quoted(Label.of(exit, chart.counted())));
    if (exit.tone() == Tone.QUIET || target instanceof Target.Again) links.append(" style=dashed");
    if (target instanceof Target.Again) links.append(" constraint=false");
    if (chart.counted()) {
      links.append(exit.times() > 0 ? " color=\"#1d63d8\" penwidth=2" : " color=\"#d5dbe2\"");
    }
    links.append("]\n");
  }

  /** A line break is written as such; of the rest only quotes and backslashes have a meaning. */
  static String quoted(String text) {
    return "\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\r", "").replace("\n", "\\n")
        + "\"";
  }
}
