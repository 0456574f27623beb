package org.ozml.picture;

import java.util.ArrayList;
import java.util.List;
import org.ozml.picture.Chart.Box;
import org.ozml.picture.Chart.Exit;
import org.ozml.picture.Chart.Line;
import org.ozml.picture.Chart.Script;
import org.ozml.picture.Chart.Target;
import org.ozml.picture.Chart.Tone;

/** Writes a chart as a Mermaid flowchart, for pages that draw it themselves. */
public final class Mermaid {
  private final StringBuilder out = new StringBuilder();
  private final List<String> links = new ArrayList<>();
  private final List<String> faint = new ArrayList<>();
  private final Chart chart;
  private int edges;
  private int ends;

  private Mermaid(Chart chart) {
    this.chart = chart;
  }

  /** Returns the flowchart. */
  public static String of(Chart chart) {
    return new Mermaid(chart).write();
  }

  private String write() {
    out.append("flowchart LR\n");
    for (Script script : chart.scripts()) script(script);
    for (String link : links) out.append("  ").append(link).append('\n');
    List<String> styled = new ArrayList<>();
    for (Script script : chart.scripts()) {
      for (Box box : script.boxes()) {
        if (chart.counted() && box.times() > 0) styled.add(box.id());
      }
    }
    if (!styled.isEmpty()) {
      out.append("  classDef taken stroke:#1d63d8,stroke-width:3px\n");
      out.append("  class ").append(String.join(",", styled)).append(" taken\n");
    }
    if (!faint.isEmpty()) {
      out.append("  linkStyle ").append(String.join(",", faint)).append(" opacity:0.35\n");
    }
    return out.toString();
  }

  private void script(Script script) {
    String id = "script" + script.number();
    out.append("  subgraph ")
        .append(id)
        .append("[\"")
        .append(quoted(script.name()))
        .append("\"]\n");
    out.append("    ").append(start(script.number())).append("((\" \"))\n");
    for (Box box : script.boxes()) {
      out.append("    ").append(box.id()).append(shape(box)).append('\n');
    }
    out.append("  end\n");
    if (script.first() != null) link(start(script.number()), "-->", "", script.first(), 1);
    for (Box box : script.boxes()) {
      for (Exit exit : box.exits()) exit(box, exit);
    }
  }

  private static String start(int script) {
    return "s" + script + "start";
  }

  private static String shape(Box box) {
    String text = "\"" + text(box) + "\"";
    return switch (box.kind()) {
      case MENU -> "{{" + text + "}}";
      case CALL, RECORD -> "([" + text + "])";
      case SCRIPT -> "[[" + text + "]]";
      case LOOP, WAIT -> "[/" + text + "/]";
      case STEPS, OTHER -> "[" + text + "]";
    };
  }

  private static String text(Box box) {
    List<String> lines = new ArrayList<>();
    for (Line line : box.before()) lines.add(quoted(Label.cut(line.text())));
    if (!box.title().isEmpty()) lines.add("<b>" + quoted(Label.cut(box.title())) + "</b>");
    for (Line line : box.lines()) lines.add(quoted(Label.cut(line.text())));
    return String.join("<br>", lines);
  }

  private void exit(Box box, Exit exit) {
    String arrow = exit.tone() == Tone.MAIN ? "-->" : "-.->";
    Target target = exit.target();
    String label = Label.of(exit, chart.counted());
    if (target instanceof Target.To to) link(box.id(), arrow, label, to.box(), exit.times());
    if (target instanceof Target.Again to) link(box.id(), "-.->", label, to.box(), exit.times());
    if (target instanceof Target.Into into) {
      link(box.id(), arrow, label, start(into.script()), exit.times());
    }
    if (target instanceof Target.Over) {
      link(box.id(), arrow, label, "end" + ++ends + "((\" \"))", exit.times());
    }
    if (target instanceof Target.Away away) {
      String text = "([\"" + quoted(Label.cut(away.url())) + "\"])";
      link(box.id(), arrow, label, "end" + ++ends + text, exit.times());
    }
  }

  private void link(String from, String arrow, String label, String to, long times) {
    String text = label.isEmpty() ? "" : "|\"" + quoted(label) + "\"|";
    links.add(from + " " + arrow + text + " " + to);
    if (chart.counted() && times == 0) faint.add(Integer.toString(edges));
    edges++;
  }

  /** Mermaid reads a text as Markdown and HTML; numeric entities are neither. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean plain =
                  Character.isLetterOrDigit(c) || " .,:!?'’“”…()+=/$@–-×".indexOf(c) >= 0;
              if (plain) quoted.appendCodePoint(c);
              else if (c < ' ') quoted.append(' ');
              else quoted.append('#').append(c).append(';');
            });
    return quoted.toString();
  }
}
