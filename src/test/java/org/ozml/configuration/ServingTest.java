package org.ozml.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a configuration says of a server. */
class ServingTest {
  private static final String HASH =
      "pbkdf2-sha256$600000$E0a3twMRHuYqS3+zs3cTyg$izaN6da+Z9sKzOVhE7yNnHI6VPXLa5rhCMRWAP1dOQw";

  @TempDir private Path folder;

  @BeforeEach
  void haveAKeyStore() throws IOException {
    Files.createFile(folder.resolve("pbx.p12"));
  }

  private Configuration read(String yaml) throws IOException {
    return Configuration.read(
        Files.writeString(folder.resolve("ozml.yaml"), yaml), Map.of("TLS", "t1", "KEY", "k1"));
  }

  @Test
  void listensOnThisMachineOnlyUnlessToldOtherwise() throws IOException {
    Configuration usual = read("");
    assertThat(usual.serving()).isEqualTo(Serving.DEFAULT);
    assertThat(usual.serving().listen()).isEqualTo("127.0.0.1");
    assertThat(usual.access()).isEqualTo(Access.DEFAULT);
    assertThat(usual.web()).isEqualTo(Configuration.Web.DEFAULT);
    assertThat(usual.numbers().extensions()).isEmpty();
  }

  @Test
  void readsExtensionsLinesAndWhoMayDoWhat() throws IOException {
    Configuration all =
        read(
            """
            extensions:
              1001: phone
              9994: {script: menu.xml}
              9995: {folder: ivr, url: "http://ivr.example.com/"}
              9996: {url: "http://app.example.com/ozml", sms: "http://app.example.com/sms"}
              600: echo test
              city: {line: "0"}
              world: {line: "00"}
            address-books:
              office: [{name: Ann, phone: 1001, email: ann@example.com}, {name: Bob}]
            web: {allow: [127.0.0.1, app.internal, 10.0.0.0/8], secret: "${KEY}"}
            server:
              listen: 0.0.0.0
              older: -1
              newer: 9510
              public-url: https://pbx.example.com/
              tls: {keystore: pbx.p12, password: "${TLS}"}
              limits: {calls: 5, connections: 20, requests: 10, body: 1000, arrival: 3s}
              stop-after: 5s
            access:
              users:
                crm: {password: %s, may: [calls, lists]}
                boss: {password: %s}
              allow: [192.168.0.0/16, "fd12::/48"]
              deny: 192.168.1.15
              older-without-password: true
            """
                .formatted(HASH, HASH));
    Numbers numbers = all.numbers();
    assertThat(numbers.extensions())
        .containsExactly(
            new Extension.Phone("1001"),
            new Extension.Script("9994", folder.resolve("menu.xml")),
            new Extension.Folder("9995", folder.resolve("ivr"), "http://ivr.example.com/"),
            new Extension.Web("9996", "http://app.example.com/ozml", "http://app.example.com/sms"),
            new Extension.Echo("600"));
    assertThat(numbers.line("0036201112222")).isEqualTo(new Extension.Line("00", "world"));
    assertThat(numbers.line("0551")).isEqualTo(new Extension.Line("0", "city"));
    assertThat(numbers.line("0")).isNull();
    assertThat(numbers.line("7")).isNull();
    assertThat(all.addressBooks().get("office"))
        .containsExactly(new Contact("Ann", "1001", "ann@example.com"), new Contact("Bob", "", ""));
    assertThat(all.web().allow()).containsExactly("127.0.0.1", "app.internal", "10.0.0.0/8");
    assertThat(all.web().secret()).isEqualTo("k1");
    assertThat(all.serving())
        .isEqualTo(
            new Serving(
                "0.0.0.0",
                -1,
                9510,
                "https://pbx.example.com",
                new Serving.Tls(folder.resolve("pbx.p12"), "t1"),
                new Serving.Limits(5, 20, 10, 1000, Duration.ofSeconds(3)),
                Duration.ofSeconds(5)));
    assertThat(all.access().users().get("crm").may()).containsExactlyInAnyOrder("calls", "lists");
    assertThat(all.access().users().get("boss").may()).hasSameElementsAs(Access.RIGHTS);
    assertThat(all.access().allow()).containsExactly("192.168.0.0/16", "fd12::/48");
    assertThat(all.access().deny()).containsExactly("192.168.1.15");
    assertThat(all.access().olderWithoutPassword()).isTrue();
    assertThat(all.toString()).doesNotContain("t1", "k1", HASH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          extensions: {9994: telephone}           | :1:20: what 9994 is, is not clear; expected phone
          extensions: {9994: {script: a, url: b}} | :1:20: what 9994 is, is not clear
          extensions: {9994: {skript: a}}         | unknown entry 'skript'; expected script
          extensions: {'1 2': phone}              | '1 2' is no number that can be dialled
          extensions: {9994: {url: a.xml}}        | 'a.xml' is no URL; expected http
          web: {allow: ['a b']}                   | a host name, an address or a range such as
          server: {newer: 70000}                  | '70000' is out of range; expected 0 to 65535
          server: {limits: {calls: 0}}            | '0' is out of range; expected 1 to
          access: {users: {a: {password: secret}}}| no hash of a password; make one with 'ozml password'
          access: {users: {a: {password: "pbkdf2-sha256$1$YQ$YQ"}}}| no hash of a password; make one with 'ozml password'
          access: {users: {' ': {password: a}}}   | a user's name has 1 to 64 characters
          access: {users: {a: {may: calls}}}      | 'password' is missing here
          access: {allow: [192.168.0.0/33]}       | is no address and no range; expected 192.168.1.15 or
          access: {allow: [localhost]}            | 'localhost' is no address and no range
          """)
  void saysWhereWhatAndWhatToDo(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(YamlException.class)
        .hasMessageContaining("ozml.yaml:1:")
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret'");
  }

  @Test
  void readsWhatTheReadmeShows() throws IOException {
    Matcher shown =
        Pattern.compile("```yaml\n(# serve.yaml(?s:.*?))```")
            .matcher(Files.readString(Path.of("README.md")));
    assertThat(shown.find()).isTrue();
    Configuration all =
        Configuration.read(
            Files.writeString(folder.resolve("serve.yaml"), shown.group(1)),
            Map.of("SIGNING_SECRET", "s", "TLS_PASSWORD", "t", "CRM_PASSWORD_HASH", HASH));
    assertThat(all.serving().listen()).isEqualTo(Serving.DEFAULT.listen());
    assertThat(all.serving().limits()).isEqualTo(Serving.Limits.DEFAULT);
    assertThat(all.serving().stopAfter()).isEqualTo(Serving.DEFAULT.stopAfter());
    assertThat(all.serving().older()).isEqualTo(Serving.DEFAULT.older());
    assertThat(all.numbers().extensions()).hasSize(5);
    assertThat(all.access().users()).containsOnlyKeys("crm");
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    extensions:
                      9994: telephone
                      9995: {line: 0, url: x}
                    server: {older: x, newer: -5, tls: {keystore: none.p12}, limits: {calls: 0}}
                    access: {users: {a: {password: plain}, b: {may: [dance]}}}
                    """))
        .message()
        .satisfies(
            text -> {
              assertThat(text.lines()).hasSize(8);
              assertThat(text)
                  .containsSubsequence(
                      ":2:9:",
                      ":3:9:",
                      "'x' is no number",
                      "'-5' is out of range",
                      "the key store none.p12 is not there",
                      "'0' is out of range",
                      ":5:",
                      ":5:");
            });
  }
}
