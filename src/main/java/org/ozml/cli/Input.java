package org.ozml.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.ozml.document.Limits;

/** Reads the files that a command line names. */
final class Input {
  /** What stands for standard input. */
  static final String STANDARD = "-";

  /** What diagnostics call it. */
  static final String STANDARD_NAME = "<stdin>";

  /** A file that cannot be used; the message says which, why, and what to do. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    private final String message;

    Unusable(String message) {
      super(message);
      this.message = message;
    }

    @Override
    public String getMessage() {
      return message;
    }
  }

  private Input() {}

  /** Reads a file, or standard input; of what is too large for a document only the beginning. */
  static byte[] read(Shell shell, String name) throws Unusable {
    return read(shell, name, Limits.DEFAULT.bytes() + 1);
  }

  /** Reads a file, or standard input, up to so many bytes. */
  static byte[] read(Shell shell, String name, int most) throws Unusable {
    boolean standard = name.equals(STANDARD);
    try (InputStream in = standard ? shell.in() : Files.newInputStream(path(name))) {
      return in.readNBytes(most);
    } catch (IOException e) {
      throw new Unusable(reason(name, e));
    }
  }

  /** Returns a path that a user wrote. */
  static Path path(String name) throws Unusable {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new Unusable("'%s' is no file name: %s".formatted(name, e.getReason()));
    }
  }

  /** Says why a file cannot be read. */
  static String reason(String name, IOException e) throws Unusable {
    if (e instanceof NoSuchFileException) {
      return "there is no file %s; check the path, it is relative to %s"
          .formatted(name, Path.of("").toAbsolutePath());
    }
    if (!name.equals(STANDARD) && !Files.isReadable(path(name))) {
      return "%s cannot be read; check its permissions".formatted(name);
    }
    return "%s cannot be read: %s".formatted(name, e.getMessage());
  }
}
