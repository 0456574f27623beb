package org.ozml.scenario;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Linked scripts: where no web application is at hand, a URL stands for the file beside the script
 * that has the name of the URL's last path segment. So {@code http://ivr.example.com/support.xml}
 * means {@code support.xml}.
 */
public final class Links {
  private Links() {}

  /**
   * Finds the script that a URL means; null when there is no such file.
   *
   * @param script the script's own file
   */
  public static @Nullable Path file(Path script, String url) {
    String name = lastSegment(url);
    if (name.isEmpty()) return null;
    try {
      Path file = script.resolveSibling(name);
      boolean beside = file.getFileName() != null && file.getFileName().toString().equals(name);
      return beside && Files.isRegularFile(file) ? file : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static String lastSegment(String url) {
    try {
      String path = new URI(url).getPath();
      return path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
    } catch (URISyntaxException e) {
      return "";
    }
  }
}
