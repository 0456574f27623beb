package org.ozml.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.ozml.cli.Input.Unusable;
import org.ozml.configuration.Centre;
import org.ozml.configuration.Configuration;
import org.ozml.configuration.Extension;
import org.ozml.configuration.Numbers;
import org.ozml.configuration.Serving;
import org.ozml.configuration.YamlException;
import org.ozml.document.Diagnostic;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import org.ozml.document.Severity;
import org.ozml.installation.Installation;
import org.ozml.installation.SimulatedTelephones;
import org.ozml.pbx.Scripts;
import org.ozml.scenario.Scene;
import org.ozml.scenario.ScriptedAgents;
import org.ozml.server.operation.LogLines;
import org.ozml.service.message.MessageStore.StoreException;
import org.ozml.simulator.World;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code ozml serve}. */
final class ServeCommand extends Subcommand {
  /** Where an installation without a configuration keeps what it has. */
  private static final String DATA = "ozml-data";

  private static final System.Logger LOG = System.getLogger(ServeCommand.class.getName());

  private static final List<String> PHONES = List.of("1001", "1002", "1003");
  private static final String ECHO = "600";
  private static final int PORTS = 65_535;

  private final PositionalParamSpec scripts =
      Options.parameters(
          "SCRIPT",
          "0..*",
          "A script, or a directory with a main.xml, where there is no configuration: API extension 9994, and so on.");

  private final OptionSpec config =
      Options.text("--config", "FILE", "What the system consists of; see README.");

  private final OptionSpec simulate =
      Options.flag(
          "--simulate",
          "The telephones are those in the browser and simulated people, in real time. With a configuration, people are"
              + " reached by an outside line, and at telephones that nobody in a browser has.");

  private final OptionSpec world =
      Options.text(
          "--world",
          "FILE",
          "How the simulated people behave, and what web applications answer in place of real ones.");

  private final OptionSpec centre =
      Options.flag(
          "--centre",
          "A sample contact centre to try agent desktops against: five agents, three queues, and customers who call. Its"
              + " files are laid out in ozml-centre, where they can be changed.");

  private final OptionSpec phones =
      Options.text(
          "--phones",
          "NUMBERS",
          "The telephones, where there is no configuration; 1001,1002,1003 unless given.");

  private final OptionSpec port =
      Options.text(
          "--port",
          "PORT",
          "Listen there for the newer generation and the console, and on any free port for the older one and for agents'"
              + " desktops.");

  private final OptionSpec check =
      Options.flag("--check", "Check the configuration and its scripts, and do nothing else.");

  private final OptionSpec logLevel =
      Options.choice(
          "--log-level",
          "LEVEL",
          Level.class,
          List.of(Level.DEBUG, Level.INFO, Level.WARNING, Level.ERROR),
          "What is logged on standard error, one JSON object a line (text in a terminal): debug, info (the default),"
              + " warning or error.");

  ServeCommand(Shell shell) {
    super(
        shell,
        "serve",
        "Runs a phone system: HTTP API, notifications, console with telephones in the browser.",
        "",
        "Examples:",
        "  ozml serve --simulate",
        "  ozml serve --simulate examples/menu.xml",
        "  ozml serve --simulate examples/ivr --world examples/ivr/world.yaml --phones 1001,2001",
        "  ozml serve --simulate --config ozml.yaml",
        "  ozml serve --simulate --centre",
        "  ozml serve --check --config ozml.yaml",
        "",
        "It ends with Ctrl-C or SIGTERM: no new calls, running ones may end for a minute ('stop-after'), then they"
            + " are hung up. Once more ends it at once.",
        "Exit codes: 0 good; 1 the configuration or a script has errors (--check); 2 wrong usage, or something that"
            + " cannot be used, such as a port.");
  }

  @Override
  void define(CommandSpec command) {
    command.addPositional(scripts);
    List.of(config, simulate, world, centre, phones, port, check, logLevel)
        .forEach(command::addOption);
  }

  @Override
  public Integer call() {
    try {
      if (Options.isGiven(centre)) SampleCentre.layOut();
      if (Options.isGiven(check)) return check();
      if (!Options.isGiven(simulate)) {
        throw wrong(
            "there are no telephones but simulated ones yet; use --simulate, or --check to check a configuration");
      }
      return serve(listening(configuration()), people());
    } catch (YamlException e) {
      shell.err().println("ozml serve: " + e.getMessage());
      return USAGE;
    } catch (IOException | StoreException | Unusable e) {
      shell.err().println("ozml serve: " + e.getMessage());
      return USAGE;
    }
  }

  // ---- what there is

  private Configuration configuration() throws IOException, Unusable {
    List<String> named = Options.textsOf(scripts);
    String file = file();
    if (file != null) {
      if (!named.isEmpty()) {
        throw wrong(
            "with --config or --centre, scripts stand in the configuration, under 'extensions:'");
      }
      try {
        return Configuration.read(Input.path(file), shell.environment());
      } catch (IOException e) {
        throw new Unusable("--config: " + Input.reason(file, e));
      }
    }
    return Configuration.usual(Path.of(DATA).toAbsolutePath()).with(numbers(named, phones()));
  }

  /** Returns the configuration's file; null when there is none. */
  private @Nullable String file() {
    String given = Options.textOf(config);
    if (!Options.isGiven(centre)) return given;
    if (given != null) throw wrong("--centre has a configuration of its own; leave --config out");
    return SampleCentre.configuration();
  }

  private List<String> phones() {
    String given = Options.textOf(phones);
    return given == null ? PHONES : List.of(given.strip().split("\\s*,\\s*"));
  }

  private Configuration listening(Configuration configuration) {
    String given = Options.textOf(port);
    if (given == null) return configuration;
    if (!given.matches("[0-9]{1,5}") || Integer.parseInt(given) > PORTS) {
      throw wrong("--port: expected 0 to %d, but was '%s'".formatted(PORTS, given));
    }
    Centre agents = configuration.centre();
    Configuration there =
        configuration.with(configuration.serving().on(0, Integer.parseInt(given)));
    return agents == null ? there : there.with(agents.on(0));
  }

  private static Numbers numbers(List<String> scripts, List<String> phones) throws Unusable {
    List<Extension> all = new ArrayList<>();
    phones.forEach(number -> all.add(new Extension.Phone(number)));
    int number = Integer.parseInt(Scene.EXTENSION);
    for (String name : scripts) all.add(extension(Integer.toString(number++), name));
    all.add(new Extension.Echo(ECHO));
    all.add(new Extension.Line("", "everybody else"));
    try {
      return new Numbers(all);
    } catch (IllegalArgumentException e) {
      throw new Unusable("--phones: " + e.getMessage());
    }
  }

  private static Extension extension(String number, String name) throws Unusable {
    Path path = Input.path(name).toAbsolutePath().normalize();
    if (Files.isDirectory(path)) return new Extension.Folder(number, path, "");
    if (Files.isReadable(path)) return new Extension.Script(number, path);
    throw new Unusable("there is no script %s; check the path".formatted(name));
  }

  private World people() throws Unusable {
    String file = Options.textOf(world);
    if (file == null && Options.isGiven(centre)) file = SampleCentre.world();
    return file == null ? World.friendly() : WorldFile.read(file);
  }

  // ---- check

  private int check() throws IOException, Unusable {
    Configuration configuration;
    try {
      configuration = configuration();
    } catch (YamlException e) {
      shell.err().println(e.getMessage());
      return BAD;
    }
    Scripts shelf = new Scripts(new DocumentReader(Limits.DEFAULT), one -> {});
    shelf.keep(configuration.scripted());
    int errors = 0;
    for (Scripts.Shelved one : shelf.all()) {
      for (Diagnostic finding : one.findings()) {
        shell.err().println(errPalette().diagnostic(finding));
        if (finding.rule().severity() == Severity.ERROR) errors++;
      }
      if (one.used() == null && one.findings().isEmpty()) {
        shell.err().println(one.file() + ": there is no such script; see 'extensions:' and 'ivr:'");
        errors++;
      }
    }
    errors += missingFolders(configuration) + brokenKeys(configuration);
    shell
        .out()
        .printf(
            "%d extensions, %d scripts, %d errors%n",
            configuration.numbers().extensions().size(), shelf.all().size(), errors);
    return errors == 0 ? GOOD : BAD;
  }

  private int missingFolders(Configuration configuration) {
    int errors = 0;
    for (Extension one : configuration.scripted().extensions()) {
      if (one instanceof Extension.Folder folder && !Files.isDirectory(folder.folder())) {
        shell
            .err()
            .println(
                "%s: there is no such folder; see extension %s"
                    .formatted(folder.folder(), folder.number()));
        errors++;
      }
    }
    return errors;
  }

  /** A key store that is there may still be none, or have another password. */
  private int brokenKeys(Configuration configuration) {
    Centre agents = configuration.centre();
    int errors = 0;
    for (Serving.Tls tls :
        Arrays.asList(
            configuration.serving().tls(), agents == null ? null : agents.gateway().tls())) {
      if (tls == null) continue;
      try {
        KeyStore.getInstance(tls.keystore().toFile(), tls.password().toCharArray());
      } catch (IOException | GeneralSecurityException e) {
        shell.err().println("%s: the key store cannot be used: %s".formatted(tls, e.getMessage()));
        errors++;
      }
    }
    return errors;
  }

  // ---- serve

  private int serve(Configuration configuration, World people) throws IOException, Unusable {
    LogLines log =
        LogLines.begin(
            shell.err(), shell.terminal().showsErrors(), Options.chosenOr(Level.INFO, logLevel));
    CountDownLatch asked = new CountDownLatch(1);
    StopSignals.listen(asked::countDown, () -> Runtime.getRuntime().halt(BAD));
    try (Installation installation =
        Installation.open(configuration, around -> new SimulatedTelephones(people, around))) {
      String file = file();
      if (file != null) installation.follow(Input.path(file), shell.environment());
      work(installation, people.traffic().agents());
      greet(installation, configuration);
      asked.await();
      installation.stop(configuration.serving().stopAfter());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      log.close();
    }
    return GOOD;
  }

  private static void work(Installation installation, Map<String, World.Agent> agents)
      throws Unusable {
    org.ozml.ccgateway.Centre at = installation.centre();
    if (agents.isEmpty()) return;
    if (at == null) {
      throw new Unusable(
          "--world: its agents have nowhere to work; add 'centre:' to the configuration");
    }
    ScriptedAgents working =
        new ScriptedAgents(
            at, installation.system().board(), agents, text -> LOG.log(Level.INFO, text));
    installation.system().order(working::begin);
  }

  private void greet(Installation installation, Configuration configuration) {
    String url = installation.server().url();
    String password = installation.generatedPassword();
    tell("console", url + "/console/");
    // Where users are configured, the terminal may be a log that others read.
    if (password != null) {
      tell("", installation.invitation() + " (lets you in once, within ten minutes)");
    }
    tell("HTTP API", url + "/api?command=...");
    int older = installation.server().olderPort();
    if (older >= 0) {
      tell(
          "",
          "%s://%s:%d/?command=... (older generation)"
              .formatted(
                  configuration.serving().tls() == null ? "http" : "https",
                  configuration.serving().listen(),
                  older));
    }
    if (password != null) {
      tell(
          "user",
          "%s, password %s (for this run; 'access:' in a configuration has lasting users)"
              .formatted(Installation.ADMIN, password));
    }
    for (Extension one : configuration.numbers().extensions()) tell(one.number(), words(one));
    for (Extension.Line line : configuration.numbers().lines()) {
      tell(line.number() + "...", line.name() + ", by an outside line");
    }
    String gateway = installation.gatewayUrl();
    Centre agents = configuration.centre();
    if (gateway != null && agents != null) greet(gateway, agents);
    shell.out().println();
    shell.out().println("Ctrl-C ends it.");
    shell.out().flush();
  }

  private void greet(String gateway, Centre agents) {
    agents.codes().forEach((number, code) -> tell(number, words(code)));
    tell(
        "agents",
        agents.agents().values().stream()
            .map(one -> one.id() + " " + one.name())
            .collect(joining(", ")));
    String resource = gateway + "/agentgateway/resource/";
    tell("gateway", resource);
    tell("", gateway + "/agentgateway/openapi.json describes it");
    if (Options.isGiven(centre)) SampleCentre.lines(resource).forEach(this::tell);
  }

  private static String words(Centre.Code code) {
    return switch (code.kind()) {
      case QUEUE -> "queue " + code.target();
      case IVR -> "IVR " + code.target();
      case AGENT -> "agent " + code.target();
    };
  }

  private void tell(String what, String words) {
    shell.out().printf("%-10s %s%n", what, words);
  }

  private static String words(Extension one) {
    if (one instanceof Extension.Phone) return "telephone";
    if (one instanceof Extension.Script script) return "script " + script.file();
    if (one instanceof Extension.Folder folder) return "scripts " + folder.folder();
    if (one instanceof Extension.Web web) return "web application " + web.url();
    return "echo test";
  }
}
