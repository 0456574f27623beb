package org.ozml.server.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A sequence of requests and answers, as {@code http/commands.txt} tells them; what its lines mean
 * stands there.
 */
record Story(String title, List<Line> lines) {
  /** One line: what it does, its text, and its number in the file. */
  record Line(int number, String word, String text) {}

  static List<Story> all() throws IOException {
    List<Story> all = new ArrayList<>();
    int number = 0;
    for (String line : text().split("\n", -1)) {
      number++;
      if (line.startsWith("# ")) {
        all.add(new Story(line.substring(2), new ArrayList<>()));
      } else if (!all.isEmpty() && !line.isBlank()) {
        String[] parts = line.split(" ", 2);
        all.get(all.size() - 1).lines().add(new Line(number, parts[0], parts[1]));
      }
    }
    return all;
  }

  private static String text() throws IOException {
    try (InputStream in = Story.class.getResourceAsStream("/http/commands.txt")) {
      if (in == null) throw new IOException("http/commands.txt is missing");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public String toString() {
    return title;
  }
}
