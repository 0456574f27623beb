package org.ozml.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ozml.cli.Input.Unusable;

/** Files that commands write. */
final class Output {
  private Output() {}

  /** Writes a file, and makes the folders that lead there. */
  static Path write(String name, String text) throws Unusable {
    return write(Input.path(name), text);
  }

  /** Writes a file, and makes the folders that lead there. */
  static Path write(Path file, String text) throws Unusable {
    try {
      Path folder = file.getParent();
      if (folder != null) Files.createDirectories(folder);
      return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new Unusable("%s cannot be written: %s".formatted(file, reason(file, e)));
    }
  }

  private static String reason(Path file, IOException e) {
    if (Files.isDirectory(file)) return "it is a directory";
    if (e instanceof AccessDeniedException) return "its permissions forbid that";
    if (e instanceof FileSystemException known && known.getReason() != null) {
      return known.getReason();
    }
    return e instanceof FileSystemException
        ? "a file stands there, or nothing can be made there"
        : String.valueOf(e.getMessage());
  }
}
