package org.ozml.service.file;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * A path as scripts write it: a root, and names below it. Every {@code ..} has been taken together
 * with the name before it; one that leaves the root is refused.
 *
 * <p>A backslash separates names as a slash does, because vendor scripts come from Windows.
 *
 * <p>Source: OzML language notes, section 7.
 *
 * @param names below the root, outer ones first; empty: the root itself
 */
public record ScriptPath(Root root, List<String> names) {
  /** The folders under which scripts may touch files. */
  public enum Root {
    CONTENT("content"),
    RECORDINGS("recordings"),
    VOICEMAILS("voicemails"),
    UPLOADS("uploads");

    private final String word;

    Root(String word) {
      this.word = word;
    }

    /** Returns the name that stands first in a path. */
    public String word() {
      return word;
    }
  }

  /** A path that scripts cannot use; the message is one sentence that says why. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    /** Says why. */
    public Refused(String reason) {
      super(reason, null, false, false);
    }

    /** Returns the reason. */
    public String reason() {
      return String.valueOf(getMessage());
    }
  }

  /** Copies the list. */
  public ScriptPath {
    names = List.copyOf(names);
  }

  /**
   * Reads a path.
   *
   * @param roots where the roots are on disk, for paths from the file system's root; empty: such
   *     paths are refused
   */
  public static ScriptPath read(String written, Map<Root, Path> roots) throws Refused {
    String path = written.replace('\\', '/');
    if (path.isBlank()) throw new Refused("the path is empty");
    if (path.indexOf('\0') >= 0) throw new Refused("a path holds no NUL");
    if (isAbsolute(path)) return absolute(written, path, roots);
    List<String> names = new ArrayList<>(List.of(path.split("/+")));
    for (Root root : Root.values()) {
      if (names.get(0).equals(root.word)) {
        return new ScriptPath(root, below(written, names.subList(1, names.size())));
      }
    }
    return new ScriptPath(Root.CONTENT, below(written, names));
  }

  /** Reads the path of a folder that is named relative to a root, such as a RecordPath. */
  public static ScriptPath read(Root root, String written) throws Refused {
    String path = written.replace('\\', '/');
    if (isAbsolute(path) || path.indexOf('\0') >= 0) throw outside(written);
    return new ScriptPath(root, below(written, List.of(path.split("/+"))));
  }

  private static boolean isAbsolute(String path) {
    return path.startsWith("/") || path.matches("(?s)[A-Za-z]:.*");
  }

  /** Under the innermost root that it begins with. */
  private static ScriptPath absolute(String written, String path, Map<Root, Path> roots)
      throws Refused {
    Root found = null;
    String rest = "";
    int longest = -1;
    for (Map.Entry<Root, Path> root : roots.entrySet()) {
      String folder = root.getValue().toString().replace('\\', '/');
      if (folder.length() > longest && (path + "/").startsWith(folder + "/")) {
        found = root.getKey();
        longest = folder.length();
        rest = path.substring(folder.length());
      }
    }
    if (found == null) throw outside(written);
    return new ScriptPath(found, below(written, List.of(rest.split("/+"))));
  }

  private static List<String> below(String path, List<String> names) throws Refused {
    Deque<String> below = new ArrayDeque<>();
    for (String name : names) {
      if (name.equals("..")) {
        if (below.pollLast() == null) throw outside(path);
      } else if (!name.isEmpty() && !name.equals(".")) {
        below.add(name);
      }
    }
    return List.copyOf(below);
  }

  static Refused outside(String path) {
    return new Refused("'%s' lies outside of the folders that scripts may use".formatted(path));
  }

  /** Returns the path as a script can write it, the root's name first. */
  @Override
  public String toString() {
    return names.isEmpty() ? root.word : root.word + "/" + String.join("/", names);
  }

  /**
   * Returns a name with a number, for the case that it is taken: {@code a.wav}, 1: {@code a-1.wav}.
   */
  public static String numbered(String name, int number) {
    int dot = name.lastIndexOf('.');
    int stem = dot <= 0 ? name.length() : dot;
    return number == 0 ? name : name.substring(0, stem) + "-" + number + name.substring(stem);
  }
}
