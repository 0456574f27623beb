package org.ozml.pbx;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ozml.check.Checks;
import org.ozml.check.Links;
import org.ozml.configuration.Extension;
import org.ozml.configuration.Numbers;
import org.ozml.document.Context;
import org.ozml.document.Diagnostic;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Severity;
import org.ozml.service.web.Fetcher;

/**
 * The scripts on disk, read and checked. {@link #look} reads again what has changed: new calls get
 * the new version, running ones keep theirs. A new version with errors is refused; the one before
 * goes on answering, and the diagnostics say why. From any thread.
 */
public final class Scripts {
  private static final System.Logger LOG = System.getLogger(Scripts.class.getName());
  private static final int MOST_FILES = 10_000;

  private final DocumentReader reader;
  private final Consumer<Shelved> changed;
  private volatile Map<Path, Shelved> shelf = Map.of();
  private volatile List<Extension.Folder> folders = List.of();
  private volatile List<Path> files = List.of();

  /**
   * A script as it is now.
   *
   * @param file where it stands
   * @param findings what is wrong or suspicious in the version on disk
   * @param refused the version on disk has errors, and an older one is used
   * @param used the version that new calls get; null: there is none that can run
   * @param bytes of that
   */
  @SuppressWarnings("ArrayRecordComponent") // it is shared, and never changed
  public record Shelved(
      Path file,
      List<Diagnostic> findings,
      boolean refused,
      @Nullable Document used,
      byte[] bytes,
      Stamp stamp) {
    /** Copies the list. */
    public Shelved {
      findings = List.copyOf(findings);
    }
  }

  /** What tells one version of a file from another without reading it. */
  public record Stamp(long size, FileTime time, String key) {
    static final Stamp GONE = new Stamp(-1, FileTime.fromMillis(0), "");
  }

  /**
   * Makes an empty shelf.
   *
   * @param changed told of each version that is read
   */
  public Scripts(DocumentReader reader, Consumer<Shelved> changed) {
    this.reader = reader;
    this.changed = changed;
  }

  /** Keeps the scripts of these extensions, and no others; those that are new are read now. */
  public void keep(Numbers numbers) {
    List<Extension.Folder> directories = new ArrayList<>();
    List<Path> single = new ArrayList<>();
    for (Extension one : numbers.extensions()) {
      if (one instanceof Extension.Script script) single.add(script.file());
      else if (one instanceof Extension.Folder folder) directories.add(folder);
    }
    files = single;
    folders = directories;
    look();
  }

  /** Reads what is new and what has changed. */
  public synchronized void look() {
    Map<Path, Shelved> next = new TreeMap<>();
    for (Path file : files) look(file, next);
    for (Extension.Folder folder : folders) {
      for (Path file : in(folder.folder())) look(file, next);
    }
    shelf = next;
  }

  private void look(Path file, Map<Path, Shelved> next) {
    Shelved before = shelf.get(file);
    Stamp stamp = stamp(file);
    if (before != null && before.stamp().equals(stamp)) {
      next.put(file, before);
      return;
    }
    Shelved now = read(file, stamp, before);
    next.put(file, now);
    changed.accept(now);
  }

  private static List<Path> in(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Scripts::isScript).sorted().limit(MOST_FILES).toList();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the folder " + folder + " cannot be read", e);
      return List.of();
    }
  }

  private static boolean isScript(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return (name.endsWith(".xml") || name.endsWith(".ozml")) && Files.isRegularFile(file);
  }

  private static Stamp stamp(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(now.size(), now.lastModifiedTime(), String.valueOf(now.fileKey()));
    } catch (IOException e) {
      return Stamp.GONE;
    }
  }

  private Shelved read(Path file, Stamp stamp, @Nullable Shelved before) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) { // gone, or being replaced just now
      return before == null
          ? new Shelved(file, List.of(), false, null, new byte[0], stamp)
          : new Shelved(file, before.findings(), true, before.used(), before.bytes(), stamp);
    }
    Document document = reader.read(file.toString(), bytes);
    List<Diagnostic> findings = Checks.check(document, Context.EXTENSION);
    boolean errors = findings.stream().anyMatch(one -> one.rule().severity() == Severity.ERROR);
    if (errors && before != null && before.used() != null) {
      return new Shelved(file, findings, true, before.used(), before.bytes(), stamp);
    }
    return new Shelved(
        file, findings, false, document.response() == null ? null : document, bytes, stamp);
  }

  /** Returns the version that a new call gets; null when there is none that can run. */
  public @Nullable Document current(Path file) {
    Shelved one = shelf.get(file);
    return one == null ? null : one.used();
  }

  /** Returns all scripts, by the names of their files. */
  public List<Shelved> all() {
    return List.copyOf(shelf.values());
  }

  /** Answers URLs that mean a script of a folder; others are asked behind it. */
  public Fetcher before(Fetcher behind) {
    return (request, answer) -> {
      Shelved one = find(request.url());
      if (one == null) return behind.fetch(request, answer);
      answer.accept(
          new Fetcher.Answer.Document(200, one.bytes(), "application/xml", one.file().toString()));
      return () -> {};
    };
  }

  private @Nullable Shelved find(String url) {
    for (Extension.Folder folder : folders) {
      if (!url.startsWith(folder.url())) continue;
      String name =
          folder.url().isEmpty()
              ? Links.name(url)
              : Links.path(url.substring(folder.url().length()));
      // Only what is on the shelf: no name leads out of the folder.
      for (Shelved one : shelf.values()) {
        boolean inside = folder.folder().equals(one.file().getParent());
        if (inside && one.used() != null && one.file().getFileName().toString().equals(name)) {
          return one;
        }
      }
    }
    return null;
  }
}
