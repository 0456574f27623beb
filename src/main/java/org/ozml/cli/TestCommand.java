package org.ozml.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ozml.cli.Input.Unusable;
import org.ozml.configuration.YamlException;
import org.ozml.coverage.Coverage;
import org.ozml.scenario.Failure;
import org.ozml.scenario.GoldenTranscript;
import org.ozml.scenario.Scenario;
import org.ozml.scenario.ScenarioReader;
import org.ozml.scenario.ScenarioRunner;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code ozml test}. */
final class TestCommand extends Subcommand {
  /** Shown no more often than eyes can follow. */
  private static final int STEP = 50;

  private final PositionalParamSpec arguments =
      Options.parameters(
          "PATH",
          "0..*",
          "Scenarios, or directories (all *.yaml below them that are scenarios); without any, the current directory.");

  private final OptionSpec verbose = Options.flag("--verbose", "Print the name of every scenario.");
  private final OptionSpec update =
      Options.flag(
          "--update",
          "Write the transcript NAME.txt beside each NAME.yaml that goes as told, for a review of the difference.");
  private final OptionSpec junit = Options.text("--junit", "FILE", "Write a JUnit XML report.");
  private final OptionSpec tap = Options.text("--tap", "FILE", "Write a TAP report.");
  private final CoverageOptions coverageOptions = new CoverageOptions(this);

  private final OptionSpec fromTrace =
      Options.text(
          "--from-trace",
          "TRACE",
          "Make a scenario of what 'ozml run --json' wrote, and tell it once.");
  private final OptionSpec made =
      Options.text("-o", "FILE", "The file for that scenario; standard output unless given.");

  private final Function<Scenario, ScenarioRunner.Outcome> runner;

  TestCommand(Shell shell) {
    this(shell, ScenarioRunner::run);
  }

  /** With another way to tell scenarios. */
  TestCommand(Shell shell, Function<Scenario, ScenarioRunner.Outcome> runner) {
    super(
        shell,
        "test",
        "Tells scenarios in virtual time and says where scripts do otherwise.",
        "",
        "A transcript NAME.txt beside NAME.yaml has to be what happens, line for line.",
        "",
        "Coverage counts each command, each key of a menu, no key and a key that the menu does not know, and each"
            + " outcome of a transfer, call, web application or wait; of a GoTo, that it succeeds. It counts in the scripts that scenarios"
            + " name, also as answers of web applications, and in all scripts (*.xml, *.ozml) below directories given"
            + " as PATH, so that a script without a test is noticed. Scripts with errors below them are listed and not"
            + " counted, unless a scenario names them; neither are scripts that stand in a scenario itself.",
        "",
        "Examples:",
        "  ozml test",
        "  ozml test tests/menu.yaml --verbose",
        "  ozml test tests/ --update",
        "  ozml test tests/ --junit target/ozml.xml --tap target/ozml.tap",
        "  ozml test --from-trace trace.jsonl -o tests/menu.yaml",
        "  ozml test ivr/ --coverage --min-coverage 90 --coverage-html target/coverage",
        "",
        "Exit codes: 0 all as told; 1 a scenario failed, or too little is covered; 2 wrong usage, or a file that"
            + " cannot be used;",
        "70 a fault of ours (--verbose shows where).");
    this.runner = runner;
  }

  @Override
  void define(CommandSpec command) {
    command.addPositional(arguments);
    command.addOption(verbose);
    command.addOption(update);
    command.addOption(junit);
    command.addOption(tap);
    command.addOption(fromTrace);
    command.addOption(made);
    coverageOptions.define(command);
  }

  @Override
  public Integer call() {
    String trace = Options.textOf(fromTrace);
    if (trace != null && !Options.textsOf(arguments).isEmpty()) {
      throw wrong("--from-trace makes a scenario; tell others with another 'ozml test'");
    }
    return trace == null ? tell() : make(trace);
  }

  private int make(String trace) {
    try {
      MadeScenario scenario = MadeScenario.of(shell, trace, Options.textOf(made));
      Failure failure = scenario.write(shell);
      if (failure == null) return GOOD;
      errPalette().failure("failed ", failure).forEach(shell.err()::println);
      shell.err().println("note: it tells what the trace tells; add to its world what that cannot");
      return BAD;
    } catch (Unusable e) {
      throw wrong(e.getMessage());
    }
  }

  private int tell() {
    long begin = System.nanoTime();
    List<String> given = Options.textsOf(arguments);
    List<String> paths = given.isEmpty() ? List.of("") : given;
    Coverage coverage = coverageOptions.begin();
    Scripts scenarios = Scripts.of(Scripts.Kind.SCENARIO, paths);
    Progress progress = new Progress(scenarios.names().size());
    ScenarioReader reader = new ScenarioReader();
    Stream<String> names = scenarios.names().stream().parallel();
    List<Told> all = names.map(name -> progress.after(() -> tell(reader, name, coverage))).toList();
    progress.end();
    TestReport report = new TestReport(all, System.nanoTime() - begin);
    List<String> problems = new ArrayList<>(scenarios.problems());
    for (Told one : all) {
      if (one.problem() != null) problems.add(one.problem());
    }
    print(report);
    boolean enough = coverage == null || coverageOptions.tell(coverage, paths, problems);
    write(Options.textOf(junit), report::junit, problems);
    write(Options.textOf(tap), report::tap, problems);
    for (String problem : problems) shell.err().println("ozml test: " + problem);
    if (all.stream().anyMatch(one -> one.bug() != null)) return Main.INTERNAL;
    if (!problems.isEmpty()) return USAGE;
    return report.failed() > 0 || !enough ? BAD : GOOD;
  }

  private Told tell(ScenarioReader reader, String name, @Nullable Coverage coverage) {
    long begin = System.nanoTime();
    try {
      Path file = Input.path(name);
      Scenario scenario = reader.read(file);
      ScenarioRunner.Outcome outcome = runner.apply(scenario);
      if (coverage != null) coverage.add(scenario, outcome.events());
      GoldenTranscript golden = GoldenTranscript.of(file);
      Failure failure = outcome.failure();
      boolean updated = false;
      if (failure == null && Options.isGiven(update)) updated = golden.update(outcome);
      if (failure == null) failure = golden.compare(outcome);
      return new Told(name, failure, null, null, System.nanoTime() - begin, updated);
    } catch (YamlException | Unusable e) {
      return Told.unusable(name, String.valueOf(e.getMessage()), System.nanoTime() - begin);
    } catch (CharacterCodingException e) {
      String problem = name + " or a file that it names is not UTF-8";
      return Told.unusable(name, problem, System.nanoTime() - begin);
    } catch (IOException e) {
      return Told.unusable(name, reason(name, e), System.nanoTime() - begin);
    } catch (RuntimeException | StackOverflowError e) { // ours; the others are told nevertheless
      return Told.failing(name, e, System.nanoTime() - begin);
    }
  }

  private static String reason(String name, IOException e) {
    try {
      return Input.reason(name, e);
    } catch (Unusable noName) {
      return String.valueOf(noName.getMessage());
    }
  }

  private void print(TestReport report) {
    Palette palette = outPalette();
    PrintWriter out = shell.out();
    for (Told one : report.all()) {
      Failure failure = one.failure();
      if (failure != null) {
        palette.failure("failed ", failure).forEach(out::println);
        if (one.bug() != null && Options.isGiven(verbose)) one.bug().printStackTrace(out);
      } else if (one.good() && Options.isGiven(verbose)) {
        out.println(palette.good("good   ") + one.name());
      }
    }
    if (report.failed() > 0 || Options.isGiven(verbose)) out.println();
    boolean bad = report.all().stream().anyMatch(one -> !one.good());
    out.println(bad ? palette.error(report.summary()) : report.summary());
  }

  private static void write(@Nullable String file, Supplier<String> report, List<String> problems) {
    if (file == null) return;
    try {
      Output.write(file, report.get());
    } catch (Unusable e) {
      problems.add(String.valueOf(e.getMessage()));
    }
  }

  /** How far it has come, for somebody who waits. */
  private final class Progress {
    private final int all;
    private final boolean shown = shell.terminal().showsErrors();
    private final AtomicInteger done = new AtomicInteger();

    Progress(int all) {
      this.all = all;
    }

    Told after(Supplier<Told> work) {
      Told told = work.get();
      int count = done.incrementAndGet();
      if (shown && count % STEP == 0) show("\r%d of %d".formatted(count, all));
      return told;
    }

    void end() {
      if (shown) show("\r\u001b[K");
    }

    private synchronized void show(String text) {
      shell.err().print(text);
      shell.err().flush();
    }
  }
}
