package org.ozml.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ozml.service.message.Connection;
import org.ozml.service.message.Connections;
import org.ozml.service.message.Recipient;

/**
 * What a system consists of besides its scripts: the one YAML file. {@link Outside} opens it.
 *
 * <pre>{@code
 * store: {url: jdbc:h2:data/ozml}
 * folders: {content: content, recordings: recordings, voicemails: voicemails, uploads: uploads}
 * connections:
 *   office@localhost:
 *     email: {server: smtp.example.com, user: pbx, password: "${SMTP_PASSWORD}", sender: pbx@example.com}
 *   mobile@localhost:
 *     sms: {server: smsc.example.com, system-id: pbx, password: "${SMSC_PASSWORD}", extension: 9994}
 *   admin@localhost: inbox
 *   crm@localhost: {webhook: http://crm.example.com/message}
 * sql: {url: jdbc:postgresql://db.example.com/menus, user: reader, password: "${SQL_PASSWORD}"}
 * notifications: {CallChanged: http://app.example.com/changed}
 * }</pre>
 *
 * <p>Paths are relative to the file. A text of the form <code>${NAME}</code> is taken from the
 * environment, so that no secret has to stand in the file.
 *
 * @param store where calls and messages are kept
 * @param folders which files scripts may touch
 * @param connections where messages go and come from
 * @param sql what scripts select from; null: nothing
 * @param notifications where the system tells what happens, by the notification's name
 */
public record Configuration(
    Keeping store,
    Roots folders,
    Connections connections,
    @Nullable Source sql,
    Map<String, String> notifications) {
  private static final Pattern SECRET = Pattern.compile("\\$\\{(\\w+)}");
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** Its path and its options; {@code ~} is the user's folder. */
  private static final Pattern H2_FILE =
      Pattern.compile("jdbc:h2:(?!mem:|tcp:|ssl:|(?:file:)?~)(?:file:)?([^;]*)(.*)");

  private static final int PORTS = 65_535;

  /** How many messages a centre may be asked to take at a time. */
  private static final int WINDOW = 1000;

  /** A usual time limit of a script's SELECT. */
  private static final Duration SELECT = Duration.ofSeconds(5);

  /** Copies the map. */
  public Configuration {
    notifications = Map.copyOf(notifications);
  }

  /**
   * A database that the system writes.
   *
   * @param url {@code jdbc:h2:FILE} or {@code jdbc:postgresql://HOST/DATABASE}
   * @param spool folder where attachments wait for their message to be sent
   */
  public record Keeping(String url, String user, String password, Path spool) {
    /** Leaves the password out. */
    @Override
    public String toString() {
      return user + " at " + url;
    }
  }

  /** The folders, by the names that paths in scripts begin with. */
  public record Roots(Path content, Path recordings, Path voicemails, Path uploads) {}

  /**
   * A database that scripts read.
   *
   * @param limit how long a SELECT may take
   */
  public record Source(String url, String user, String password, Duration limit) {
    /** Leaves the password out. */
    @Override
    public String toString() {
      return user + " at " + url;
    }
  }

  /**
   * Reads a file.
   *
   * @param environment where <code>${NAME}</code> is looked up
   * @throws YamlException when something in it cannot be used; says where, what and what to do
   */
  public static Configuration read(Path file, Map<String, String> environment) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    String text = Files.readString(file);
    Yaml root = text.isBlank() ? null : Yaml.read(file.toString(), text);
    return new Reader(folder == null ? Path.of("") : folder, environment).configuration(root);
  }

  /** Reads one file. */
  private record Reader(Path folder, Map<String, String> environment) {
    Configuration configuration(@Nullable Yaml root) {
      Map<String, Yaml> top =
          root == null
              ? Map.of()
              : root.map("store", "folders", "connections", "sql", "notifications");
      return new Configuration(
          keeping(top.get("store")),
          roots(top.get("folders")),
          connections(top.get("connections")),
          source(top.get("sql")),
          notifications(top.get("notifications")));
    }

    // ---- databases

    private Keeping keeping(@Nullable Yaml yaml) {
      Map<String, Yaml> entries = yaml == null ? Map.of() : yaml.map("url", "user", "password");
      String url = text(entries.get("url"), "jdbc:h2:data/ozml");
      return new Keeping(
          located(url),
          text(entries.get("user"), "ozml"),
          text(entries.get("password"), ""),
          spool(url));
    }

    private @Nullable Source source(@Nullable Yaml yaml) {
      if (yaml == null) return null;
      Map<String, Yaml> entries = yaml.map("url", "user", "password", "timeout");
      Yaml limit = entries.get("timeout");
      return new Source(
          located(needed(yaml, entries, "url")),
          text(entries.get("user"), ""),
          text(entries.get("password"), ""),
          limit == null ? SELECT : positive(limit));
    }

    private static Duration positive(Yaml yaml) {
      if (yaml.duration().isZero()) throw yaml.wrong("there must be some time, such as 5s");
      return yaml.duration();
    }

    /** An H2 file is relative to the configuration, as every path is. */
    private String located(String url) {
      Matcher h2 = H2_FILE.matcher(url);
      return h2.matches() ? "jdbc:h2:" + folder.resolve(h2.group(1)) + h2.group(2) : url;
    }

    /**
     * Beside an H2 file, else in data. Each store has its own: attachments of messages that a store
     * does not know are deleted.
     */
    private Path spool(String url) {
      Matcher h2 = H2_FILE.matcher(url);
      String name =
          h2.matches()
              ? h2.group(1)
              : "data/" + url.replaceFirst("[?;].*", "").replaceAll("\\W+", "-");
      return folder.resolve(name + ".spool");
    }

    // ---- folders

    private Roots roots(@Nullable Yaml yaml) {
      Map<String, Yaml> entries =
          yaml == null ? Map.of() : yaml.map("content", "recordings", "voicemails", "uploads");
      return new Roots(
          path(entries, "content"),
          path(entries, "recordings"),
          path(entries, "voicemails"),
          path(entries, "uploads"));
    }

    private Path path(Map<String, Yaml> entries, String name) {
      return folder.resolve(text(entries.get(name), name));
    }

    // ---- connections

    private Connections connections(@Nullable Yaml yaml) {
      List<Connection> all = new ArrayList<>();
      String email = "";
      String sms = "";
      Map<String, Yaml> entries = yaml == null ? Map.of() : yaml.map();
      for (Map.Entry<String, Yaml> entry : entries.entrySet()) {
        Connection connection = connection(entry.getKey(), entry.getValue());
        for (Connection other : all) {
          if (other.name().equals(connection.name())) {
            throw entry.getValue().wrong("there are two connections " + connection.name());
          }
        }
        all.add(connection);
        // The first of its kind takes what names none.
        if (connection instanceof Connection.Mail && email.isEmpty()) email = connection.name();
        if (connection instanceof Connection.Smpp && sms.isEmpty()) sms = connection.name();
      }
      return new Connections(all, email, sms, Connections.A_DAY);
    }

    private Connection connection(String name, Yaml yaml) {
      if (yaml.isText() && yaml.text().equals("inbox")) {
        return new Connection.User(Connection.canonical(name).replaceFirst("@localhost$", ""));
      }
      Map<String, Yaml> kinds = yaml.isMap() ? yaml.map() : Map.of();
      if (kinds.size() == 1) {
        Yaml what = kinds.values().iterator().next();
        switch (kinds.keySet().iterator().next()) {
          case "email" -> {
            return mail(name, what);
          }
          case "sms" -> {
            return smpp(name, what);
          }
          case "webhook" -> {
            return new Connection.Webhook(name, url(what));
          }
          default -> {}
        }
      }
      throw yaml.wrong(
          "'%s' is no connection; expected inbox, email: {server: ...}, sms: {server: ...} or webhook: URL"
              .formatted(name));
    }

    private Connection mail(String name, Yaml yaml) {
      Map<String, Yaml> entries =
          yaml.map("server", "port", "security", "user", "password", "sender");
      Connection.Mail.Security security = security(entries.get("security"));
      int usual =
          switch (security) {
            case NONE -> 25;
            case STARTTLS -> 587;
            case TLS -> 465;
          };
      return new Connection.Mail(
          name,
          needed(yaml, entries, "server"),
          number(entries.get("port"), usual, PORTS),
          security,
          text(entries.get("user"), ""),
          text(entries.get("password"), ""),
          address(yaml, entries, "sender"),
          CONNECT,
          ANSWER);
    }

    private static Connection.Mail.Security security(@Nullable Yaml yaml) {
      if (yaml == null) return Connection.Mail.Security.STARTTLS;
      return switch (yaml.text().toLowerCase(Locale.ROOT)) {
        case "none" -> Connection.Mail.Security.NONE;
        case "starttls" -> Connection.Mail.Security.STARTTLS;
        case "tls" -> Connection.Mail.Security.TLS;
        default ->
            throw yaml.wrong(
                "'%s' protects nothing; expected starttls (usual), tls or none"
                    .formatted(yaml.text()));
      };
    }

    private Connection smpp(String name, Yaml yaml) {
      Map<String, Yaml> entries =
          yaml.map(
              "server",
              "port",
              "system-id",
              "password",
              "system-type",
              "sender",
              "inbox",
              "extension",
              "window");
      return new Connection.Smpp(
          name,
          needed(yaml, entries, "server"),
          number(entries.get("port"), 2775, PORTS),
          needed(yaml, entries, "system-id"),
          text(entries.get("password"), ""),
          text(entries.get("system-type"), ""),
          text(entries.get("sender"), ""),
          text(entries.get("inbox"), ""),
          text(entries.get("extension"), ""),
          number(entries.get("window"), 10, WINDOW),
          CONNECT,
          ANSWER,
          ANSWER);
    }

    // ---- notifications

    private Map<String, String> notifications(@Nullable Yaml yaml) {
      Map<String, String> urls = new LinkedHashMap<>();
      if (yaml == null) return urls;
      for (Map.Entry<String, Yaml> entry :
          yaml.map("CallChanged", "RoutingInterception", "IncomingSMS").entrySet()) {
        urls.put(entry.getKey(), url(entry.getValue()));
      }
      return urls;
    }

    // ---- texts

    private String needed(Yaml yaml, Map<String, Yaml> entries, String name) {
      Yaml entry = entries.get(name);
      if (entry == null) throw yaml.wrong("'%s' is missing here".formatted(name));
      return text(entry, "");
    }

    private String text(@Nullable Yaml yaml, String usual) {
      if (yaml == null) return usual;
      Matcher secret = SECRET.matcher(yaml.text());
      if (!secret.matches()) return yaml.text();
      String value = environment.get(secret.group(1));
      if (value == null) {
        throw yaml.wrong(
            "the environment has no %s; set it, or write the value here"
                .formatted(secret.group(1)));
      }
      return value;
    }

    /** Without the name that mail programs show before an address. */
    private String address(Yaml yaml, Map<String, Yaml> entries, String name) {
      String address = needed(yaml, entries, name);
      if (Recipient.isAddress(address)) return address;
      throw entries
          .getOrDefault(name, yaml)
          .wrong("'%s' is no e-mail address; expected pbx@example.com".formatted(address));
    }

    private String url(Yaml yaml) {
      String url = text(yaml, "");
      if (url.matches("(?i)https?://.+")) return url;
      throw yaml.wrong("'%s' is no URL; expected http://... or https://...".formatted(url));
    }

    private static int number(@Nullable Yaml yaml, int usual, int most) {
      if (yaml == null) return usual;
      int number = yaml.number();
      if (number >= 1 && number <= most) return number;
      throw yaml.wrong("'%d' is out of range; expected 1 to %d".formatted(number, most));
    }
  }
}
