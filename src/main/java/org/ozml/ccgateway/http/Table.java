package org.ozml.ccgateway.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.ccgateway.Interface;

/** The interfaces by path. */
final class Table {
  private final List<Row> rows = new ArrayList<>();

  /** An interface, and the parts of its path. */
  private record Row(Interface its, List<String> parts) {
    @Nullable Map<String, String> variables(List<String> path) {
      if (path.size() != parts.size()) return null;
      Map<String, String> variables = new LinkedHashMap<>();
      for (int i = 0; i < parts.size(); i++) {
        String part = parts.get(i);
        if (part.startsWith("{")) variables.put(name(part), path.get(i));
        else if (!part.equals(path.get(i))) return null;
      }
      return variables;
    }

    private static String name(String part) {
      return part.substring(1, part.length() - 1);
    }
  }

  /**
   * An interface that answers at a path.
   *
   * @param variables what stands there in the place of the braces
   */
  record Match(Interface its, Map<String, String> variables) {}

  /** Takes the rows. */
  Table(List<Interface> all) {
    all.forEach(its -> rows.add(new Row(its, parts(its.path()))));
  }

  private static List<String> parts(String path) {
    return List.of(path.split("/", -1));
  }

  /** Returns the interfaces, in order. */
  List<Interface> interfaces() {
    return rows.stream().map(Row::its).toList();
  }

  /** Returns what answers at a path, one for each method of HTTP. */
  List<Match> at(String path) {
    List<String> parts = parts(path);
    List<Match> matches = new ArrayList<>(1);
    for (Row row : rows) {
      Map<String, String> variables = row.variables(parts);
      if (variables != null) matches.add(new Match(row.its(), variables));
    }
    return matches;
  }
}
