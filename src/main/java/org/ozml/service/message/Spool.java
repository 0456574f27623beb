package org.ozml.service.message;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where attachments wait for their message to be sent: a script may delete or move its files as
 * soon as the message is accepted.
 *
 * <p>A folder for each message, named by its id; in it a copy of each attachment, named by its
 * number from 1. So a name that is too long, odd or there twice harms nobody.
 */
final class Spool {
  private static final System.Logger LOG = System.getLogger(Spool.class.getName());

  /** So many bytes a message may carry: 25 MiB, about what mail servers take. */
  static final int MOST = 25 << 20;

  private final Path folder;
  private final Attachments attachments;

  Spool(Path folder, Attachments attachments) {
    this.folder = folder;
    this.attachments = attachments;
  }

  /**
   * Copies the attachments of a message. What this has returned for is on disk.
   *
   * @param id of the message
   * @param paths as the script wrote them
   * @return the names of the files, in order
   * @throws IOException when one of them cannot be kept, and then none is; its message says why in
   *     one sentence
   */
  List<String> keep(String id, List<String> paths) throws IOException {
    List<String> names = new ArrayList<>();
    if (paths.isEmpty()) {
      return names;
    }
    try {
      Files.createDirectories(folder.resolve(id));
      int left = MOST;
      for (String path : paths) {
        Attachments.Found found = attachments.find(path);
        if (found instanceof Attachments.Found.Refused refused) {
          throw new Unkept(path + ": " + refused.reason());
        }
        Path file = ((Attachments.Found.File) found).path();
        names.add(String.valueOf(file.getFileName()));
        left -= copy(path, file, file(id, names.size()), left);
      }
      force(folder.resolve(id));
      force(folder);
      return names;
    } catch (Unkept e) {
      drop(id);
      throw e;
    } catch (IOException e) {
      drop(id);
      LOG.log(Level.WARNING, "the attachments of a message cannot be kept", e);
      throw new IOException(String.join("; ", paths) + ": cannot be copied", e);
    }
  }

  /** The script is to blame. */
  private static final class Unkept extends IOException {
    private static final long serialVersionUID = 1;

    Unkept(String reason) {
      super(reason);
    }
  }

  /** Reads no more than may be kept, also of a file that grows meanwhile. */
  private static int copy(String path, Path from, Path to, int left) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(from, NOFOLLOW_LINKS)) {
      bytes = in.readNBytes(left + 1);
    }
    if (bytes.length > left) {
      throw new Unkept(path + ": a message carries at most " + (MOST >> 20) + " MiB");
    }
    try (FileChannel out = FileChannel.open(to, CREATE_NEW, WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
    return bytes.length;
  }

  /** What is in a folder is on disk; Windows has no way to say that, and need not be told. */
  private static void force(Path folder) throws IOException {
    if (File.separatorChar == '/') {
      try (FileChannel open = FileChannel.open(folder)) {
        open.force(true);
      }
    }
  }

  /**
   * Returns where an attachment is kept.
   *
   * @param number from 1
   */
  Path file(String id, int number) {
    return folder.resolve(id).resolve(String.valueOf(number));
  }

  /** The message has come to its end. What cannot be deleted now is deleted at the next start. */
  void drop(String id) {
    Path its = folder.resolve(id);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(its)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(its);
    } catch (NoSuchFileException e) {
      // It carried nothing.
    } catch (IOException | DirectoryIteratorException e) {
      LOG.log(Level.WARNING, "the attachments of message " + id + " cannot be deleted", e);
    }
  }

  /** Deletes what an earlier process left of messages that do not wait. */
  void clear(Predicate<String> waits) {
    try (DirectoryStream<Path> messages = Files.newDirectoryStream(folder)) {
      for (Path message : messages) {
        String id = String.valueOf(message.getFileName());
        if (!waits.test(id)) {
          drop(id);
        }
      }
    } catch (NoSuchFileException e) {
      // Nothing was ever kept.
    } catch (IOException | DirectoryIteratorException e) {
      LOG.log(Level.WARNING, "the attachments that were left cannot be listed", e);
    }
  }
}
