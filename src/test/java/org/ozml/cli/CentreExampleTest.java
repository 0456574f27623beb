package org.ozml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code examples/centre}, which is what {@code ozml serve --centre} lays out. */
@Timeout(120)
class CentreExampleTest {
  private static final Path SAMPLE = Path.of("examples", "centre");

  @TempDir private Path folder;

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
      assertThat(shell(said(server, "sign in +(curl .*)"))).contains("\"retcode\":\"0\"");
      String poll = said(server, "next event +(curl .*)");
      StringBuilder events = new StringBuilder();
      while (events.indexOf("AgentEvent_Talking") < 0) events.append(shell(poll));
      assertThat(events.toString())
          .contains("AgentOther_InService", "\"skillName\":\"billing\"", "13800138000");
    }
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
