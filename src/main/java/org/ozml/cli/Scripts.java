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
import java.util.Set;
import java.util.regex.Pattern;
import org.ozml.cli.Input.Unusable;
import org.ozml.scenario.ScenarioReader;

/**
 * The files that a command line means: files as they are, directories with all below them, but not
 * what is hidden there or made by build tools.
 */
final class Scripts {
  /** What a directory is looked through for. */
  enum Kind {
    SCRIPT("*.xml and no *.ozml", ".+\\.(xml|ozml)"),
    SCENARIO("scenario (*.yaml with script: and steps:)", ".+\\.yaml");

    private final String words;
    private final Pattern names;

    Kind(String words, String names) {
      this.words = words;
      this.names = Pattern.compile(names, Pattern.CASE_INSENSITIVE);
    }

    private boolean has(Path file) throws IOException {
      if (!names.matcher(file.getFileName().toString()).matches()) return false;
      return this == SCRIPT || ScenarioReader.isScenario(file);
    }
  }

  private final Kind kind;
  private final Set<String> names = new LinkedHashSet<>();
  private final List<String> problems = new ArrayList<>();

  private Scripts(Kind kind) {
    this.kind = kind;
  }

  /** Finds them. */
  static Scripts of(Kind kind, List<String> arguments) {
    Scripts scripts = new Scripts(kind);
    for (String argument : arguments) {
      try {
        scripts.add(argument);
      } catch (Unusable e) {
        scripts.problems.add(e.getMessage());
      }
    }
    return scripts;
  }

  /**
   * Returns the files below directories; there need be none, nor need an argument be a directory.
   */
  static Collection<String> below(Kind kind, List<String> arguments) {
    return of(kind, arguments.stream().filter(Scripts::isDirectory).toList()).names();
  }

  private static boolean isDirectory(String argument) {
    try {
      return Files.isDirectory(Input.path(argument));
    } catch (Unusable e) {
      return false;
    }
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
      Path top = Input.path(argument);
      Files.walkFileTree(top, new Walk(top, found));
    } catch (IOException e) {
      throw new Unusable(Input.reason(argument, e));
    }
    if (found.isEmpty()) {
      throw new Unusable("there is no %s in %s or below".formatted(kind.words, argument));
    }
    found.sort(null);
    for (Path file : found) names.add(file.toString());
  }

  /** Hidden directories, and what build tools make: nobody wrote what lies there. */
  private static boolean isForTools(String folder) {
    return folder.startsWith(".") || folder.equals("target") || folder.equals("node_modules");
  }

  private final class Walk extends SimpleFileVisitor<Path> {
    private final Path top;
    private final List<Path> found;

    Walk(Path top, List<Path> found) {
      this.top = top;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean own = !folder.equals(top) && isForTools(folder.getFileName().toString());
      return own ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      try {
        if (kind.has(file)) found.add(file);
      } catch (IOException e) {
        return visitFileFailed(file, e);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      problems.add("%s cannot be read; check its permissions".formatted(file));
      return FileVisitResult.CONTINUE;
    }
  }
}
