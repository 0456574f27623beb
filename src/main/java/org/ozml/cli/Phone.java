package org.ozml.cli;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ozml.scenario.Stage;
import org.ozml.simulator.VirtualTime;
import org.ozml.simulator.World;

/** The keyboard as the telephone of somebody in a simulated call, in real time. */
final class Phone {
  private static final int CTRL_D = 4;

  private final Stage stage;
  private final Terminal terminal;
  private final Supplier<@Nullable String> holder;

  /**
   * Makes a phone.
   *
   * @param holder says whose it is at the moment
   */
  Phone(Stage stage, Terminal terminal, Supplier<@Nullable String> holder) {
    this.stage = stage;
    this.terminal = terminal;
    this.holder = holder;
  }

  /** Lets time pass until the script and all that follows from it are over. */
  void run() {
    Terminal.Listening keyboard = terminal.listen(typed -> stage.time().bring(() -> typed(typed)));
    VirtualTime.Pace pace = terminal.pace();
    try {
      while (stage.step(pace)) {}
    } finally {
      keyboard.close();
    }
  }

  private void typed(int c) {
    String number = holder.get();
    World.Doing doing = doing(c);
    if (number != null && doing != null) stage.network().act(number, doing);
  }

  private static World.@Nullable Doing doing(int c) {
    if (c < 0 || c == CTRL_D || c == 'h' || c == 'H') return new World.Doing.HangUp();
    char key = Character.toUpperCase((char) c);
    return "0123456789*#ABCD".indexOf(key) < 0
        ? null
        : new World.Doing.Press(Character.toString(key));
  }
}
