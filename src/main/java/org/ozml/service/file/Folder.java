package org.ozml.service.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * An open folder. A name in it means what stands in this very folder, and never where a link leads.
 */
abstract class Folder implements Closeable {
  /**
   * Opens a root.
   *
   * @param handles whether to hold folders by handles where the system has them
   */
  @SuppressWarnings("StreamResourceLeak") // the folder closes it
  static Folder root(Path root, boolean handles) throws IOException {
    DirectoryStream<Path> stream = Files.newDirectoryStream(root);
    if (handles && stream instanceof SecureDirectoryStream<Path> held) return new Held(root, held);
    stream.close();
    return new Named(root, root);
  }

  /** Opens a folder in this one; a link is none. */
  abstract Folder open(String name) throws IOException;

  /** Makes a folder in this one. */
  abstract void make(String name) throws IOException;

  /** Opens a file; a link is none. */
  abstract SeekableByteChannel open(String name, OpenOption... options) throws IOException;

  /** Returns what stands there: of a link, the link. */
  abstract BasicFileAttributeView look(String name);

  /** Moves a file into another folder, in the place of one that is there. */
  abstract void move(String name, Folder to, String newName) throws IOException;

  abstract void delete(String name) throws IOException;

  abstract List<String> names() throws IOException;

  static List<String> names(DirectoryStream<Path> entries) {
    List<String> names = new ArrayList<>();
    for (Path entry : entries) names.add(entry.getFileName().toString());
    return names;
  }

  static Set<OpenOption> noLink(OpenOption... options) {
    Set<OpenOption> all = new HashSet<>(List.of(options));
    all.add(LinkOption.NOFOLLOW_LINKS);
    return all;
  }

  /**
   * A folder held by a handle: whatever is done to the names on the way to it meanwhile, it stays
   * the folder that was opened.
   */
  private static final class Held extends Folder {
    private final Path root;
    private final SecureDirectoryStream<Path> handle;

    Held(Path root, SecureDirectoryStream<Path> handle) {
      this.root = root;
      this.handle = handle;
    }

    @Override
    Folder open(String name) throws IOException {
      return new Held(root, handle.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * Java makes folders by their paths only, and a path can be turned elsewhere meanwhile. So it
     * is made in the root, which scripts cannot turn, and moved from there.
     */
    @Override
    void make(String name) throws IOException {
      Path made = Path.of(".ozml-" + UUID.randomUUID());
      try (DirectoryStream<Path> top = Files.newDirectoryStream(root)) {
        Files.createDirectory(root.resolve(made));
        SecureDirectoryStream<Path> held = (SecureDirectoryStream<Path>) top;
        try {
          held.move(made, handle, Path.of(name));
        } catch (IOException e) {
          held.deleteDirectory(made);
          throw e;
        }
      }
    }

    @Override
    SeekableByteChannel open(String name, OpenOption... options) throws IOException {
      return handle.newByteChannel(Path.of(name), noLink(options));
    }

    @Override
    BasicFileAttributeView look(String name) {
      return handle.getFileAttributeView(
          Path.of(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    void move(String name, Folder to, String newName) throws IOException {
      handle.move(Path.of(name), ((Held) to).handle, Path.of(newName));
    }

    @Override
    void delete(String name) throws IOException {
      handle.deleteFile(Path.of(name));
    }

    @Override
    List<String> names() {
      return names(handle);
    }

    @Override
    public void close() throws IOException {
      handle.close();
    }
  }

  /**
   * A folder known by its path, where the system has no handles. Links are looked for before each
   * step; somebody who may write in the folder could still put one there between look and step.
   */
  private static final class Named extends Folder {
    private final Path root;
    private final Path path;

    Named(Path root, Path path) {
      this.root = root;
      this.path = path;
    }

    private Path at(String name) throws IOException {
      if (!path.toRealPath().equals(path)) throw new FileAlreadyExistsException(path.toString());
      return path.resolve(name);
    }

    @Override
    Folder open(String name) throws IOException {
      Path next = at(name);
      if (!next.toRealPath().equals(next)) throw new FileAlreadyExistsException(next.toString());
      return new Named(root, next);
    }

    @Override
    void make(String name) throws IOException {
      Files.createDirectory(at(name));
    }

    @Override
    SeekableByteChannel open(String name, OpenOption... options) throws IOException {
      return Files.newByteChannel(at(name), noLink(options));
    }

    @Override
    BasicFileAttributeView look(String name) {
      return Files.getFileAttributeView(
          path.resolve(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    void move(String name, Folder to, String newName) throws IOException {
      Files.move(at(name), ((Named) to).at(newName), StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    void delete(String name) throws IOException {
      Files.delete(at(name));
    }

    @Override
    List<String> names() throws IOException {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
        return names(entries);
      }
    }

    @Override
    public void close() {}
  }
}
