package org.ozml.service.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ozml.service.file.Folders.Outcome.Done;
import org.ozml.service.file.Folders.Outcome.Part;
import org.ozml.service.file.ScriptPath.Refused;
import org.ozml.service.file.ScriptPath.Root;

/**
 * The folders on disk. A path may lead through symbolic links, as long as what it leads to lies
 * under a root. Only regular files are moved and deleted, and a name is taken before anything is
 * moved to it, so that nothing is ever overwritten.
 *
 * <p>Where the system has handles of folders (Linux, macOS), the way from the root to the file is
 * gone once more by handles and without links. Somebody who may write in a folder and puts a link
 * there meanwhile leads nobody outside: the order is refused. Elsewhere (Windows) links are looked
 * for right before each step, and a small gap stays.
 *
 * <p>Source: OzML language notes, section 7.
 */
public final class Sandbox implements Folders {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** What file systems take, in bytes of UTF-8. */
  private static final int LONGEST_NAME = 255;

  private static final int MOST_NUMBERS = 10_000;

  /** As they were configured, for paths that begin at the file system's root. */
  private final Map<Root, Path> roots = new EnumMap<>(Root.class);

  /** The same without links. */
  private final Map<Root, Path> real = new EnumMap<>(Root.class);

  private final Executor executor;
  private final boolean handles;

  /**
   * Makes a sandbox.
   *
   * @param roots the folders that there are; they exist
   * @param executor does what blocks
   * @throws IOException when a root is not there
   */
  public Sandbox(Map<Root, Path> roots, Executor executor) throws IOException {
    this(roots, executor, true);
  }

  Sandbox(Map<Root, Path> roots, Executor executor, boolean handles) throws IOException {
    for (Map.Entry<Root, Path> root : roots.entrySet()) {
      this.roots.put(root.getKey(), root.getValue().toAbsolutePath().normalize());
      this.real.put(root.getKey(), root.getValue().toRealPath());
    }
    this.executor = executor;
    this.handles = handles;
  }

  // ---- the port

  @Override
  public void move(String source, String directory, Consumer<Outcome> answer) {
    later(
        answer, () -> moved(source, directory), reason -> new Outcome.Refused(Part.SOURCE, reason));
  }

  @Override
  public void delete(String file, Consumer<Outcome> answer) {
    later(answer, () -> deleted(file), reason -> new Outcome.Refused(Part.SOURCE, reason));
  }

  @Override
  public void voicemails(String extension, Box box, Consumer<List<Voicemail>> answer) {
    later(answer, () -> voicemails(extension, box), reason -> List.of());
  }

  private interface Failing<T> {
    T of(String reason);
  }

  /** Answers exactly once, whatever happens. */
  private <T> void later(Consumer<T> answer, Supplier<T> work, Failing<T> failing) {
    Runnable task =
        () -> {
          T outcome;
          try {
            outcome = work.get();
          } catch (RuntimeException e) {
            outcome = failing.of("files cannot be used: " + e);
          }
          answer.accept(outcome);
        };
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      answer.accept(failing.of("files cannot be used now"));
    }
  }

  /**
   * Finds a file. It blocks. Between this and the use of the path somebody who may write in the
   * folder can put something else there.
   *
   * @param path as scripts write it
   * @return the file's path on disk, without links
   * @throws Refused when it is no regular file under a root
   */
  public Path resolve(String path) throws Refused {
    Place place = place(path);
    try (Folder folder = walk(place.parent(), false)) {
      regular(path, folder, place.name());
      return place.onDisk();
    } catch (IOException e) {
      throw refused(path, e);
    }
  }

  /**
   * A file that is open for reading.
   *
   * @param modified when it was written last
   * @param length in bytes, when it was opened
   */
  public record Opened(SeekableByteChannel channel, Instant modified, long length)
      implements Closeable {
    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /**
   * Opens a file for reading; it blocks. What is open is the file that was looked at, whatever is
   * put in its place meanwhile.
   *
   * @param path below the root
   * @throws Refused when it is no regular file under this very root
   */
  public Opened open(Root root, String path) throws Refused {
    try {
      Place place = place(path, onDisk(path, ScriptPath.read(root, path)));
      if (place.root() != root) throw ScriptPath.outside(path);
      try (Folder folder = walk(place.parent(), false)) {
        BasicFileAttributes attributes = regular(path, folder, place.name());
        SeekableByteChannel channel = folder.open(place.name(), StandardOpenOption.READ);
        return new Opened(channel, attributes.lastModifiedTime().toInstant(), channel.size());
      }
    } catch (IOException | InvalidPathException e) {
      throw refused(path, e);
    }
  }

  // ---- where a path leads

  /** A place under a root, after all links. */
  private record Place(Root root, Path folder, List<String> names) {
    Place parent() throws Refused {
      if (names.isEmpty()) throw new Refused("'%s' is a folder".formatted(root.word()));
      return new Place(root, folder, names.subList(0, names.size() - 1));
    }

    String name() {
      return names.get(names.size() - 1);
    }

    Path onDisk() {
      Path path = folder;
      for (String name : names) path = path.resolve(name);
      return path;
    }

    String script() {
      return new ScriptPath(root, names).toString();
    }
  }

  private Place place(String path) throws Refused {
    ScriptPath read = ScriptPath.read(path, roots);
    try {
      return place(path, onDisk(path, read));
    } catch (IOException | InvalidPathException e) {
      throw refused(path, e);
    }
  }

  /** A folder, of which the last names need not exist yet. */
  private Place folder(String path) throws Refused {
    ScriptPath read = ScriptPath.read(path, roots);
    for (int there = read.names().size(); ; there--) {
      try {
        Place place =
            place(path, onDisk(path, new ScriptPath(read.root(), read.names().subList(0, there))));
        List<String> names = new ArrayList<>(place.names());
        names.addAll(read.names().subList(there, read.names().size()));
        return new Place(place.root(), place.folder(), names);
      } catch (NoSuchFileException e) {
        if (there == 0) throw refused(path, e);
      } catch (IOException | InvalidPathException e) {
        throw refused(path, e);
      }
    }
  }

  private Path onDisk(String path, ScriptPath read) throws Refused {
    Path folder = real.get(read.root());
    if (folder == null) {
      throw new Refused("'%s': there is no folder %s".formatted(path, read.root().word()));
    }
    return new Place(read.root(), folder, read.names()).onDisk();
  }

  /** Follows links; what they lead to must lie under a root, the innermost counts. */
  private Place place(String path, Path onDisk) throws IOException, Refused {
    Path target = onDisk.toRealPath();
    Place found = null;
    for (Map.Entry<Root, Path> root : real.entrySet()) {
      Path folder = root.getValue();
      boolean inner = found == null || folder.getNameCount() > found.folder().getNameCount();
      if (!target.startsWith(folder) || !inner) continue;
      List<String> names = new ArrayList<>();
      if (!target.equals(folder)) {
        for (Path name : folder.relativize(target)) names.add(name.toString());
      }
      found = new Place(root.getKey(), folder, names);
    }
    if (found == null) throw ScriptPath.outside(path);
    return found;
  }

  /** Opens a folder by going to it from its root, without following links. */
  private Folder walk(Place place, boolean make) throws IOException {
    Folder folder = Folder.root(place.folder(), handles);
    for (String name : place.names()) {
      try (Folder outer = folder) {
        folder = make ? openOrMake(outer, name) : outer.open(name);
      }
    }
    return folder;
  }

  /** One at a time: a folder that was just made must not be replaced by another one. */
  private synchronized Folder openOrMake(Folder outer, String name) throws IOException {
    try {
      return outer.open(name);
    } catch (NoSuchFileException e) {
      outer.make(name);
      return outer.open(name);
    }
  }

  private static BasicFileAttributes regular(String path, Folder folder, String name)
      throws IOException, Refused {
    BasicFileAttributes attributes = folder.look(name).readAttributes();
    if (!attributes.isRegularFile()) throw new Refused("'%s' is no file".formatted(path));
    return attributes;
  }

  private static Refused refused(String path, Exception failure) {
    String why =
        failure instanceof NoSuchFileException
            ? "is not there"
            : failure instanceof AccessDeniedException
                ? "may not be used"
                : failure instanceof FileSystemException known && known.getReason() != null
                    ? "cannot be used: " + known.getReason()
                    : "cannot be used: " + failure.getClass().getSimpleName();
    return new Refused("'%s' %s".formatted(path, why));
  }

  // ---- what is done

  private Outcome deleted(String file) {
    try {
      Place place = place(file);
      try (Folder folder = walk(place.parent(), false)) {
        regular(file, folder, place.name());
        folder.delete(place.name());
        return new Done(place.script());
      } catch (IOException e) {
        throw refused(file, e);
      }
    } catch (Refused e) {
      return new Outcome.Refused(Part.SOURCE, e.reason());
    }
  }

  private Outcome moved(String file, String directory) {
    Part part = Part.SOURCE;
    try {
      Place from = place(file);
      try (Folder source = walk(from.parent(), false)) {
        regular(file, source, from.name());
        part = Part.DIRECTORY;
        Place to = folder(directory);
        if (to.equals(from.parent())) return new Done(from.script());
        try (Folder target = walk(to, true)) {
          String name = reserve(target, from.name());
          part = Part.SOURCE;
          carry(source, from.name(), target, name);
          List<String> names = new ArrayList<>(to.names());
          names.add(name);
          return new Done(new Place(to.root(), to.folder(), names).script());
        }
      } catch (IOException e) {
        throw refused(part == Part.SOURCE ? file : directory, e);
      }
    } catch (Refused e) {
      return new Outcome.Refused(part, e.reason());
    }
  }

  /** Takes the first free name with an empty file. */
  private static String reserve(Folder folder, String wanted) throws IOException {
    for (int number = 0; number < MOST_NUMBERS; number++) {
      String name = fitting(wanted, number);
      try {
        folder.open(name, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE).close();
        return name;
      } catch (FileAlreadyExistsException e) {
        // the next number
      }
    }
    throw new FileSystemException(wanted, null, "its name is taken too often");
  }

  /** A number must not make a name too long: then its stem gives way. */
  private static String fitting(String wanted, int number) {
    String name = ScriptPath.numbered(wanted, number);
    int dot = wanted.lastIndexOf('.');
    int end = dot <= 0 ? wanted.length() : dot;
    while (number > 0 && end > 1 && bytes(name) > LONGEST_NAME) {
      end = wanted.offsetByCodePoints(end, -1);
      String rest = dot <= 0 ? "" : wanted.substring(dot);
      name = ScriptPath.numbered(wanted.substring(0, end) + rest, number);
    }
    return name;
  }

  private static int bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Puts a file in the place of the empty one; when that fails, nothing has been touched. */
  private static void carry(Folder from, String name, Folder to, String reserved)
      throws IOException {
    try {
      from.move(name, to, reserved);
    } catch (AtomicMoveNotSupportedException e) { // another device
      copy(from, name, to, reserved);
      from.delete(name);
    } catch (IOException e) {
      to.delete(reserved);
      throw e;
    }
  }

  private static void copy(Folder from, String name, Folder to, String reserved)
      throws IOException {
    try (InputStream in = Channels.newInputStream(from.open(name, StandardOpenOption.READ));
        OutputStream out = Channels.newOutputStream(to.open(reserved, StandardOpenOption.WRITE))) {
      in.transferTo(out);
    } catch (IOException e) {
      to.delete(reserved);
      throw e;
    }
    BasicFileAttributes times = from.look(name).readAttributes();
    to.look(reserved).setTimes(times.lastModifiedTime(), null, null);
  }

  // ---- voicemails

  private List<Voicemail> voicemails(String extension, Box box) {
    if (extension.isBlank() || extension.matches("(?s)\\.\\.?|.*[/\\\\\0].*")) return List.of();
    List<Voicemail> all = new ArrayList<>();
    String path = path(extension, box);
    try (Folder folder = walk(place(path), false)) {
      for (String name : folder.names()) {
        if (!Voicemail.isOne(name)) continue;
        try {
          BasicFileAttributes attributes = regular(name, folder, name);
          all.add(Voicemail.of(path, name, date(attributes)));
        } catch (NoSuchFileException | Refused e) {
          // moved meanwhile, or no file
        }
      }
    } catch (IOException | Refused e) {
      return List.of(); // nobody has left anything
    }
    all.sort(Voicemail.OLDEST_FIRST);
    return all;
  }

  private static String date(BasicFileAttributes attributes) {
    return DATE.format(
        LocalDateTime.ofInstant(attributes.lastModifiedTime().toInstant(), ZoneId.systemDefault()));
  }
}
