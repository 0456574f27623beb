package org.ozml.command;

import java.time.Duration;
import org.ozml.call.Operation;
import org.ozml.call.Sound;
import org.ozml.document.Beep;
import org.ozml.interpreter.Session;

/** Sounds one tone. */
final class BeepHandler extends Action {
  private static final Sound TONE = new Sound.Tone(1000, Duration.ofMillis(200));

  private final Beep command;

  BeepHandler(Beep command, Session session) {
    super(session);
    this.command = command;
  }

  @Override
  Operation begin() {
    return play(command, command.callId(), command.party(), TONE, false);
  }
}
