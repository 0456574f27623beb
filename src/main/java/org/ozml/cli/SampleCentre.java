package org.ozml.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ozml.cli.Input.Unusable;

/**
 * A contact centre to try agent desktops against. Its files are laid out in a folder, where they
 * can be changed; those that are there already stay as they are.
 */
final class SampleCentre {
  /** Where its files are. */
  static final Path FOLDER = Path.of("ozml-centre");

  private static final List<String> FILES =
      List.of("ozml.yaml", "world.yaml", "ivr.xml", "question.xml");

  private SampleCentre() {}

  /** Returns its configuration. */
  static String configuration() {
    return FOLDER.resolve("ozml.yaml").toString();
  }

  /** Returns who calls it, and who works there. */
  static String world() {
    return FOLDER.resolve("world.yaml").toString();
  }

  /** Lays its files out. */
  static void layOut() throws Unusable {
    try {
      Files.createDirectories(FOLDER);
      for (String name : FILES) {
        Path file = FOLDER.resolve(name);
        if (!Files.exists(file)) Files.write(file, content(name));
      }
    } catch (IOException e) {
      throw new Unusable("--centre: " + Input.reason(FOLDER.toString(), e));
    }
  }

  /**
   * Returns what somebody needs who tries a desktop, by short names.
   *
   * @param resource what paths of interfaces stand behind
   */
  static Map<String, String> lines(String resource) {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put(
        "password",
        "agent, everybody's; all but 105 work by themselves, until a desktop signs in with forcelogin");
    lines.put("files", FOLDER + ": change them, and start again");
    lines.put(
        "sign in",
        "curl -k -D guid.txt -X PUT -H 'Content-Type: application/json'"
            + " -d '{\"password\":\"agent\",\"phonenum\":\"2005\"}' "
            + resource
            + "onlineagent/105");
    lines.put(
        "next event",
        "curl -k -H \"Guid: $(sed -n 's/^Set-GUID: JSESSIONID=//p' guid.txt | tr -d '\\r')\" "
            + resource
            + "agentevent/105");
    return lines;
  }

  private static byte[] content(String name) throws IOException {
    try (InputStream in = SampleCentre.class.getResourceAsStream("centre/" + name)) {
      if (in == null) throw new IllegalStateException("centre/" + name + " is missing");
      return in.readAllBytes();
    }
  }
}
