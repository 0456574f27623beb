package org.ozml.command;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.Operation;
import org.ozml.call.Role;
import org.ozml.document.BlindTransfer;
import org.ozml.document.Context;
import org.ozml.document.Party;
import org.ozml.interpreter.Event;
import org.ozml.interpreter.Notification;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;

/** Sends a party of the call to another number; in an API extension call always the other party. */
final class BlindTransferHandler extends Action {
  private final BlindTransfer command;
  private @Nullable Call call;

  BlindTransferHandler(BlindTransfer command, Session session) {
    super(session);
    this.command = command;
  }

  @Override
  Operation begin() {
    String id = session.callId(command.callId());
    call = session.board().call(id);
    return session.board().blindTransfer(id, moved(), session.value(command.target()), session);
  }

  private Role moved() {
    if (session.context() == Context.EXTENSION) {
      // Who is moved is whoever does not sit in the script's seat: it may have called, or been
      // called.
      boolean caller = call != null && session.isSeat(call.caller());
      return caller ? Role.CALLEE : Role.CALLER;
    }
    Party party = session.optional(command.transferorParty());
    if (party == null) {
      session.warn("BlindTransfer does not say whom it moves with TransferorParty: the caller");
      return Role.CALLER;
    }
    Role role = AttendedTransferHandler.moved(party, session);
    return role == null ? Role.CALLER : role;
  }

  @Override
  public Step on(Event event) {
    Step step = super.on(event);
    if (step instanceof Step.Next next && next.result().ok()) watch();
    return step;
  }

  /** Tells FinishedUrl once when the transferred call ends (section 4). */
  private void watch() {
    String url = session.optional(command.finishedUrl());
    if (call == null || url == null || session.context() == Context.EXTENSION) return;
    long transferred = session.now();
    call.whenEnded(
        ended ->
            session.tell(
                url,
                Notification.of("TransferFinished", ended, session.extension())
                    .with("Caller", ended.caller().number())
                    .with("Callee", ended.callee().number())
                    .with("Duration", Duration.ofNanos(session.now() - transferred))
                    .with("State", ended.state().word())));
  }
}
