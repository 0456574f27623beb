package org.ozml.simulator;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Recordings as files. Nothing but silence is said in a simulated call, so each is silence of the
 * right length. A file is named by the time when it began, the numbers and an id, such as {@code
 * 20261121-151744_1001-2002_k3Fq7ZpA.wav}; it has that name once it is whole and on disk.
 */
public final class RecordingFolder implements Recordings {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  /** Numbers may be addresses of any length. */
  private static final int LONGEST_NUMBERS = 80;

  private final Path root;
  private final Function<String, String> url;

  /**
   * Makes one.
   *
   * @param root the recordings folder; made when it is not there
   * @param url where a file can be fetched, given its path under the root such as {@code
   *     sales/a.wav}
   */
  public RecordingFolder(Path root, Function<String, String> url) {
    this.root = root.toAbsolutePath().normalize();
    this.url = url;
  }

  @Override
  public String store(Done done) throws IOException {
    Path folder = folder(done.folder());
    Files.createDirectories(folder);
    String name = name(done);
    Path part = folder.resolve("." + name + ".part");
    try {
      write(part, done);
      Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(part);
      throw e;
    }
    for (Path in = folder; in != null && in.startsWith(root); in = in.getParent()) force(in);
    return url.apply(root.relativize(folder.resolve(name)).toString().replace('\\', '/'));
  }

  private Path folder(@Nullable String below) throws IOException {
    Path folder = below == null ? root : root.resolve(below).normalize();
    if (!folder.startsWith(root)) throw new IOException("'%s' leaves the folder".formatted(below));
    return folder;
  }

  private static String name(Done done) {
    String begun = TIME.format(LocalDateTime.now(ZoneId.systemDefault()).minus(done.length()));
    String numbers =
        done.numbers().stream()
            .map(number -> number.replaceAll("[^A-Za-z0-9+]", ""))
            .collect(Collectors.joining("-"));
    String some = numbers.substring(0, Math.min(LONGEST_NUMBERS, numbers.length()));
    return "%s_%s_%s.%s".formatted(begun, some, LiveNetwork.newId(), done.format());
  }

  private static void write(Path file, Done done) throws IOException {
    try (FileChannel out = FileChannel.open(file, CREATE_NEW, WRITE)) {
      if (done.format().equals("mp3")) Silence.mp3(out, done.length());
      else Silence.wav(out, done.length());
      out.force(true);
    }
  }

  /** What is in a folder is on disk; Windows has no way to say that, and need not be told. */
  private static void force(Path folder) throws IOException {
    if (File.separatorChar != '/') return;
    try (FileChannel open = FileChannel.open(folder)) {
      open.force(true);
    }
  }
}
