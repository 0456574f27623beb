package org.ozml.configuration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ozml.configuration.Centre.Agent;
import org.ozml.configuration.Centre.Code;
import org.ozml.configuration.Centre.Gateway;
import org.ozml.configuration.Centre.Queue;

/** Reads contact centres: what stands under {@code centre} in a configuration or a scenario. */
public final class CentreReader {
  private static final int LOWEST_AGENT = 101;
  private static final int PORTS = 65_535;
  private static final int LOWEST_PRIORITY = 100;
  private static final Pattern AGENT = Pattern.compile("[1-9]\\d{2,5}");
  private static final Pattern DIGITS = Pattern.compile("\\d{1,24}");
  private static final Pattern CALLING = Pattern.compile("\\d{0,24}");
  private static final Pattern DIALLED = Pattern.compile("[0-9*#]{0,24}");

  private final Texts texts;
  private final Findings findings;
  private final ServingReader serving;
  private final boolean serves;

  CentreReader(Texts texts, Findings findings, ServingReader serving) {
    this(texts, findings, serving, true);
  }

  private CentreReader(Texts texts, Findings findings, ServingReader serving, boolean serves) {
    this.texts = texts;
    this.findings = findings;
    this.serving = serving;
    this.serves = serves;
  }

  /**
   * Reads the centre of a scenario: no desktop reaches it, so passwords and gateway are of no
   * account.
   *
   * @param folder what paths are relative to
   * @throws YamlException when something in it cannot be used; says all of it
   */
  public static Centre ofScenario(Yaml yaml, Path folder) {
    Texts texts = new Texts(folder, Map.of());
    Findings findings = new Findings();
    ServingReader serving = new ServingReader(texts, findings);
    CentreReader reader = new CentreReader(texts, findings, serving, false);
    Centre centre = findings.read(() -> reader.centre(yaml, Numbers.NONE));
    return findings.or(() -> centre);
  }

  /**
   * Reads a centre.
   *
   * @param numbers which a code must not be one of; null: they could not be read
   */
  @Nullable Centre centre(@Nullable Yaml yaml, @Nullable Numbers numbers) {
    if (yaml == null) return null;
    Map<String, Yaml> entries =
        yaml.map(
            "calling-number",
            "recording",
            "gateway",
            "queues",
            "agents",
            "ivr",
            "access-codes",
            "outbound");
    Numbers others = numbers == null ? Numbers.NONE : numbers;
    // Each for itself, so that one mistake does not hide the others.
    Set<String> queueIds = names(entries.get("queues"));
    Set<String> agentIds = names(entries.get("agents"));
    Set<String> ivrCodes = names(entries.get("ivr"));
    String calling = findings.read(() -> calling(entries.get("calling-number")));
    String recording = findings.maybe(() -> recording(entries.get("recording")));
    Gateway gateway =
        findings.read(() -> serves ? gateway(entries.get("gateway")) : Gateway.DEFAULT);
    Map<String, Queue> queues = all(entries.get("queues"), this::queue);
    Map<String, Agent> agents =
        all(entries.get("agents"), (id, agent) -> agent(id, agent, queueIds));
    Map<String, Extension> ivr =
        all(entries.get("ivr"), (code, script) -> ivr(code, script, others));
    Map<String, Code> codes =
        all(
            entries.get("access-codes"),
            (code, target) ->
                code(
                    code,
                    target,
                    others,
                    Map.of(
                        Code.Kind.QUEUE,
                        queueIds,
                        Code.Kind.IVR,
                        ivrCodes,
                        Code.Kind.AGENT,
                        agentIds)));
    Map<String, String> outbound =
        all(entries.get("outbound"), (begin, before) -> outbound(begin, before, others));
    return findings.good()
        ? new Centre(calling, recording, queues, agents, ivr, codes, outbound, gateway)
        : null;
  }

  private Set<String> names(@Nullable Yaml yaml) {
    return yaml == null || !yaml.isMap() ? Set.of() : yaml.map().keySet();
  }

  private <T> Map<String, T> all(@Nullable Yaml yaml, BiFunction<String, Yaml, T> each) {
    Map<String, T> all = new LinkedHashMap<>();
    Map<String, Yaml> entries = yaml == null ? Map.of() : findings.maybe(yaml::map);
    if (entries == null) return all;
    entries.forEach(
        (name, entry) -> {
          T one = findings.maybe(() -> each.apply(name, entry));
          if (one != null) all.put(name, one);
        });
    return all;
  }

  private String calling(@Nullable Yaml yaml) {
    String number = texts.text(yaml, "");
    if (yaml == null || CALLING.matcher(number).matches()) return number;
    throw yaml.wrong(
        "'%s' is no calling number; expected up to 24 digits, or \"\"".formatted(number));
  }

  private @Nullable String recording(@Nullable Yaml yaml) {
    String format = texts.text(yaml, "");
    if (yaml == null) return null;
    if (List.of("wav", "mp3").contains(format)) return format;
    throw yaml.wrong(
        "'%s' is nothing to record as; expected wav or mp3, or nothing at all".formatted(format));
  }

  // ---- the gateway

  private Gateway gateway(@Nullable Yaml yaml) {
    Gateway usual = Gateway.DEFAULT;
    if (yaml == null) return usual;
    Map<String, Yaml> entries = yaml.map("listen", "port", "authentication", "tls", "plain");
    String listen = findings.read(() -> texts.text(entries.get("listen"), usual.listen()));
    Integer port = findings.read(() -> Texts.number(entries.get("port"), usual.port(), 0, PORTS));
    Boolean dynamic = findings.read(() -> dynamic(entries.get("authentication")));
    Serving.Tls tls = findings.maybe(() -> serving.tls(entries.get("tls")));
    Boolean plain = findings.read(() -> flag(entries, "plain"));
    if (tls != null && findings.good() && plain) {
      throw yaml.wrong("it is either 'plain: true' or 'tls: ...', not both");
    }
    return findings.part(usual, () -> new Gateway(listen, port, dynamic, tls, plain));
  }

  private boolean dynamic(@Nullable Yaml yaml) {
    if (yaml == null) return Gateway.DEFAULT.dynamic();
    return switch (yaml.text()) {
      case "dynamic" -> true;
      case "static" -> false;
      default ->
          throw yaml.wrong(
              "'%s' is no kind of authentication; expected dynamic (usual) or static"
                  .formatted(yaml.text()));
    };
  }

  // ---- queues and agents

  private Queue queue(String id, Yaml yaml) {
    digits(id, yaml, "no id of a queue");
    Map<String, Yaml> entries = yaml.map("name", "priority", "ring", "wait");
    return new Queue(
        id,
        texts.text(entries.get("name"), id),
        Texts.number(entries.get("priority"), 1, LOWEST_PRIORITY),
        Texts.positive(entries.get("ring"), Queue.RING),
        Texts.positive(entries.get("wait"), Queue.WAIT));
  }

  private Agent agent(String id, Yaml yaml, Set<String> queues) {
    if (!AGENT.matcher(id).matches() || Integer.parseInt(id) < LOWEST_AGENT) {
      throw yaml.wrong("'%s' is no id of an agent; expected 101 to 999999".formatted(id));
    }
    Map<String, Yaml> entries = yaml.map("name", "password", "skills", "group", "video");
    String hash = findings.read(() -> serves ? serving.hash(yaml, entries) : "");
    Yaml named = entries.get("skills");
    Set<String> skills = new LinkedHashSet<>();
    for (Yaml skill : named == null ? List.<Yaml>of() : named.list()) {
      String known = findings.maybe(() -> known("queue", skill, queues));
      if (known != null) skills.add(known);
    }
    return new Agent(
        id,
        texts.text(entries.get("name"), id),
        hash == null ? "" : hash,
        skills,
        texts.text(entries.get("group"), ""),
        flag(entries, "video"));
  }

  // ---- what is dialled

  private Extension ivr(String code, Yaml yaml, Numbers others) {
    free(code, yaml, others, "IVR access code");
    Map<String, Yaml> entries = yaml.isMap() ? yaml.map("script", "folder", "url") : Map.of();
    if (entries.isEmpty()) {
      throw yaml.wrong(
          "what answers at %s is not clear; expected {script: FILE}, {folder: DIRECTORY, url: URL} or {url: URL}"
              .formatted(code));
    }
    return serving.extension(code, yaml);
  }

  private Code code(String number, Yaml yaml, Numbers others, Map<Code.Kind, Set<String>> targets) {
    free(number, yaml, others, "access code");
    Map<String, Yaml> entries = yaml.map("queue", "ivr", "agent", "video");
    List<Code> found = new ArrayList<>();
    for (Code.Kind kind : Code.Kind.values()) {
      Yaml target = entries.get(kind.word());
      if (target == null) continue;
      String id = known(kind.word(), target, targets.getOrDefault(kind, Set.of()));
      found.add(new Code(number, kind, id, flag(entries, "video")));
    }
    if (found.size() == 1) return found.get(0);
    throw yaml.wrong(
        "an access code leads to one target; expected {queue: ID}, {ivr: CODE} or {agent: ID}");
  }

  private String outbound(String beginning, Yaml yaml, Numbers numbers) {
    String before = texts.text(yaml, "");
    if (!DIALLED.matcher(beginning).matches() || !DIALLED.matcher(before).matches()) {
      throw yaml.wrong(
          "'%s: %s' cannot be dialled; expected up to 24 digits, * and #"
              .formatted(beginning, before));
    }
    boolean lines = !numbers.lines().isEmpty();
    if (lines && numbers.line(before + beginning + "5") == null) {
      throw yaml.wrong(
          "no line takes numbers that begin with '%s'; see 'line:' under 'extensions:'"
              .formatted(before + beginning));
    }
    return before;
  }

  // ---- parts

  private static void free(String code, Yaml yaml, Numbers others, String what) {
    digits(code, yaml, "no " + what);
    if (others.extension(code) != null) {
      throw yaml.wrong("%s %s is an extension, too; one of them must go".formatted(what, code));
    }
  }

  private static void digits(String text, Yaml yaml, String not) {
    if (DIGITS.matcher(text).matches()) return;
    throw yaml.wrong("'%s' is %s; expected up to 24 digits".formatted(text, not));
  }

  private String known(String what, Yaml yaml, Set<String> names) {
    String name = texts.text(yaml, "");
    if (names.contains(name)) return name;
    throw yaml.wrong(
        "there is no %s '%s'; %s"
            .formatted(
                what,
                name,
                names.isEmpty()
                    ? "the centre has none at all"
                    : "there are " + String.join(", ", names)));
  }

  private static boolean flag(Map<String, Yaml> entries, String name) {
    Yaml entry = entries.get(name);
    return entry != null && entry.flag();
  }
}
