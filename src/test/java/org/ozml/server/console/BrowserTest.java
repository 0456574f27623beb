package org.ozml.server.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.installation.TestInstallation;
import org.ozml.scenario.ScenarioReader;
import org.ozml.simulator.World;

/**
 * The console in a real browser: {@code src/test/browser/console.mjs} tells what happens. Its
 * pictures are in {@code target/console}; with {@code -Dconsole.docs=true} the ones of the README
 * are made anew.
 */
@Timeout(300)
class BrowserTest {
  private static final Path SOURCE = Path.of("src/test/browser").toAbsolutePath();
  private static final Path TARGET = Path.of("target/browser").toAbsolutePath();
  private static final Path PICTURES = Path.of("target/console").toAbsolutePath();
  private static final Path IVR = Path.of("examples/ivr").toAbsolutePath();
  private static final String CHROMIUM = "/usr/bin/chromium";

  /** What the README shows, and how it is called there. */
  private static final Map<String, String> DOCS =
      Map.of("transfer", "call", "dark", "dark", "scripts", "scripts");

  @TempDir Path folder;

  @Test
  void shouldDialTheSampleIvrAndBeTransferred() throws Exception {
    needPrograms();
    install();
    World world = new ScenarioReader().readWorld(IVR.resolve("world.yaml"));
    String yaml =
        """
        store: {url: "jdbc:h2:mem:browser"}
        extensions:
          1001: phone
          1002: phone
          2001: phone
          9994: {folder: "%s", url: "http://ivr.example.com/"}
          600: echo test
        """
            .formatted(IVR);
    try (TestInstallation pbx = TestInstallation.open(folder, yaml, world)) {
      Post.keep("jdbc:h2:mem:browser");
      ProcessBuilder look =
          new ProcessBuilder(
              "node",
              SOURCE.resolve("console.mjs").toString(),
              pbx.newer() + "/console/",
              PICTURES.toString());
      look.environment()
          .putAll(
              Map.of(
                  "PLAYWRIGHT",
                  TARGET.toString(),
                  "CHROMIUM",
                  CHROMIUM,
                  "CONSOLE_USER",
                  "admin",
                  "CONSOLE_PASSWORD",
                  pbx.password()));
      assertThat(run(look, 240)).endsWith("good");
    }
    for (String name : DOCS.keySet()) {
      Path picture = PICTURES.resolve("console-" + name + ".png");
      assertThat(Files.size(picture)).isBetween(10_000L, 200_000L);
      if (!Boolean.getBoolean("console.docs")) continue;
      Path docs = Files.createDirectories(Path.of("docs"));
      Files.copy(
          picture,
          docs.resolve("console-" + DOCS.get(name) + ".png"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void needPrograms() throws Exception {
    List<String> missing =
        Arrays.asList("node", "npm", CHROMIUM).stream()
            .filter(program -> !isThere(program))
            .toList();
    assertThat(missing.isEmpty() || !"true".equals(System.getenv("CI")))
        .withFailMessage("%s missing; install nodejs, npm and chromium", missing)
        .isTrue();
    assumeTrue(missing.isEmpty(), "skipped: missing are " + missing);
  }

  private static boolean isThere(String program) {
    try {
      return new ProcessBuilder(program, "--version")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor(20, TimeUnit.SECONDS);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Once; from then on nothing is fetched. */
  private static void install() throws Exception {
    Files.createDirectories(TARGET);
    Path done = TARGET.resolve("node_modules/playwright-core/package.json");
    Path lock = TARGET.resolve("package-lock.json");
    Path wanted = SOURCE.resolve("package-lock.json");
    if (Files.exists(done) && Files.exists(lock) && Files.mismatch(lock, wanted) < 0) return;
    Files.copy(
        SOURCE.resolve("package.json"),
        TARGET.resolve("package.json"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.copy(wanted, lock, StandardCopyOption.REPLACE_EXISTING);
    ProcessBuilder install =
        new ProcessBuilder(
            "npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund");
    run(install.directory(TARGET.toFile()), 120);
  }

  private static String run(ProcessBuilder program, int seconds) throws Exception {
    Path said = Files.createTempFile("said", ".txt");
    try {
      Process process = program.redirectErrorStream(true).redirectOutput(said.toFile()).start();
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      process.destroyForcibly();
      String text = Files.readString(said, UTF_8).strip();
      assertThat(ended && process.exitValue() == 0).withFailMessage(text).isTrue();
      return text;
    } finally {
      Files.delete(said);
    }
  }
}
