package org.ozml.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ozml.service.web.AddressRule;

/** Reads those parts of a configuration that only a server needs. */
final class ServingReader {
  private static final int PORTS = 65_535;
  private static final int NONE = -1;
  private static final int MANY = 1_000_000;
  private static final int LARGEST = 64 << 20;

  /** 1,000 to 10,000,000 iterations; salt and hash in base64. */
  private static final Pattern HASH =
      Pattern.compile(
          "pbkdf2-sha256\\$(?:[1-9]\\d{3,6}|10000000)\\$[A-Za-z0-9+/]{11,86}\\$[A-Za-z0-9+/]{43}");

  /** Names stand in logs. */
  private static final Pattern USER = Pattern.compile("(?!\\s*$)[^\\p{Cntrl}]{1,64}");

  private static final Pattern NUMBER = Pattern.compile("[+]?[0-9A-Za-z*#._-]+");

  private final Texts texts;
  private final Findings findings;

  ServingReader(Texts texts, Findings findings) {
    this.texts = texts;
    this.findings = findings;
  }

  // ---- extensions

  Numbers numbers(@Nullable Yaml yaml) {
    if (yaml == null) return Numbers.NONE;
    List<Extension> all = new ArrayList<>();
    yaml.map()
        .forEach(
            (number, entry) -> {
              Extension one = findings.maybe(() -> extension(number, entry));
              if (one != null) all.add(one);
            });
    return new Numbers(all);
  }

  Extension extension(String number, Yaml yaml) {
    if (!NUMBER.matcher(number).matches()) {
      throw yaml.wrong("'%s' is no number that can be dialled".formatted(number));
    }
    if (yaml.isText()) {
      switch (yaml.text().toLowerCase(Locale.ROOT)) {
        case "phone" -> {
          return new Extension.Phone(number);
        }
        case "echo test" -> {
          return new Extension.Echo(number);
        }
        default -> throw unknown(number, yaml);
      }
    }
    Map<String, Yaml> entries = yaml.map("script", "folder", "url", "sms", "line");
    Yaml script = entries.get("script");
    Yaml folder = entries.get("folder");
    Yaml url = entries.get("url");
    Yaml line = entries.get("line");
    if (script != null && entries.size() == 1) {
      return new Extension.Script(number, texts.path(script));
    } else if (folder != null && script == null && line == null) {
      return new Extension.Folder(number, texts.path(folder), url == null ? "" : texts.url(url));
    } else if (url != null && script == null && line == null) {
      Yaml sms = entries.get("sms");
      return new Extension.Web(number, texts.url(url), sms == null ? "" : texts.url(sms));
    } else if (line != null && entries.size() == 1) {
      return new Extension.Line(texts.text(line, ""), number);
    }
    throw unknown(number, yaml);
  }

  private static YamlException unknown(String number, Yaml yaml) {
    return yaml.wrong(
        "what %s is, is not clear; expected phone, echo test, {script: FILE}, {folder: DIRECTORY, url: URL},"
                .formatted(number)
            + " {url: URL} or {line: PREFIX}");
  }

  // ---- the web, address books

  Configuration.Web web(@Nullable Yaml yaml) {
    if (yaml == null) return Configuration.Web.DEFAULT;
    Map<String, Yaml> entries = yaml.map("allow", "secret");
    Yaml secret = entries.get("secret");
    return new Configuration.Web(
        list(entries.get("allow"), this::target), secret == null ? null : texts.text(secret, ""));
  }

  private String target(Yaml yaml) {
    String target = texts.text(yaml, "");
    try {
      AddressRule.PUBLIC_ONLY.allowing(target);
      return target;
    } catch (IllegalArgumentException e) {
      throw yaml.wrong(String.valueOf(e.getMessage()));
    }
  }

  Map<String, List<Contact>> addressBooks(@Nullable Yaml yaml) {
    Map<String, List<Contact>> books = new LinkedHashMap<>();
    if (yaml == null) return books;
    yaml.map().forEach((name, book) -> books.put(name, list(book, this::contact)));
    return books;
  }

  private Contact contact(Yaml yaml) {
    Map<String, Yaml> entries = yaml.map("name", "phone", "email");
    return new Contact(
        texts.needed(yaml, entries, "name"),
        texts.text(entries.get("phone"), ""),
        texts.text(entries.get("email"), ""));
  }

  private static <T> List<T> list(@Nullable Yaml yaml, Function<Yaml, T> each) {
    return yaml == null ? List.of() : yaml.list().stream().map(each).toList();
  }

  // ---- the server

  Serving serving(@Nullable Yaml yaml) {
    Serving usual = Serving.DEFAULT;
    if (yaml == null) return usual;
    Map<String, Yaml> entries =
        yaml.map("listen", "older", "newer", "public-url", "tls", "limits", "stop-after");
    Yaml publicUrl = entries.get("public-url");
    Yaml stop = entries.get("stop-after");
    // Each for itself, so that one mistake does not hide the others.
    String listen = findings.read(() -> texts.text(entries.get("listen"), usual.listen()));
    Integer older =
        findings.read(() -> Texts.number(entries.get("older"), usual.older(), NONE, PORTS));
    Integer newer =
        findings.read(() -> Texts.number(entries.get("newer"), usual.newer(), 0, PORTS));
    String url =
        findings.read(() -> publicUrl == null ? "" : texts.url(publicUrl).replaceFirst("/+$", ""));
    Serving.Tls tls = findings.maybe(() -> tls(entries.get("tls")));
    Serving.Limits limits = findings.read(() -> limits(entries.get("limits")));
    Duration stopAfter = findings.read(() -> stop == null ? usual.stopAfter() : stop.duration());
    return findings.part(
        usual, () -> new Serving(listen, older, newer, url, tls, limits, stopAfter));
  }

  Serving.@Nullable Tls tls(@Nullable Yaml yaml) {
    if (yaml == null) return null;
    Map<String, Yaml> entries = yaml.map("keystore", "password");
    String named = texts.needed(yaml, entries, "keystore");
    Yaml where = entries.getOrDefault("keystore", yaml);
    Path keystore = texts.path(where);
    if (!Files.isReadable(keystore)) {
      throw where.wrong("the key store %s is not there or cannot be read".formatted(named));
    }
    return new Serving.Tls(keystore, texts.text(entries.get("password"), ""));
  }

  private static Serving.Limits limits(@Nullable Yaml yaml) {
    Serving.Limits usual = Serving.Limits.DEFAULT;
    if (yaml == null) return usual;
    Map<String, Yaml> entries = yaml.map("calls", "connections", "requests", "body", "arrival");
    Yaml arrival = entries.get("arrival");
    return new Serving.Limits(
        Texts.number(entries.get("calls"), usual.calls(), MANY),
        Texts.number(entries.get("connections"), usual.connections(), MANY),
        Texts.number(entries.get("requests"), usual.requests(), MANY),
        Texts.number(entries.get("body"), usual.body(), LARGEST),
        arrival == null ? usual.arrival() : arrival(arrival));
  }

  private static Duration arrival(Yaml yaml) {
    Duration arrival = yaml.duration();
    if (arrival.toSeconds() < 1)
      throw yaml.wrong("a request needs time to come; expected 1s or more");
    return arrival;
  }

  // ---- access

  Access access(@Nullable Yaml yaml) {
    if (yaml == null) return Access.DEFAULT;
    Map<String, Yaml> entries = yaml.map("users", "allow", "deny", "older-without-password");
    Map<String, Access.User> users = new LinkedHashMap<>();
    Yaml all = entries.get("users");
    if (all != null) {
      all.map()
          .forEach(
              (name, entry) -> {
                Access.User user = findings.maybe(() -> user(name, entry));
                if (user != null) users.put(name, user);
              });
    }
    Yaml open = entries.get("older-without-password");
    return new Access(
        users,
        list(entries.get("allow"), this::range),
        list(entries.get("deny"), this::range),
        open != null && open.flag());
  }

  private Access.User user(String name, Yaml yaml) {
    if (!USER.matcher(name).matches()) {
      throw yaml.wrong("a user's name has 1 to 64 characters, none of them a control character");
    }
    Map<String, Yaml> entries = yaml.map("password", "may");
    String hash = hash(yaml, entries);
    Yaml may = entries.get("may");
    if (may == null) return new Access.User(hash, Set.copyOf(Access.RIGHTS));
    return new Access.User(hash, new LinkedHashSet<>(list(may, this::right)));
  }

  /** Returns the hash of a password, as {@code ozml password} prints it. */
  String hash(Yaml yaml, Map<String, Yaml> entries) {
    String hash = texts.needed(yaml, entries, "password");
    if (HASH.matcher(hash).matches()) return hash;
    throw entries
        .getOrDefault("password", yaml)
        .wrong("this is no hash of a password; make one with 'ozml password'");
  }

  private String right(Yaml yaml) {
    String right = texts.text(yaml, "").toLowerCase(Locale.ROOT);
    if (Access.RIGHTS.contains(right)) return right;
    throw yaml.wrong(
        "'%s' is no right; expected %s".formatted(right, String.join(", ", Access.RIGHTS)));
  }

  private String range(Yaml yaml) {
    String range = texts.text(yaml, "");
    if (AddressRule.isRange(range)) return range;
    throw yaml.wrong(
        "'%s' is no address and no range; expected 192.168.1.15 or 192.168.0.0/16"
            .formatted(range));
  }
}
