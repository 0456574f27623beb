package org.ozml.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ozml.cli.Input.Unusable;

/** The scripts that a command line means: files as they are, directories with all below them. */
final class Scripts {
  private final Set<String> names = new LinkedHashSet<>();
  private final List<String> problems = new ArrayList<>();

  private Scripts() {}

  /** Finds them. */
  static Scripts of(List<String> arguments) {
    Scripts scripts = new Scripts();
    for (String argument : arguments) {
      try {
        scripts.add(argument);
      } catch (Unusable e) {
        scripts.problems.add(e.getMessage());
      }
    }
    return scripts;
  }

  /** Returns the files, each once, in order; a directory's in the order of their names. */
  Collection<String> names() {
    return names;
  }

  /** Returns what could not be found. */
  List<String> problems() {
    return problems;
  }

  private void add(String argument) throws Unusable {
    if (argument.equals(Input.STANDARD) || !Files.isDirectory(Input.path(argument))) {
      names.add(argument);
      return;
    }
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(Input.path(argument), new Walk(found));
    } catch (IOException e) {
      throw new Unusable(Input.reason(argument, e));
    }
    if (found.isEmpty()) {
      throw new Unusable("there is no *.xml and no *.ozml in %s or below".formatted(argument));
    }
    found.sort(null);
    for (Path file : found) names.add(file.toString());
  }

  private final class Walk extends SimpleFileVisitor<Path> {
    private final List<Path> found;

    Walk(List<Path> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.toString().toLowerCase(Locale.ROOT);
      if (name.endsWith(".xml") || name.endsWith(".ozml")) found.add(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      problems.add("%s cannot be read; check its permissions".formatted(file));
      return FileVisitResult.CONTINUE;
    }
  }
}
