package org.ozml.coverage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ozml.document.Document;

/**
 * What is covered and what is not.
 *
 * @param scripts in the order of their files
 * @param left files that look like scripts and do not count, with the reason
 * @param inline how many scenarios have a script in themselves, which does not count
 */
public record Report(List<Script> scripts, List<String> left, int inline) {
  /** Copies the lists. */
  public Report {
    scripts = List.copyOf(scripts);
    left = List.copyOf(left);
  }

  /**
   * A point, and how often it was covered.
   *
   * @param times 0: it was not
   */
  public record Measured(Point point, long times) {
    /** Returns whether it was covered. */
    public boolean covered() {
      return times > 0;
    }
  }

  /**
   * A line with something that is not covered.
   *
   * @param line from 1
   * @param words such as {@code key 3 and 2 more, no key}
   */
  public record Gap(int line, String words) {}

  /**
   * What is covered of one script.
   *
   * @param name its file
   * @param document what was read of it
   * @param points all there are, in the order of the text
   * @param counts everything that was counted in it
   */
  public record Script(String name, Document document, List<Measured> points, Counts counts) {
    /** Copies the list. */
    public Script {
      points = List.copyOf(points);
    }

    static Script of(ScriptFile file, Counts counts) {
      List<Measured> points = new ArrayList<>();
      for (Point point : Points.of(file.document())) {
        points.add(new Measured(point, counts.times(point)));
      }
      return new Script(file.name(), file.document(), points, counts);
    }

    /** Returns how much of it is covered. */
    public Tally tally() {
      return Report.tally(points.stream());
    }

    /** Returns how much of one kind is covered. */
    public Tally tally(Point.Kind kind) {
      return Report.tally(points.stream().filter(one -> one.point().kind() == kind));
    }

    /** Returns the points of each line that has any, in order. */
    public Map<Integer, List<Measured>> lines() {
      Map<Integer, List<Measured>> lines = new LinkedHashMap<>();
      for (Measured one : points) {
        lines.computeIfAbsent(one.point().line(), line -> new ArrayList<>()).add(one);
      }
      return lines;
    }

    /**
     * Returns what is not covered, a line each. What stands in something that never ran is only
     * counted.
     */
    public List<Gap> gaps() {
      Map<Integer, List<String>> gaps = new LinkedHashMap<>();
      for (Measured one : points) {
        if (one.covered() || isInGap(one.point())) continue;
        long inside = points.stream().filter(inner -> isIn(inner, one.point())).count();
        String words = one.point().words();
        if (inside > 0) words += " and " + inside + " more";
        gaps.computeIfAbsent(one.point().line(), line -> new ArrayList<>()).add(words);
      }
      List<Gap> all = new ArrayList<>();
      gaps.forEach((line, words) -> all.add(new Gap(line, String.join(", ", words))));
      return all;
    }

    private boolean isInGap(Point point) {
      Point outer = point.within();
      return outer != null && counts.times(outer) == 0;
    }

    private static boolean isIn(Measured inner, Point outer) {
      Point point = inner.point();
      if (point.line() == outer.line() && point.column() == outer.column()) return false;
      for (Point at = point.within(); at != null; at = at.within()) {
        if (at.equals(outer)) return true;
      }
      return false;
    }
  }

  private static Tally tally(Stream<Measured> points) {
    return points
        .map(one -> new Tally(one.covered() ? 1 : 0, 1))
        .reduce(new Tally(0, 0), Tally::plus);
  }

  /** Returns that, and how many, scripts stand in scenarios and do not count. */
  public String inlineWords() {
    return inline == 1
        ? "1 scenario holds a script itself, which is no file and not counted"
        : inline + " scenarios hold scripts themselves, which are no files and not counted";
  }

  /** Returns how much of all scripts is covered. */
  public Tally tally() {
    return sum(Script::tally);
  }

  /** Returns how much of one kind is covered in all scripts. */
  public Tally tally(Point.Kind kind) {
    return sum(script -> script.tally(kind));
  }

  private Tally sum(Function<Script, Tally> tally) {
    return scripts.stream().map(tally).reduce(new Tally(0, 0), Tally::plus);
  }
}
