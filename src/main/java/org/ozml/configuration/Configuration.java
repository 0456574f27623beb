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
 * What a system consists of besides its scripts: the one YAML file. {@link Outside} opens what lies
 * outside of calls.
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
 * web: {allow: [app.internal], secret: "${SIGNING_SECRET}"}
 * address-books: {office: [{name: Ann, phone: 1001, email: ann@example.com}]}
 * extensions:
 *   1001: phone
 *   9994: {script: menu.xml}
 *   9995: {folder: ivr, url: "http://ivr.example.com/"}
 *   9996: {url: http://app.example.com/ozml}
 *   9999: echo test
 *   city: {line: "0"}
 * server: {listen: 0.0.0.0, public-url: "https://pbx.example.com", tls: {keystore: pbx.p12, password: "${TLS}"}}
 * access:
 *   users: {crm: {password: pbkdf2-sha256$..., may: [calls, lists]}}
 *   allow: [192.168.0.0/16]
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
 * @param web what web applications are asked
 * @param addressBooks contacts by the name of their book
 * @param numbers extensions and outside lines
 * @param serving how it is reached over HTTP
 * @param access who may do what
 * @param centre the contact centre, written as {@link Centre} shows; null: there is none
 */
public record Configuration(
    Keeping store,
    Roots folders,
    Connections connections,
    @Nullable Source sql,
    Map<String, String> notifications,
    Web web,
    Map<String, List<Contact>> addressBooks,
    Numbers numbers,
    Serving serving,
    Access access,
    @Nullable Centre centre) {
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

  /** Copies the maps. */
  public Configuration {
    notifications = Map.copyOf(notifications);
    addressBooks = Map.copyOf(addressBooks);
  }

  /**
   * What web applications are asked.
   *
   * @param allow names, addresses and ranges inside the own network that may be asked
   * @param secret signs every request; null: they are not signed
   */
  public record Web(List<String> allow, @Nullable String secret) {
    /** Public addresses only. */
    public static final Web DEFAULT = new Web(List.of(), null);

    /** Copies the list. */
    public Web {
      allow = List.copyOf(allow);
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
      return "may ask " + allow;
    }
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
    return new Reader(new Texts(folder == null ? Path.of("") : folder, environment))
        .configuration(root);
  }

  /**
   * Returns all that scripts may answer for: the extensions, and the IVRs of the centre by their
   * access codes.
   */
  public Numbers scripted() {
    if (centre == null) return numbers;
    List<Extension> all = new ArrayList<>(numbers.extensions());
    all.addAll(centre.ivr().values());
    return new Numbers(all);
  }

  /** Returns the same with other numbers. */
  public Configuration with(Numbers others) {
    return new Configuration(
        store,
        folders,
        connections,
        sql,
        notifications,
        web,
        addressBooks,
        others,
        serving,
        access,
        centre);
  }

  /** Returns the same that is reached in another way. */
  public Configuration with(Serving other) {
    return new Configuration(
        store,
        folders,
        connections,
        sql,
        notifications,
        web,
        addressBooks,
        numbers,
        other,
        access,
        centre);
  }

  /** Returns the same with another contact centre. */
  public Configuration with(Centre other) {
    return new Configuration(
        store,
        folders,
        connections,
        sql,
        notifications,
        web,
        addressBooks,
        numbers,
        serving,
        access,
        other);
  }

  /** What there is without a file, in a folder. */
  public static Configuration usual(Path folder) {
    return new Reader(new Texts(folder, Map.of())).configuration(null);
  }

  /** Reads one file. */
  private record Reader(Texts texts) {
    Configuration configuration(@Nullable Yaml root) {
      Map<String, Yaml> top =
          root == null
              ? Map.of()
              : root.map(
                  "store",
                  "folders",
                  "connections",
                  "sql",
                  "notifications",
                  "web",
                  "address-books",
                  "extensions",
                  "server",
                  "access",
                  "centre");
      Findings findings = new Findings();
      ServingReader serving = new ServingReader(texts, findings);
      Keeping store = findings.read(() -> keeping(top.get("store")));
      Roots folders = findings.read(() -> roots(top.get("folders")));
      Connections connections = findings.read(() -> connections(top.get("connections")));
      Source sql = findings.maybe(() -> source(top.get("sql")));
      Map<String, String> told = findings.read(() -> notifications(top.get("notifications")));
      Web web = findings.read(() -> serving.web(top.get("web")));
      Map<String, List<Contact>> books =
          findings.read(() -> serving.addressBooks(top.get("address-books")));
      Numbers numbers = findings.read(() -> serving.numbers(top.get("extensions")));
      Serving server = findings.read(() -> serving.serving(top.get("server")));
      Access access = findings.read(() -> serving.access(top.get("access")));
      CentreReader centres = new CentreReader(texts, findings, serving);
      Centre centre = findings.maybe(() -> centres.centre(top.get("centre"), numbers));
      return findings.or(
          () ->
              new Configuration(
                  store,
                  folders,
                  connections,
                  sql,
                  told,
                  web,
                  books,
                  numbers,
                  server,
                  access,
                  centre));
    }

    // ---- databases

    private Keeping keeping(@Nullable Yaml yaml) {
      Map<String, Yaml> entries = yaml == null ? Map.of() : yaml.map("url", "user", "password");
      String url = texts.text(entries.get("url"), "jdbc:h2:data/ozml");
      return new Keeping(
          located(url),
          texts.text(entries.get("user"), "ozml"),
          texts.text(entries.get("password"), ""),
          spool(url));
    }

    private @Nullable Source source(@Nullable Yaml yaml) {
      if (yaml == null) return null;
      Map<String, Yaml> entries = yaml.map("url", "user", "password", "timeout");
      return new Source(
          located(texts.needed(yaml, entries, "url")),
          texts.text(entries.get("user"), ""),
          texts.text(entries.get("password"), ""),
          Texts.positive(entries.get("timeout"), SELECT));
    }

    /** An H2 file is relative to the configuration, as every path is. */
    private String located(String url) {
      Matcher h2 = H2_FILE.matcher(url);
      return h2.matches() ? "jdbc:h2:" + texts.folder().resolve(h2.group(1)) + h2.group(2) : url;
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
      return texts.folder().resolve(name + ".spool");
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
      Yaml entry = entries.get(name);
      return entry == null ? texts.folder().resolve(name) : texts.path(entry);
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
            return new Connection.Webhook(name, texts.url(what));
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
          texts.needed(yaml, entries, "server"),
          Texts.number(entries.get("port"), usual, PORTS),
          security,
          texts.text(entries.get("user"), ""),
          texts.text(entries.get("password"), ""),
          address(yaml, entries, "sender"),
          CONNECT,
          ANSWER);
    }

    /** Without the name that mail programs show before an address. */
    private String address(Yaml yaml, Map<String, Yaml> entries, String name) {
      String address = texts.needed(yaml, entries, name);
      if (Recipient.isAddress(address)) return address;
      throw entries
          .getOrDefault(name, yaml)
          .wrong("'%s' is no e-mail address; expected pbx@example.com".formatted(address));
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
          texts.needed(yaml, entries, "server"),
          Texts.number(entries.get("port"), 2775, PORTS),
          texts.needed(yaml, entries, "system-id"),
          texts.text(entries.get("password"), ""),
          texts.text(entries.get("system-type"), ""),
          texts.text(entries.get("sender"), ""),
          texts.text(entries.get("inbox"), ""),
          texts.text(entries.get("extension"), ""),
          Texts.number(entries.get("window"), 10, WINDOW),
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
        urls.put(entry.getKey(), texts.url(entry.getValue()));
      }
      return urls;
    }
  }
}
