package org.ozml.coverage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;

/**
 * A script on disk.
 *
 * @param name for people: relative to the working directory where it is below that
 * @param text as it is written, UTF-8 taken for granted
 * @param document what was read
 */
record ScriptFile(String name, String text, Document document) {
  private static final Pattern ROOT =
      Pattern.compile("<([\\w.-]+:)?(Response|OzML)[\\s/>]", Pattern.CASE_INSENSITIVE);

  private static final DocumentReader READER = new DocumentReader(Limits.DEFAULT);

  /** Reads one. */
  static ScriptFile read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String name = name(file);
    String text = new String(bytes, StandardCharsets.UTF_8);
    return new ScriptFile(name, text, READER.read(name, bytes));
  }

  /** Returns what a file is called in reports, with the same slashes on every machine. */
  static String name(Path file) {
    Path here = Path.of("").toAbsolutePath();
    Path shown = file.startsWith(here) ? here.relativize(file) : file;
    return shown.toString().replace('\\', '/');
  }

  /** Returns the one name that a file has here, by whatever way it was reached. */
  static Path path(Path file) {
    return file.toAbsolutePath().normalize();
  }

  /** Returns whether it is meant to be OzML: there is other XML in the world. */
  boolean isScript() {
    return ROOT.matcher(text).find();
  }

  /** Returns whether a document that was read elsewhere is this file's. */
  boolean is(String other) {
    return text.equals(other) || document.source().text().equals(other);
  }
}
