package org.ozml.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** The files that a command line means: files as they are, directories with all below them. */
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
      return this == SCRIPT || SCENARIO_BEGIN.matcher(text(file)).find();
    }

    /** In any encoding: what is no UTF-8 is found when the scenario is read. */
    private static String text(Path file) throws IOException {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
  }

  /** Worlds and configurations are YAML, too. */
  private static final Pattern SCENARIO_BEGIN = Pattern.compile("(?m)^[\"']?(script|steps)[\"']?:");

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
      Files.walkFileTree(Input.path(argument), new Walk(found));
    } catch (IOException e) {
      throw new Unusable(Input.reason(argument, e));
    }
    if (found.isEmpty()) {
      throw new Unusable("there is no %s in %s or below".formatted(kind.words, argument));
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
