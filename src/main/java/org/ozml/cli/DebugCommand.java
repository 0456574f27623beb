package org.ozml.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Trace;
import org.ozml.cli.Input.Unusable;
import org.ozml.debugger.Debugger;
import org.ozml.debugger.Production;
import org.ozml.debugger.Remembered;
import org.ozml.debugger.Sources;
import org.ozml.document.Context;
import org.ozml.document.Document;
import org.ozml.scenario.Scene;
import org.ozml.scenario.Stage;
import org.ozml.service.Services;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ozml debug}. */
final class DebugCommand extends Subcommand {
  private final SceneOptions options = new SceneOptions();

  DebugCommand(Shell shell) {
    super(
        shell,
        "debug",
        """
        Goes through a script command by command, forwards and backwards, on simulated telephones.

        It takes orders from the terminal, or from standard input, a line each; 'help' lists them. Time is virtual, \
        and what has been done can be undone: 'back' goes to the command before, and somebody may press another key \
        there. Real web applications are asked once, and answer the same whenever the run comes there again.
        """,
        "",
        "Examples:",
        "  ozml debug menu.xml",
        "  printf 'break 5\\nrun\\ncalls\\n' | ozml debug menu.xml",
        "  ozml debug pin.xml --answer http://localhost/pin=wrong.xml",
        "",
        "Exit codes: 0 the dialogue is over, 1 the script cannot run, 2 wrong usage.");
  }

  @Override
  void define(CommandSpec command) {
    options.define(command);
  }

  @Override
  public Integer call() {
    try {
      return debug();
    } catch (Unusable e) {
      throw wrong(e.getMessage());
    }
  }

  private int debug() throws Unusable {
    if (options.script().equals(Input.STANDARD)) {
      throw new Unusable("standard input is for the orders; put the script into a file");
    }
    Document document = options.read(shell);
    Context place = options.check(document, shell, errPalette());
    if (place == null) return BAD;
    Scene scene = options.scene(document, place, world -> world);
    try (Surroundings around = Surroundings.without(options.content(), options.offline())) {
      Debugger debugger = new Debugger(new Again(scene, around), new Sources(scene));
      for (String line : WorldWords.labelled(scene)) shell.out().println(outPalette().quiet(line));
      shell.out().println();
      talk(new DebugDialogue(debugger, shell.out(), outPalette()));
      return GOOD;
    } catch (IOException e) {
      throw new Unusable("standard input cannot be read: " + e.getMessage());
    }
  }

  /** Orders that are not typed are printed, so that what is printed reads as a dialogue. */
  private void talk(DebugDialogue dialogue) throws IOException {
    boolean typed = shell.terminal().interactive();
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(shell.in(), StandardCharsets.UTF_8));
    dialogue.begin();
    while (!dialogue.over()) {
      if (typed) shell.out().print("(ozml) ");
      shell.out().flush();
      String order = orders.readLine();
      if (order == null) {
        if (typed) shell.out().println();
        return;
      }
      if (!typed) shell.out().println(("> " + order).strip());
      dialogue.take(order);
    }
  }

  /** The scene with the keys and hang-ups of the options, each time anew. */
  private final class Again implements Production {
    private final Scene scene;
    private final Surroundings around;
    private final @Nullable Remembered web;
    private final Deque<String> groups;
    private final List<WorldOptions.HangUp> hangUps;
    private Keys keys;
    private @Nullable Stage stage;

    Again(Scene scene, Surroundings around) throws Unusable {
      this.scene = scene;
      this.around = around;
      Services real = around.services();
      web = real == null ? null : new Remembered(real.web());
      groups = options.world().keys();
      hangUps = options.world().hangUps();
      keys = keys();
    }

    private Keys keys() {
      return new Keys(new ArrayDeque<>(groups), Keys.holder(scene));
    }

    @Override
    public Stage stage(Trace trace) {
      keys = keys();
      Services outside = web == null ? null : Services.of(web.run());
      Stage made =
          new Stage(
              scene,
              event -> {
                trace.on(event);
                if (stage != null) keys.on(event, stage);
              },
              new Stage.Props(outside, around::file, null, options.settings(), null));
      stage = made;
      return made;
    }

    @Override
    public void begun(Stage begun) {
      keys.plan(hangUps, begun, note -> {});
    }
  }
}
