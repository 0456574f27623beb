package org.ozml.pbx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.configuration.Extension;
import org.ozml.configuration.Numbers;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import org.ozml.service.web.Fetcher;

class ScriptsTest {
  private static final String GOOD = "<Response><Speak>%s</Speak></Response>";

  @TempDir private Path folder;
  private final List<Scripts.Shelved> told = new ArrayList<>();
  private final Scripts scripts = new Scripts(new DocumentReader(Limits.DEFAULT), told::add);
  private Path menu;
  private long written;

  @BeforeEach
  void keepTwo() throws IOException {
    menu = write("menu.xml", GOOD.formatted("one"));
    Path ivr = Files.createDirectory(folder.resolve("ivr"));
    write("ivr/main.xml", GOOD.formatted("main"));
    scripts.keep(
        new Numbers(
            List.of(
                new Extension.Script("1", menu),
                new Extension.Folder("2", ivr, "http://ivr.example.com/"))));
  }

  /** Each version has a time of its own, however quick the test is. */
  private Path write(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000 + 1000 * written++));
  }

  private String used(Path file) {
    Document document = scripts.current(file);
    return document == null ? "nothing" : document.source().text();
  }

  @Test
  void shouldGiveNewCallsTheNewVersion() throws IOException {
    Document before = scripts.current(menu);
    write("menu.xml", GOOD.formatted("two"));
    assertThat(used(menu)).contains("one");
    scripts.look();
    assertThat(used(menu)).contains("two");
    assertThat(before)
        .isNotNull()
        .satisfies(old -> assertThat(old.source().text()).contains("one"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<Response><Speek>x</Speek></Response>", "<Response>", "", "<html/>"})
  void shouldRefuseABrokenVersionAndSaySo(String broken) throws IOException {
    write("menu.xml", broken);
    scripts.look();
    assertThat(used(menu)).contains("one");
    Scripts.Shelved last = told.get(told.size() - 1);
    assertThat(last.refused()).isTrue();
    assertThat(last.findings()).isNotEmpty();
    write("menu.xml", GOOD.formatted("three"));
    scripts.look();
    assertThat(used(menu)).contains("three");
    assertThat(told.get(told.size() - 1).refused()).isFalse();
  }

  @Test
  void shouldGoOnWithTheVersionOfAFileThatIsGone() throws IOException {
    Files.delete(menu);
    scripts.look();
    assertThat(used(menu)).contains("one");
    assertThat(told.get(told.size() - 1).refused()).isTrue();
  }

  @Test
  void shouldReadOnlyWhatHasChanged() throws IOException {
    int before = told.size();
    scripts.look();
    assertThat(told).hasSize(before);
    write("ivr/other.xml", GOOD.formatted("other"));
    scripts.look();
    assertThat(told).hasSize(before + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://ivr.example.com/main.xml", "http://ivr.example.com/main.xml?lang=en#x"})
  void shouldAnswerTheUrlsOfAFolder(String url) {
    assertThat(fetch(url)).contains("main");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://ivr.example.com/../menu.xml",
        "http://ivr.example.com/%2e%2e/menu.xml",
        "http://ivr.example.com/ivr/main.xml",
        "http://ivr.example.com//main.xml",
        "http://ivr.example.com/missing.xml",
        "http://ivr.example.com.evil.example/main.xml",
        "http://other.example.com/main.xml"
      })
  void shouldAskTheWebForEverythingElse(String url) {
    assertThat(fetch(url)).isEqualTo("asked the web");
  }

  @Test
  void shouldKnowTheScriptsOfAFolderWithoutAUrlByTheirNames() {
    scripts.keep(new Numbers(List.of(new Extension.Folder("2", folder.resolve("ivr"), ""))));
    assertThat(fetch("http://any.example.com/x/main.xml?y=1")).contains("main");
    assertThat(fetch("http://any.example.com/menu.xml")).isEqualTo("asked the web");
    assertThat(fetch("http://any.example.com/")).isEqualTo("asked the web");
  }

  private String fetch(String url) {
    List<String> answers = new ArrayList<>();
    Fetcher web =
        (request, answer) -> {
          answers.add("asked the web");
          return () -> {};
        };
    scripts
        .before(web)
        .fetch(
            new Fetcher.Request(url, Map.of()),
            answer ->
                answers.add(
                    new String(((Fetcher.Answer.Document) answer).body(), StandardCharsets.UTF_8)));
    return String.join(",", answers);
  }
}
