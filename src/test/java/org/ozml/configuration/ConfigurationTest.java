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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.service.message.Connection;

class ConfigurationTest {
  private static final Map<String, String> SECRETS =
      Map.of(
          "SMTP_PASSWORD", "p1", "SMSC_PASSWORD", "p2", "SQL_PASSWORD", "p3", "DB_PASSWORD", "p4");

  @TempDir private Path folder;

  private Configuration read(String yaml) throws IOException {
    return Configuration.read(Files.writeString(folder.resolve("ozml.yaml"), yaml), SECRETS);
  }

  @Test
  void needsNothing() throws IOException {
    Configuration configuration = read("");
    assertThat(configuration.store().url()).isEqualTo("jdbc:h2:" + folder.resolve("data/ozml"));
    assertThat(configuration.folders().voicemails()).isEqualTo(folder.resolve("voicemails"));
    assertThat(configuration.connections().all()).isEmpty();
    assertThat(configuration.sql()).isNull();
    assertThat(configuration.notifications()).isEmpty();
  }

  @Test
  void readsWhatTheReadmeShows() throws IOException {
    Matcher shown =
        Pattern.compile("```yaml\n(# ozml.yaml(?s:.*?))```")
            .matcher(Files.readString(Path.of("README.md")));
    assertThat(shown.find()).isTrue();
    Configuration configuration = read(shown.group(1));
    assertThat(configuration.connections().all()).hasSize(4);
    assertThat(configuration.connections().email()).isEqualTo("office@localhost");
    assertThat(configuration.connections().sms()).isEqualTo("mobile@localhost");
    assertThat(configuration.connections().all())
        .anyMatch(one -> one instanceof Connection.Mail mail && mail.password().equals("p1"))
        .anyMatch(one -> one instanceof Connection.Smpp smpp && smpp.password().equals("p2"))
        .anyMatch(one -> one instanceof Connection.User user && user.user().equals("admin"))
        .anyMatch(Connection.Webhook.class::isInstance);
    assertThat(configuration.sql()).isNotNull();
    assertThat(configuration.sql().password()).isEqualTo("p3");
    assertThat(configuration.sql().limit()).isEqualTo(Duration.ofSeconds(5));
    assertThat(configuration.notifications()).containsKey("CallChanged");
    assertThat(configuration.toString()).doesNotContain("p1", "p2", "p3", "p4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          conections: {}                                 | 1:13: unknown entry 'conections'; expected store, folders, connections, sql, notifications
          connections: {a: mailbox}                      | 1:18: 'a' is no connection; expected inbox, email:
          connections: {a: {email: {server: x}}}         | 1:26: 'sender' is missing here
          connections: {a: {email: {server: x, sender: y, security: ssl}}} | 1:59: 'ssl' protects nothing; expected starttls (usual), tls or none
          connections: {a: {email: {server: x, sender: y, port: many}}}    | 1:55: 'many' is no number
          connections: {a: {email: {server: x, sender: A <a@b>}}}          | 1:46: 'A <a@b>' is no e-mail address
          connections: {a: {email: {server: x, sender: y@z, port: 65536}}} | 1:57: '65536' is out of range; expected 1 to 65535
          connections: {a: {sms: {server: x}}}           | 1:24: 'system-id' is missing here
          connections: {a: {sms: {server: x, system-id: y, window: 0}}}    | 1:58: '0' is out of range; expected 1 to 1000
          connections: {a: {webhook: crm}}               | 1:28: 'crm' is no URL; expected http://... or https://...
          connections: {a: inbox, A@localhost: inbox}    | 1:38: there are two connections a@localhost
          sql: {user: x}                                 | 1:6: 'url' is missing here
          sql: {url: 'jdbc:h2:mem:', timeout: soon}      | 1:37: 'soon' is no time
          sql: {url: 'jdbc:h2:mem:', timeout: 0s}        | 1:37: there must be some time
          sql: {url: 'jdbc:h2:mem:', password: '${NONE}'} | 1:38: the environment has no NONE; set it, or write the value here
          notifications: {CallEnded: x}                  | 1:28: unknown entry 'CallEnded'
          notifications: {CallChanged: x}                | 1:30: 'x' is no URL
          """)
  void saysWhereAndWhatIsWrong(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(YamlException.class)
        .hasMessageStartingWith(folder.resolve("ozml.yaml") + ":" + message);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:h2:calls, calls",
    "jdbc:h2:file:calls;MODE=MySQL, calls;MODE=MySQL",
    "jdbc:h2:/var/calls, /var/calls"
  })
  void findsAnH2FileBesideTheConfiguration(String url, String file) throws IOException {
    Path path = folder.resolve(file);
    assertThat(read("store: {url: '" + url + "'}").store().url()).isEqualTo("jdbc:h2:" + path);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:h2:data/ozml, data/ozml.spool",
    "jdbc:h2:file:calls;MODE=MySQL, calls.spool",
    "jdbc:h2:/var/calls, /var/calls.spool",
    "jdbc:postgresql://db/ozml?sslmode=require, data/jdbc-postgresql-db-ozml.spool"
  })
  void eachStoreHasASpoolOfItsOwn(String url, String spool) throws IOException {
    assertThat(read("store: {url: '" + url + "'}").store().spool())
        .isEqualTo(folder.resolve(spool));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/ozml",
        "jdbc:h2:mem:calls",
        "jdbc:h2:tcp://db/calls",
        "jdbc:h2:~/calls",
        "jdbc:h2:file:~/calls"
      })
  void leavesOtherDatabasesWhereTheyAre(String url) throws IOException {
    assertThat(read("store: {url: '" + url + "'}").store().url()).isEqualTo(url);
  }
}
