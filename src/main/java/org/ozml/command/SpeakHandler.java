package org.ozml.command;

import org.ozml.call.Operation;
import org.ozml.call.Sound;
import org.ozml.document.Speak;
import org.ozml.interpreter.Session;

/** Speaks a text and waits until it is spoken. */
final class SpeakHandler extends Action {
  private final Speak command;

  SpeakHandler(Speak command, Session session) {
    super(session);
    this.command = command;
  }

  @Override
  Operation begin() {
    Sound speech =
        new Sound.Speech(
            session.value(command.text()),
            session.optional(command.language()),
            session.optional(command.voice()));
    return play(command, command.callId(), command.party(), speech, false);
  }
}
