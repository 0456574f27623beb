package org.ozml.command;

import org.jspecify.annotations.Nullable;
import org.ozml.call.Operation;
import org.ozml.call.Role;
import org.ozml.document.AttendedTransfer;
import org.ozml.document.Party;
import org.ozml.interpreter.Session;

/** Joins the party of one call with a second call. */
final class AttendedTransferHandler extends Action {
  private final AttendedTransfer command;

  AttendedTransferHandler(AttendedTransfer command, Session session) {
    super(session);
    this.command = command;
  }

  @Override
  Operation begin() {
    Party party = session.optional(command.transferorParty());
    return session
        .board()
        .attendedTransfer(
            session.callId(command.transferredCallId()),
            session.value(command.targetCallId()),
            party == null ? null : moved(party, session),
            session);
  }

  /**
   * Returns whom TransferorParty means: the moved party, unless configured otherwise (section 4).
   */
  static @Nullable Role moved(Party party, Session session) {
    Role named = Session.role(party);
    if (session.settings().transferorPartyMoves() || named == null) return named;
    return named == Role.CALLER ? Role.CALLEE : Role.CALLER;
  }
}
