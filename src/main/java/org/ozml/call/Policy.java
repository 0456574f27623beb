package org.ozml.call;

/**
 * How a party of a call is moved to somebody else. T is the transferor, M the moved party, G the
 * target; whatever the policy, one operation carries it (call model, Concepts).
 */
public enum Policy {
  /**
   * T is released when G answers; M hears ringback meanwhile; M and G talk. Failure: as before.
   * OzML's BlindTransfer, the gateway's release-after-transfer.
   */
  RELEASE_AFTER_TRANSFER(false, false),
  /** T is released at once; M hears ringback; M and G talk. Failure: M is hung up, call Error. */
  BLIND(false, false),
  /** T stays: T and G talk while M is held. Failure: as before. */
  TALK_FORWARDING(true, true),
  /** T stays, all three talk; M is held until G answers. Failure: as before. */
  THREE_PARTY_HELD(true, true),
  /** T stays, all three talk; T and M go on talking until G answers. Failure: as before. */
  THREE_PARTY(true, false),
  /**
   * G is a script, T is parked: M is with the script, whose end brings M back to T; when T has gone
   * by then, M is hung up. When M hangs up, there is nobody to come back: the call ends. Failure:
   * as before.
   */
  HANG_UP(false, false);

  private final boolean stays;
  private final boolean holds;

  Policy(boolean stays, boolean holds) {
    this.stays = stays;
    this.holds = holds;
  }

  /** Returns whether T goes on in the call, beside G in the third seat. */
  boolean stays() {
    return stays;
  }

  /** Returns whether M is held while G is called. */
  boolean holds() {
    return holds;
  }
}
