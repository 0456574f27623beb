package org.ozml.installation;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ozml.configuration.Configuration;
import org.ozml.configuration.YamlException;

/** The configuration's file, which may change while the installation runs. */
final class FollowedFile {
  private static final System.Logger LOG = System.getLogger(FollowedFile.class.getName());

  private final Path file;
  private final Map<String, String> environment;
  private byte[] seen;

  FollowedFile(Path file, Map<String, String> environment) {
    this.file = file;
    this.environment = environment;
    this.seen = read();
  }

  private byte[] read() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) { // gone, or being replaced just now
      return new byte[0];
    }
  }

  /**
   * Looks whether it has changed.
   *
   * @param taker takes on what is written there now, and says what of it has to wait for a restart
   */
  synchronized void look(Function<Configuration, List<String>> taker) {
    byte[] now = read();
    if (now.length == 0 || Arrays.equals(now, seen)) return;
    seen = now;
    try {
      List<String> later = taker.apply(Configuration.read(file, environment));
      String rest =
          later.isEmpty()
              ? ""
              : "; what it says of %s counts after a restart".formatted(String.join(", ", later));
      LOG.log(Level.INFO, file + " has changed and is used for new calls" + rest);
    } catch (YamlException | IOException e) {
      LOG.log(
          Level.ERROR,
          file + " has changed and cannot be used; the version before counts: " + e.getMessage());
    }
  }
}
