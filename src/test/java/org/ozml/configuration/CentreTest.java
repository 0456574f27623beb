package org.ozml.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ozml.configuration.Centre.Agent;
import org.ozml.configuration.Centre.Code;
import org.ozml.configuration.Centre.Gateway;
import org.ozml.configuration.Centre.Queue;

/** What a configuration says of a contact centre. */
class CentreTest {
  private static final String HASH =
      "pbkdf2-sha256$600000$E0a3twMRHuYqS3+zs3cTyg$izaN6da+Z9sKzOVhE7yNnHI6VPXLa5rhCMRWAP1dOQw";

  @TempDir private Path folder;

  @BeforeEach
  void haveAKeyStore() throws IOException {
    Files.createFile(folder.resolve("gw.p12"));
  }

  private Configuration read(String yaml) throws IOException {
    return Configuration.read(
        Files.writeString(folder.resolve("ozml.yaml"), yaml), Map.of("TLS", "t1", "HASH", HASH));
  }

  @Test
  void thereIsNoneUnlessItIsWritten() throws IOException {
    assertThat(read("extensions: {1001: phone}").centre()).isNull();
  }

  @Test
  void readsWhatItsJavadocShows() throws IOException {
    Path source = Path.of("src/main/java/org/ozml/configuration/Centre.java");
    Matcher shown =
        Pattern.compile("\\{@code\n((?: \\*[^\n]*\n)+?) \\* }").matcher(Files.readString(source));
    assertThat(shown.find()).isTrue();
    String yaml = shown.group(1).replaceAll("(?m)^ \\* ?", "").replace("pbkdf2-sha256$...", HASH);

    Centre centre = read(yaml).centre();

    assertThat(centre).isNotNull();
    assertThat(centre.callingNumber()).isEqualTo("40040");
    assertThat(centre.recording()).isEqualTo("wav");
    assertThat(centre.queues())
        .containsExactly(
            Map.entry(
                "20", new Queue("20", "voice", 1, Duration.ofSeconds(20), Duration.ofMinutes(5))));
    assertThat(centre.agents())
        .containsExactly(
            Map.entry("101", new Agent("101", "Ann", HASH, Set.of("20"), "sales", true)));
    assertThat(centre.ivr())
        .containsExactly(
            Map.entry("30001", new Extension.Script("30001", folder.resolve("menu.xml"))));
    assertThat(centre.codes())
        .containsExactly(
            Map.entry("10086", new Code("10086", Code.Kind.QUEUE, "20", false)),
            Map.entry("10010", new Code("10010", Code.Kind.IVR, "30001", false)));
    assertThat(centre.outbound()).isEqualTo(Map.of("", "0", "00", "000"));
    assertThat(centre.gateway())
        .isEqualTo(
            new Gateway(
                "0.0.0.0", 8043, true, new Serving.Tls(folder.resolve("gw.p12"), "t1"), false));
  }

  @Test
  void listensOnThisMachineOnlyAndRenewsGuidsUnlessToldOtherwise() throws IOException {
    Centre centre =
        read("centre: {queues: {20: {}}, agents: {101: {password: \"${HASH}\"}}}").centre();
    assertThat(centre).isNotNull();
    assertThat(centre.gateway()).isEqualTo(Gateway.DEFAULT);
    assertThat(centre.callingNumber()).isEmpty();
    assertThat(centre.recording()).isNull();
    assertThat(centre.queues().get("20"))
        .isEqualTo(new Queue("20", "20", 1, Queue.RING, Queue.WAIT));
    assertThat(centre.agents().get("101"))
        .isEqualTo(new Agent("101", "101", HASH, Set.of(), "", false));
    assertThat(centre.agents().toString()).doesNotContain("pbkdf2");
  }

  @Test
  void keepsTheScriptsOfIvrsWithThoseOfExtensions() throws IOException {
    Configuration both =
        read(
            """
            extensions: {1001: phone, 9994: {script: a.xml}}
            centre: {ivr: {30001: {folder: menus, url: "http://ivr.example.com/"}, 30002: {url: "http://ivr.example.com/x"}}}
            """);
    assertThat(both.scripted().extensions())
        .containsExactly(
            new Extension.Phone("1001"),
            new Extension.Script("9994", folder.resolve("a.xml")),
            new Extension.Folder("30001", folder.resolve("menus"), "http://ivr.example.com/"),
            new Extension.Web("30002", "http://ivr.example.com/x", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          agents: {100: {password: "${HASH}"}}     | 1:24: '100' is no id of an agent; expected 101 to 999999
          agents: {1000000: {password: "${HASH}"}} | '1000000' is no id of an agent; expected 101 to 999999
          agents: {0101: {password: "${HASH}"}}    | '0101' is no id of an agent
          agents: {101: {name: Ann}}               | 'password' is missing here
          agents: {101: {password: secret}}        | this is no hash of a password; make one with 'ozml password'
          agents: {101: {password: "${HASH}", skills: 20}} | there is no queue '20'; the centre has none at all
          queues: {voice: {}}                      | 'voice' is no id of a queue; expected up to 24 digits
          queues: {20: {ring: 0s}}                 | there must be some time, such as 5s
          queues: {20: {ring: soon}}               | 'soon' is no time
          queues: {20: {priority: 0}}              | '0' is out of range; expected 1 to 100
          queues: [20]                             | expected 'name: value' pairs
          calling-number: "+40"                    | '+40' is no calling number; expected up to 24 digits
          recording: ogg                           | 'ogg' is nothing to record as; expected wav or mp3
          ivr: {30001: menu.xml}                   | what answers at 30001 is not clear
          ivr: {30001: {line: 0}}                  | unknown entry 'line'; expected script, folder, url
          ivr: {9994: {script: b.xml}}             | IVR access code 9994 is an extension, too; one of them must go
          ivr: {3000A: {script: b.xml}}            | '3000A' is no IVR access code; expected up to 24 digits
          queues: {20: {}}, access-codes: {9994: {queue: 20}} | access code 9994 is an extension, too
          access-codes: {10086: {queue: 20}}       | there is no queue '20'
          access-codes: {10086: {ivr: 30001}}      | there is no ivr '30001'
          access-codes: {10086: {agent: 101}}      | there is no agent '101'
          queues: {20: {}, 21: {}}, access-codes: {10086: {queue: 22}} | there is no queue '22'; there are 20, 21
          access-codes: {10086: {}}                | an access code leads to one target; expected {queue: ID}
          ivr: {3: {script: b.xml}}, queues: {20: {}}, access-codes: {1: {queue: 20, ivr: 3}} | an access code leads to one target
          outbound: {"0x": "0"}                    | '0x: 0' cannot be dialled
          gateway: {port: 70000}                   | '70000' is out of range; expected 0 to 65535
          gateway: {authentication: none}          | 'none' is no kind of authentication; expected dynamic (usual) or static
          gateway: {tls: {keystore: no.p12}}       | the key store no.p12 is not there or cannot be read
          gateway: {plain: true, tls: {keystore: gw.p12}} | it is either 'plain: true' or 'tls: ...', not both
          agent: {}                                | unknown entry 'agent'
          """)
  void saysWhatIsWrongAndWhere(String wrong, String message) {
    assertThatThrownBy(
            () -> read("centre: {%s}\nextensions: {9994: {script: a.xml}}".formatted(wrong)))
        .isInstanceOf(YamlException.class)
        .hasMessageContaining("ozml.yaml:1:")
        .hasMessageContaining(message);
  }

  @Test
  void missesTheLineOnWhichANumberWouldGoOut() {
    assertThatThrownBy(
            () -> read("centre: {outbound: {\"\": \"7\"}}\nextensions: {city: {line: \"0\"}}"))
        .isInstanceOf(YamlException.class)
        .hasMessageContaining("ozml.yaml:1:25: no line takes numbers that begin with '7'");
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    centre:
                      calling-number: abc
                      gateway: {port: x, authentication: y}
                      queues: {a: {}, 20: {wait: 0s}}
                      agents: {99: {}, 101: {skills: [20, 21, 22]}}
                      ivr: {30001: {}}
                      access-codes: {10086: {queue: 7}}
                    """))
        .isInstanceOf(YamlException.class)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(11))
        .hasMessageContaining("ozml.yaml:5:25: 'password' is missing here")
        .hasMessageContaining("there is no queue '21'; there are a, 20");
  }

  @Test
  void agentsOfScenariosNeedNoPassword() {
    Yaml yaml = Yaml.read("a.yaml", "{queues: {20: {}}, agents: {101: {skills: [20]}}}");
    Centre centre = CentreReader.ofScenario(yaml, folder);
    assertThat(centre.agents().get("101").password()).isEmpty();
  }

  @Test
  void passwordsAndGatewayAreOfNoAccountInScenarios() {
    String yaml = "{agents: {101: {password: \"${SECRET}\"}}, gateway: {tls: {keystore: no.p12}}}";
    Centre centre = CentreReader.ofScenario(Yaml.read("a.yaml", yaml), folder);
    assertThat(centre.agents().get("101").password()).isEmpty();
    assertThat(centre.gateway()).isEqualTo(Gateway.DEFAULT);
  }
}
