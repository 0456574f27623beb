package org.ozml.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;

/**
 * Where the URLs in a script lead, as far as the folder tells in which the script stands: {@code
 * http://example.com/ivr/support.xml?lang=en} is the file {@code support.xml} beside it, if there
 * is one. Each file is read once.
 */
public final class Links {
  private final DocumentReader reader = new DocumentReader(Limits.DEFAULT);
  private final Map<Path, Document> read = new HashMap<>();

  /**
   * Finds the file that a URL means.
   *
   * @param script the file of the script in which it stands
   * @return null when there is none beside it
   */
  public static @Nullable Path file(Path script, String url) {
    String name = name(url);
    if (name.isEmpty()) return null;
    try {
      Path file = script.resolveSibling(name);
      return Files.isRegularFile(file) ? file : null;
    } catch (InvalidPathException e) {
      return null; // a URL that is no name of a file
    }
  }

  /** Finds the file that a URL in a document means; null when there is none beside it. */
  static @Nullable Path file(Document from, String url) {
    Path folder = script(from);
    return folder == null ? null : file(folder, url);
  }

  /** Returns a document's file; null when it is from none. */
  static @Nullable Path script(Document document) {
    try {
      return Path.of(document.source().name());
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** Returns a URL without its query. */
  public static String path(String url) {
    return url.replaceFirst("[?#].*", "");
  }

  /** Returns the last part of a URL's path. */
  public static String name(String url) {
    String path = path(url);
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * Reads the script that a URL means.
   *
   * @param from the script in which it stands; its name is its file
   * @return null when there is no file beside it, or it cannot be read
   */
  public @Nullable Document follow(Document from, String url) {
    Path file = file(from, url);
    if (file == null) return null;
    try {
      Document known = read.get(file);
      if (known == null) {
        known = reader.read(file.toString(), Files.readAllBytes(file));
        read.put(file, known);
      }
      return known;
    } catch (IOException e) {
      return null;
    }
  }
}
