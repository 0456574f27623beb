package org.ozml.ccgateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.ozml.configuration.Serving;
import org.ozml.server.access.PasswordHash;

/**
 * The key and the certificate of a gateway that was given none: made once, kept beside the store
 * with its password, and used again after a restart, so that whoever has trusted it once need not
 * again. No authority vouches for it.
 */
final class Certificate {
  private static final System.Logger LOG = System.getLogger(Certificate.class.getName());
  private static final int TEN_YEARS = 3653;
  private static final int PATIENCE_SECONDS = 60;
  private static final int LONGEST_MESSAGE = 2000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  /** Read and written by who runs the gateway, and by nobody else. */
  private static final Set<PosixFilePermission> OWNER =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path folder;
  private final Path keytool;

  /**
   * Keeps it in a folder.
   *
   * @param keytool the program of the JDK that makes keys
   */
  Certificate(Path folder, Path keytool) {
    this.folder = folder;
    this.keytool = keytool;
  }

  /** Keeps it in a folder, made by this Java's own program. */
  static Certificate in(Path folder) {
    String name = System.getProperty("os.name", "").startsWith("Windows") ? ".exe" : "";
    return new Certificate(
        folder, Path.of(System.getProperty("java.home"), "bin", "keytool" + name));
  }

  /**
   * Returns it; makes it when it is not there.
   *
   * @param listen the address that the gateway listens on, one of the names in the certificate
   * @throws IOException when it cannot be made; says what to do
   */
  Serving.Tls tls(String listen) throws IOException {
    Path store = folder.resolve("gateway.p12");
    Path password = folder.resolve("gateway.p12.password");
    if (!Files.exists(store)) make(store, password, listen);
    try {
      return new Serving.Tls(store, Files.readString(password, UTF_8).strip());
    } catch (IOException e) {
      throw new IOException(
          "%s is there, but its password cannot be read from %s; remove both, and another pair is made"
              .formatted(store, password),
          e);
    }
  }

  private void make(Path store, Path password, String listen) throws IOException {
    Files.createDirectories(folder);
    write(password, PasswordHash.generatePassword());
    // Only a whole one gets the name: a server that is killed meanwhile makes it again.
    Path made = folder.resolve("gateway.p12.new");
    Files.deleteIfExists(made);
    run(
        List.of(
            keytool.toString(),
            "-genkeypair",
            "-alias",
            "gateway",
            "-keyalg",
            "RSA", // which the oldest desktops know
            "-keysize",
            "2048",
            "-storetype",
            "PKCS12",
            "-keystore",
            made.toString(),
            "-storepass:file",
            password.toString(),
            "-dname",
            "CN=CC-Gateway",
            "-ext",
            "SAN=" + names(listen),
            "-validity",
            Integer.toString(TEN_YEARS)));
    ownersOnly(made);
    Files.move(made, store, StandardCopyOption.REPLACE_EXISTING);
    LOG.log(
        Level.INFO,
        "made a certificate for the agent gateway, which no authority vouches for: " + store);
  }

  private static void write(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(file + " is written by somebody else; start again", e);
    }
    ownersOnly(file);
    OpenOption[] there = {StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS};
    Files.writeString(file, text + "\n", UTF_8, there);
  }

  private static void ownersOnly(Path file) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, OWNER);
    }
  }

  private static String names(String listen) {
    Set<String> names = new LinkedHashSet<>(List.of("dns:localhost", "ip:127.0.0.1"));
    if (ADDRESS.matcher(listen).matches()) {
      if (!listen.equals("0.0.0.0") && !listen.equals("::")) names.add("ip:" + listen);
    } else if (NAME.matcher(listen).matches()) {
      names.add("dns:" + listen);
    }
    String host = host();
    if (NAME.matcher(host).matches() && !ADDRESS.matcher(host).matches()) names.add("dns:" + host);
    return String.join(",", names);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost"; // without a name of its own it is reached by that one
    }
  }

  private void run(List<String> command) throws IOException {
    Path said = Files.createTempFile(folder, "keytool", ".log");
    try {
      Process running;
      try {
        running =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
      } catch (IOException e) {
        throw new IOException(
            "no certificate can be made for the agent gateway, as %s cannot be run; give it one under 'centre: gateway: tls:', or say 'plain: true'"
                .formatted(keytool),
            e);
      }
      boolean over = running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!over) running.destroyForcibly();
      if (!over || running.exitValue() != 0) {
        String message = Files.readString(said, UTF_8).strip();
        throw new IOException(
            "no certificate can be made for the agent gateway: %s; give it one under 'centre: gateway: tls:'"
                .formatted(message.substring(0, Math.min(message.length(), LONGEST_MESSAGE))));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a certificate was made", e);
    } finally {
      Files.deleteIfExists(said);
    }
  }
}
