package org.ozml.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ozml.call.TraceEvent;
import org.ozml.cli.Input.Unusable;
import org.ozml.debugger.Act;
import org.ozml.debugger.Breakpoint;
import org.ozml.debugger.Debugger;
import org.ozml.debugger.Refusal;
import org.ozml.debugger.Sources;
import org.ozml.debugger.Stop;
import org.ozml.debugger.View;
import org.ozml.document.Document;
import org.ozml.document.Place;
import org.ozml.document.Spelling;
import org.ozml.scenario.Transcript;

/** Talks with the user of a debugger: takes an order, a line, and prints what came of it. */
final class DebugDialogue {
  private static final int MOST_STEPS = 1_000_000;

  private final List<Verb> verbs =
      List.of(
          new Verb("run", "", 0, 0, "start anew, go to a breakpoint or to the end", this::run),
          new Verb("continue", "", 0, 0, "go on to a breakpoint or to the end", this::proceed),
          new Verb("step", "[N]", 0, 1, "go on until the next command begins", this::step),
          new Verb("next", "", 0, 0, "the same, but over what is inside this command", this::next),
          new Verb(
              "finish", "", 0, 0, "go on until the block is left that this is in", this::finish),
          new Verb("until", "TIME", 1, 1, "go on to a time, such as 12.5s", this::until),
          new Verb("wait", "TIME", 1, 1, "let so much time pass", this::pass),
          new Verb(
              "goto", "TIME", 1, 1, "go to a time, forwards or back, past breakpoints", this::goTo),
          new Verb(
              "break",
              "[FILE:]LINE | error | keys",
              1,
              1,
              "stop at a line; at a result other than 200; at a menu that takes keys",
              this::breakAt),
          new Verb("breaks", "", 0, 0, "list the breakpoints", this::breaks),
          new Verb("delete", "N", 1, 1, "delete a breakpoint", this::delete),
          new Verb("back", "[N]", 0, 1, "go back to the command before", this::back),
          new Verb("reverse", "", 0, 0, "go back to the breakpoint before", this::reverse),
          new Verb("press", "KEYS [NUMBER]", 1, 2, "let somebody press keys now", this::press),
          new Verb("hangup", "[NUMBER]", 0, 1, "let somebody hang up now", this::hangUp),
          new Verb("where", "", 0, 0, "show the commands that this is inside of", this::where),
          new Verb("vars", "", 0, 0, "show the variables", this::vars),
          new Verb("calls", "", 0, 0, "show who is in which call, and what they hear", this::calls),
          new Verb("timers", "", 0, 0, "show what will happen by itself", this::timers),
          new Verb("list", "[[FILE:]LINE]", 0, 1, "show the script around a line", this::list),
          new Verb("trace", "", 0, 0, "show what has happened so far", this::trace),
          new Verb("help", "", 0, 0, "show this", this::help),
          new Verb("quit", "", 0, 0, "end", this::quit));

  /** Shorter forms that are not the beginning of a word, or of another one first. */
  private static final Map<String, String> ALSO =
      Map.of("rc", "reverse", "bt", "where", "exit", "quit", "h", "help", "?", "help");

  /** What an empty line does once more. */
  private static final List<String> MOVES =
      List.of("step", "next", "continue", "finish", "wait", "back", "reverse");

  private final Debugger debugger;
  private final Sources sources;
  private final ViewWords words;
  private final PrintWriter out;
  private final Palette palette;
  private String last = "";
  private boolean over;

  /**
   * What the user can order.
   *
   * @param least how many parameters there are at least
   * @param most and at most
   */
  private record Verb(
      String name, String parameters, int least, int most, String words, Doing doing) {
    private interface Doing {
      void with(List<String> arguments) throws Refusal, Unusable;
    }

    String whole() {
      return parameters.isEmpty() ? name : name + " " + parameters;
    }

    void apply(List<String> arguments) throws Refusal, Unusable {
      if (arguments.size() < least || arguments.size() > most) {
        throw new Unusable("expected: " + whole());
      }
      doing.with(arguments);
    }
  }

  DebugDialogue(Debugger debugger, PrintWriter out, Palette palette) {
    this.debugger = debugger;
    this.sources = debugger.sources();
    this.words = new ViewWords(sources);
    this.out = out;
    this.palette = palette;
  }

  /** Says where it stands before anything has happened. */
  void begin() {
    Document first = sources.first();
    int count = Sources.commands(first).size();
    out.println(
        "%s has %d command%s. 'run' or 'step' starts it, 'help' says what else there is."
            .formatted(sources.brief(first.source().name()), count, count == 1 ? "" : "s"));
  }

  /** Returns whether the user has had enough. */
  boolean over() {
    return over;
  }

  /** Takes an order; an empty one repeats the last move. */
  void take(String order) {
    String line = order.isBlank() ? last : order.strip();
    if (line.isEmpty()) return;
    List<String> parts = Arrays.asList(line.split("\\s+"));
    try {
      Verb verb = verb(parts.get(0));
      verb.apply(parts.subList(1, parts.size()));
      if (MOVES.contains(verb.name())) last = line;
    } catch (Refusal | Unusable e) {
      out.println(palette.warning(String.valueOf(e.getMessage())));
    }
  }

  /** The first whose name begins so: r is run, s is step. */
  private Verb verb(String written) throws Unusable {
    String name = written.toLowerCase(Locale.ROOT);
    String meant = ALSO.getOrDefault(name, name);
    for (Verb verb : verbs) {
      if (verb.name().equals(meant)) return verb;
    }
    for (Verb verb : verbs) {
      if (verb.name().startsWith(meant)) return verb;
    }
    List<String> names = verbs.stream().map(Verb::name).toList();
    String near = Spelling.didYouMean(name, names);
    String all = "; there are: " + String.join(", ", names);
    throw new Unusable("there is no '%s'%s".formatted(written, near.isEmpty() ? all : near));
  }

  // ---- moves

  private void run(List<String> none) {
    tell(debugger.restart());
  }

  private void proceed(List<String> none) {
    tell(debugger.proceed());
  }

  private void step(List<String> times) throws Unusable {
    int left = times.isEmpty() ? 1 : count(times.get(0));
    Stop stop = debugger.step();
    while (--left > 0 && !stop.view().over() && stop.breakpoint() == null) {
      happened(stop);
      stop = debugger.step();
    }
    tell(stop);
  }

  private void next(List<String> none) {
    tell(debugger.next());
  }

  private void finish(List<String> none) {
    tell(debugger.finish());
  }

  private void until(List<String> time) throws Refusal, Unusable {
    tell(debugger.until(WorldOptions.seconds("until", time.get(0)).toNanos()));
  }

  private void pass(List<String> time) throws Refusal, Unusable {
    Duration length = WorldOptions.seconds("wait", time.get(0));
    tell(debugger.until(debugger.view().time() + length.toNanos()));
  }

  private void goTo(List<String> time) throws Unusable {
    tell(debugger.goTo(WorldOptions.seconds("goto", time.get(0)).toNanos()));
  }

  private void back(List<String> commands) throws Unusable {
    if (debugger.view().beginning()) throw new Unusable("this is the beginning");
    tell(debugger.back(commands.isEmpty() ? 1 : count(commands.get(0))));
  }

  private void reverse(List<String> none) throws Unusable {
    if (debugger.view().beginning()) throw new Unusable("this is the beginning");
    tell(debugger.reverse());
  }

  private static int count(String written) throws Unusable {
    if (written.matches("[0-9]{1,7}")) {
      int count = Integer.parseInt(written);
      if (count > 0 && count <= MOST_STEPS) return count;
    }
    throw new Unusable("'%s' is no number; expected 1 to 1000000".formatted(written));
  }

  // ---- what a move has come to

  private void tell(Stop stop) {
    for (Act act : stop.undone()) out.println("undone:" + told(act));
    happened(stop);
    View view = stop.view();
    if (view.beginning()) {
      out.println("This is the beginning; nothing has happened yet.");
      return;
    }
    Breakpoint met = stop.breakpoint();
    String hit = met == null ? "" : "  (breakpoint %d)".formatted(met.number());
    out.println(
        Transcript.time(view.time()) + "  " + palette.strong("=> " + words.here(view) + hit));
  }

  private void happened(Stop stop) {
    stop.happened().forEach(this::happened);
  }

  private void happened(TraceEvent event) {
    for (String line : Transcript.lines(event)) out.println(palette.happening(event, line));
  }

  private static String told(Act act) {
    String time = Transcript.time(act.time()).strip();
    return " at %s %s %s".formatted(time, act.number(), act.doing().words());
  }

  // ---- people

  private void press(List<String> arguments) throws Refusal {
    acts(debugger.press(arguments.get(0), arguments.size() > 1 ? arguments.get(1) : null));
  }

  private void hangUp(List<String> arguments) throws Refusal {
    acts(debugger.hangUp(arguments.isEmpty() ? null : arguments.get(0)));
  }

  private void acts(Act act) {
    out.println(told(act).strip() + "; go on to see what comes of it");
  }

  // ---- breakpoints

  private void breakAt(List<String> where) throws Refusal, Unusable {
    switch (where.get(0).toLowerCase(Locale.ROOT)) {
      case "error" -> out.println(words.words(debugger.breakOnError()));
      case "keys" -> out.println(words.words(debugger.breakOnKeys()));
      default -> {
        Place asked = place(where.get(0));
        Document document = sources.find(asked.document());
        Breakpoint.Line made = debugger.breakAt(document, asked.line());
        String moved = "no command begins in line %d; ".formatted(asked.line());
        out.println((made.line() == asked.line() ? "" : moved) + words.words(made));
      }
    }
  }

  /** A line of the document where it stands, or FILE:LINE. */
  private Place place(String written) throws Refusal, Unusable {
    int colon = written.lastIndexOf(':');
    String line = written.substring(colon + 1);
    if (!line.matches("[0-9]{1,7}")) {
      throw new Unusable("'%s': expected a line such as 12 or menu.xml:12".formatted(written));
    }
    Document document = colon < 0 ? current() : sources.find(written.substring(0, colon));
    return new Place(document.source().name(), Integer.parseInt(line), 1);
  }

  private Document current() {
    Place place = debugger.view().place();
    Document document = place == null ? null : sources.document(place.document());
    return document == null ? sources.first() : document;
  }

  private void breaks(List<String> none) {
    debugger.breakpoints().forEach(one -> out.println(words.words(one)));
    if (debugger.breakpoints().isEmpty()) out.println("there are no breakpoints");
  }

  private void delete(List<String> number) throws Refusal, Unusable {
    out.println("deleted: " + words.words(debugger.delete(count(number.get(0)))));
  }

  // ---- what is seen

  private void where(List<String> none) {
    print(words.where(debugger.view()));
  }

  private void vars(List<String> none) {
    print(words.vars(debugger.view()));
  }

  private void calls(List<String> none) {
    print(words.calls(debugger.view()));
  }

  private void timers(List<String> none) {
    print(words.timers(debugger.view()));
  }

  private void print(List<String> lines) {
    lines.forEach(out::println);
  }

  private void list(List<String> where) throws Refusal, Unusable {
    Place here = debugger.view().place();
    Place place = where.isEmpty() ? here : place(where.get(0));
    if (place == null) place = new Place(sources.first().source().name(), 1, 1);
    Document document = sources.document(place.document());
    if (document == null) {
      throw new Unusable("the text of %s is not known".formatted(place.document()));
    }
    print(words.list(document, place.line(), here, debugger.breakpoints()));
  }

  private void trace(List<String> none) {
    debugger.view().events().forEach(this::happened);
    if (debugger.view().events().isEmpty()) out.println("nothing has happened yet");
  }

  private void help(List<String> none) {
    for (Verb verb : verbs) {
      String order = verb.whole();
      if (order.length() > 20) out.println("  " + order);
      String first = order.length() > 20 ? "" : order;
      out.println("  %-20s  %s".formatted(first, verb.words()));
    }
    out.println("A word may be cut short: s is step. An empty line repeats the last move.");
  }

  private void quit(List<String> none) {
    over = true;
  }
}
