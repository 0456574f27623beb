package org.ozml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.configuration.Centre;
import org.ozml.configuration.Configuration;
import org.ozml.scenario.ScenarioReader;
import org.ozml.server.access.PasswordHash;
import org.ozml.simulator.World;

/** {@code examples/centre}, which is what {@code ozml serve --centre} lays out. */
@Timeout(120)
class CentreExampleTest {
  private static final Path SAMPLE = Path.of("examples", "centre");
  private static final String README = read(Path.of("README.md"));

  @TempDir private Path folder;

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldTellItsStories() {
    CommandLineRun run = CommandLineRun.ozml("test", SAMPLE.resolve("tests").toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("5 scenarios, all as told");
    assertThat(run.code()).isZero();
  }

  @Test
  void shouldCountWhatItsIvrsHaveDone() {
    CommandLineRun run =
        CommandLineRun.ozml("test", "--coverage", SAMPLE.resolve("tests").toString());
    assertThat(
            run.out().lines().filter(line -> line.matches(".*\\b(ivr|question).xml +[\\d.]+ %.*")))
        .hasSize(2)
        .noneMatch(line -> line.matches("\\S+ +0 %.*"));
    assertThat(run.code()).isZero();
  }

  @Test
  void shouldSayThatATraceOfACentreCannotBeReplayed() throws IOException {
    Path script = Files.writeString(folder.resolve("a.xml"), "<Response><Exit/></Response>");
    Path world = folder.resolve("world.yaml");
    Files.writeString(world, "centre: {agents: {101: {}}}\nagents: {101: {phone: 2001}}");
    CommandLineRun run =
        CommandLineRun.ozml("run", script.toString(), "--world", world.toString(), "--json");
    assertThat(run.out()).contains("\"workNo\":\"101\"");
    Path trace = Files.writeString(folder.resolve("trace.jsonl"), run.out());
    CommandLineRun replay = CommandLineRun.ozml("replay", trace.toString());
    assertThat(replay.err()).contains("trace.jsonl is of a contact centre");
    assertThat(replay.code()).isEqualTo(2);
    Path story = folder.resolve("story.yaml");
    CommandLineRun retelling =
        CommandLineRun.ozml("test", "--from-trace", trace.toString(), "-o", story.toString());
    assertThat(retelling.code()).as("what agents are told is left out").isZero();
    assertThat(story).content().contains("script ends: 200").doesNotContain("agent 101");
  }

  @Test
  void shouldExploreAScriptWithoutThoseWhoCallByThemselves() throws IOException {
    Path script =
        Files.writeString(folder.resolve("a.xml"), "<Response><Speak>Hi</Speak></Response>");
    Path world = folder.resolve("world.yaml");
    Files.writeString(
        world,
        "centre: {agents: {101: {}}}\nagents: {101: {phone: 1}}\ncallers: {from: 1, to: 2, every: 1s}");
    CommandLineRun run =
        CommandLineRun.ozml("explore", script.toString(), "--world", world.toString());
    assertThat(run.out()).contains("complete; nothing found");
    assertThat(run.code()).isZero();
  }

  @Test
  void shouldHaveNothingWrongWithIt() {
    CommandLineRun run =
        CommandLineRun.ozml("serve", "--check", "--config", SAMPLE.resolve("ozml.yaml").toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("5 extensions, 2 scripts, 0 errors\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void shouldFindWhatIsWrongWithTheScriptOfAnIvr() throws IOException {
    Path file = folder.resolve("ozml.yaml");
    Files.writeString(
        file, "centre: {ivr: {1: {script: wrong.xml}, 2: {script: no.xml}, 3: {folder: no}}}");
    Files.writeString(folder.resolve("wrong.xml"), "<Response><Speek>Hello</Speek></Response>");
    CommandLineRun run = CommandLineRun.ozml("serve", "--check", "--config", file.toString());
    assertThat(run.err())
        .contains("wrong.xml:1:11", "no.xml: there is no such script; see 'extensions:' and 'ivr:'")
        .contains("there is no such folder; see extension 3");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void shouldFindAKeyStoreThatIsNone() throws IOException {
    Files.writeString(folder.resolve("gateway.p12"), "no keys");
    Path file = folder.resolve("ozml.yaml");
    Files.writeString(file, "centre: {gateway: {tls: {keystore: gateway.p12, password: x}}}");
    CommandLineRun run = CommandLineRun.ozml("serve", "--check", "--config", file.toString());
    assertThat(run.err()).contains("gateway.p12: the key store cannot be used");
    assertThat(run.out()).endsWith("1 errors\n");
    assertThat(run.code()).isEqualTo(1);
  }

  /** The commands are run as they are printed. */
  @Test
  void shouldNeedNoFileOfItsUser() throws Exception {
    boolean there = shell("curl --version").startsWith("curl");
    assertThat(there || !"true".equals(System.getenv("CI"))).as("install curl").isTrue();
    assumeTrue(there, "skipped: there is no curl");
    // Customers of the sample take their time; these do not.
    Path world = folder.resolve("quick.yaml");
    Files.writeString(
        world, "callers: {from: 13800138000, to: 10088, at: 1s, every: 2s, stays: 60s}");
    List<String> arguments =
        List.of("serve", "--simulate", "--centre", "--world", world.toString(), "--port", "0");
    try (ServerProcess server = ServerProcess.start(folder, arguments)) {
      for (String name : List.of("ozml.yaml", "world.yaml", "ivr.xml", "question.xml")) {
        assertThat(folder.resolve("ozml-centre").resolve(name))
            .hasSameTextualContentAs(SAMPLE.resolve(name));
      }
      assertThat(said(server, "agents +(.*)"))
          .isEqualTo("101 Ann, 102 Ben, 103 Cem, 104 Dora, 105 Eve");
      assertThat(said(server, "10086 +(.*)")).isEqualTo("queue 20");
      assertThat(said(server, "password +(.*)")).startsWith("agent, everybody's");
      String signIn = said(server, "sign in +(curl .*)");
      String poll = said(server, "next event +(curl .*)");
      assertShown(atTheUsualPort(signIn));
      assertShown(atTheUsualPort(poll));
      assertThat(shell(signIn)).contains("\"retcode\":\"0\"");
      StringBuilder events = new StringBuilder(shell(poll));
      assertShown("```json\n" + events + "\n```");
      while (events.indexOf("AgentEvent_Talking") < 0) events.append(shell(poll));
      assertThat(events.toString())
          .contains("AgentOther_InService", "\"skillName\":\"billing\"", "13800138000");
    }
  }

  private static void assertShown(String text) {
    assertThat(README.contains(text)).as("the README shows %s", text).isTrue();
  }

  private static String atTheUsualPort(String command) {
    return command.replaceFirst("(https://127.0.0.1):\\d+", "$1:8043");
  }

  @Test
  void shouldBeTheScenarioThatTheReadmeShows() throws IOException {
    String story = Files.readString(SAMPLE.resolve("tests").resolve("question.yaml"));
    assertThat(README).contains("```yaml\n# examples/centre/tests/question.yaml\n" + story + "```");
  }

  @Test
  void shouldReadTheConfigurationThatTheReadmeShows() throws IOException {
    Matcher shown = Pattern.compile("```yaml\n(# centre.yaml(?s:.*?))```").matcher(README);
    assertThat(shown.find()).isTrue();
    Files.writeString(folder.resolve("gateway.p12"), "");
    Path file = Files.writeString(folder.resolve("centre.yaml"), shown.group(1));
    String hash = PasswordHash.of("agent".toCharArray(), 1000).text();
    Centre centre =
        Configuration.read(file, Map.of("TLS_PASSWORD", "t", "AGENT_HASH", hash)).centre();
    assertThat(centre).isNotNull();
    assertThat(centre.agents()).containsOnlyKeys("101", "102");
    assertThat(centre.gateway().port()).isEqualTo(Centre.Gateway.DEFAULT.port());
    assertThat(centre.gateway().dynamic()).isTrue();
    assertThat(centre.codes()).containsOnlyKeys("10086", "10010");
    assertThat(centre.recording()).isEqualTo("wav");
  }

  @Test
  void shouldReadTheWorldThatTheReadmeShows() throws IOException {
    Matcher shown = Pattern.compile("```yaml\n(# centre-world.yaml(?s:.*?))```").matcher(README);
    assertThat(shown.find()).isTrue();
    Path file = Files.writeString(folder.resolve("world.yaml"), shown.group(1));
    World.Traffic traffic = new ScenarioReader().readWorld(file).traffic();
    assertThat(traffic.callers()).hasSize(1);
    assertThat(traffic.agents()).containsOnlyKeys("102");
  }

  private String shell(String command) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String said(ServerProcess server, String pattern) {
    for (String line : server.said()) {
      Matcher matcher = Pattern.compile(pattern).matcher(line);
      if (matcher.matches()) return matcher.group(1);
    }
    throw new AssertionError(pattern + " is not in " + server.said());
  }

  @Test
  void shouldLeaveTheFilesThatAreThere() throws Exception {
    Path mine = Files.createDirectories(folder.resolve("ozml-centre")).resolve("ozml.yaml");
    Files.writeString(mine, "centre: {agents: {900: {}}}");
    List<String> arguments = List.of("serve", "--check", "--centre");
    assertThat(ServerProcess.errors(folder, arguments))
        .contains("ozml.yaml:1:24: 'password' is missing here");
    assertThat(mine).hasContent("centre: {agents: {900: {}}}");
    try (Stream<Path> files = Files.list(mine.getParent())) {
      assertThat(files).hasSize(4);
    }
  }

  @Test
  void shouldNotTakeTwoConfigurations() {
    assertThat(CommandLineRun.ozml("serve", "--check", "--centre", "--config", "a.yaml").err())
        .contains("--centre has a configuration of its own; leave --config out");
  }

  @Test
  void shouldSayThatAgentsHaveNowhereToWork() throws IOException {
    Path world = folder.resolve("world.yaml");
    Files.writeString(world, "agents: {101: {phone: 2001}}");
    Path file = folder.resolve("ozml.yaml");
    Files.writeString(file, "extensions: {2001: phone}\nserver: {older: -1, newer: 0}");
    CommandLineRun run =
        CommandLineRun.ozml(
            "serve", "--simulate", "--config", file.toString(), "--world", world.toString());
    assertThat(run.err())
        .contains("--world: its agents have nowhere to work; add 'centre:' to the configuration");
    assertThat(run.code()).isEqualTo(2);
  }
}
