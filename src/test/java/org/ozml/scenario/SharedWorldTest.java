package org.ozml.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.configuration.YamlException;
import org.ozml.simulator.World;
import org.ozml.simulator.World.Answering;

/** Scenarios that share a world, and say only what is different in theirs. */
class SharedWorldTest {
  private static final String SHARED =
      """
      others: no answer
      people: {1003: busy, 1004: busy}
      calls: [{id: A1, caller: 1001, callee: 1002}]
      web:
        http://app/menu: menu.xml
        http://app/news: <Response/>
      files: {welcome.wav: 4s, music.wav: 60s}
      connections: {email: refuses, sms: accepts}
      messages: [{connection: sms, text: Hello}]
      voicemails:
        9994: [{from: 1005, date: "2026-11-20 10:12:00"}]
        9995: [{from: 1005, date: "2026-11-20 10:12:00"}]
      sql: {menus: [{id: 1}], people: [{id: 1}]}
      notifications: {CallChanged: http://app/changed, IncomingSMS: http://app/sms}
      """;

  @TempDir private Path folder;

  private World world(String text) throws IOException {
    Files.writeString(folder.resolve("world.yaml"), SHARED);
    Files.writeString(folder.resolve("menu.xml"), "<Response><Exit/></Response>");
    Path tests = Files.createDirectories(folder.resolve("tests"));
    Path file = tests.resolve("story.yaml");
    Files.writeString(file, "script: <Response/>\nworld: %s\n".formatted(text));
    return new ScenarioReader().read(file).scene().world();
  }

  @Test
  void shouldHaveWhatTheNamedFileHas() throws IOException {
    World named = world("../world.yaml");
    assertThat(named.others().kind()).isEqualTo(Answering.Kind.NO_ANSWER);
    assertThat(named.web().get("http://app/menu").get(0).body()).contains("<Exit/>");
    assertThat(named.calls()).hasSize(1);
    assertThat(world("{like: ../world.yaml}")).isEqualTo(named);
  }

  @Test
  void shouldSayOnlyWhatIsDifferent() throws IOException {
    World world =
        world(
            """

              like: ../world.yaml
              people: {1003: answers}
              web: {http://app/news: {status: 500}}
              files: {welcome.wav: 1s}
              connections: {email: accepts}
              voicemails: {9994: []}
              sql: {menus: [{id: 2}]}
              notifications: {CallChanged: http://app/other}
            """);
    assertThat(world.person("1003").answering().kind()).isEqualTo(Answering.Kind.ANSWERS);
    assertThat(world.person("1004").answering().kind()).isEqualTo(Answering.Kind.BUSY);
    assertThat(world.person("1005").answering().kind()).isEqualTo(Answering.Kind.NO_ANSWER);
    assertThat(world.web().get("http://app/news").get(0).status()).isEqualTo(500);
    assertThat(world.web()).containsKey("http://app/menu");
    assertThat(world.files())
        .containsEntry("welcome.wav", Duration.ofSeconds(1))
        .containsEntry("music.wav", Duration.ofSeconds(60));
    assertThat(world.post().connections().get("email").accepts()).isTrue();
    assertThat(world.post().connections()).containsKey("sms");
    assertThat(world.voicemails().get("9994")).isEmpty();
    assertThat(world.voicemails().get("9995")).hasSize(1);
    assertThat(world.tables().get("menus").rows().get(0)).containsEntry("id", "2");
    assertThat(world.tables()).containsKey("people");
    assertThat(world.notifications())
        .containsEntry("CallChanged", "http://app/other")
        .containsEntry("IncomingSMS", "http://app/sms");
  }

  /** A list is not added to: it would be nowhere to be seen how many there are. */
  @Test
  void shouldReplaceCallsAndMessagesAsAWhole() throws IOException {
    World world =
        world(
            "{like: ../world.yaml, others: busy, calls: [],"
                + " messages: [{connection: email, text: Bye}]}");
    assertThat(world.others().kind()).isEqualTo(Answering.Kind.BUSY);
    assertThat(world.calls()).isEmpty();
    assertThat(world.post().arriving()).extracting(World.Arriving::text).containsExactly("Bye");
  }

  @Test
  void shouldSayThatThereIsNoSuchWorld() {
    assertThatThrownBy(() -> world("{like: nowhere.yaml}"))
        .isInstanceOf(YamlException.class)
        .hasMessageEndingWith("story.yaml:2:15: there is no world nowhere.yaml");
  }

  @Test
  void shouldRefuseWorldsThatAreLikeThemselves() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), "like: b.yaml");
    Files.writeString(folder.resolve("b.yaml"), "like: a.yaml");
    assertThatThrownBy(() -> world("../a.yaml"))
        .isInstanceOf(YamlException.class)
        .hasMessageEndingWith("b.yaml:1:7: a.yaml is like itself");
  }

  @Test
  void shouldTakeAFaultInWordsOfItsOwnButNoMisspeltOne() throws IOException {
    String world = "script: <Response/>\nworld: {web: {http://a/: {fault: %s}}}\nsteps: []\n";
    ScenarioReader reader = new ScenarioReader();
    assertThat(reader.read("a.yaml", world.formatted("the cable was cut"), null)).isNotNull();
    assertThatThrownBy(() -> reader.read("a.yaml", world.formatted("redirct loop"), null))
        .hasMessageContaining(
            "a.yaml:2:34: 'redirct loop' is no fault; did you mean 'redirect loop'?");
  }

  @Test
  void shouldLookInTheWorkingDirectoryForWhatAFileThereNames() {
    assertThat(ScenarioReader.folder(Path.of("menu.yaml"))).isEqualTo(Path.of(""));
    assertThat(ScenarioReader.folder(Path.of("tests/menu.yaml"))).isEqualTo(Path.of("tests"));
  }
}
