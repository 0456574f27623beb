package org.ozml.ccgateway;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.CallState;
import org.ozml.call.Leg;
import org.ozml.call.Operation;
import org.ozml.call.Role;
import org.ozml.call.Seat;

/** One call of an agent, as the desktop knows it. */
final class Line {
  /** What a call is for the agent. */
  enum Stage {
    /** Nothing is known of it yet. */
    NEW(false),
    /** It rings here, or waits to be answered. */
    OFFERED(false),
    /** The agent calls somebody. */
    DIALLING(false),
    TALKING(true),
    /** The agent has put it on hold. */
    HELD(true),
    /** The customer is with an IVR and will come back. */
    SUSPENDED(true),
    /** The customer is held while somebody is called. */
    CUSTOMER_HELD(true),
    /** The customer is held while the agent talks to a third party. */
    CONSULTING(true),
    CONFERENCE(true);

    private final boolean connected;

    Stage(boolean connected) {
      this.connected = connected;
    }

    boolean isConnected() {
      return connected;
    }
  }

  private final CallSheet sheet;
  private final String id;
  private final Set<Long> alerted = new HashSet<>();
  private Stage stage = Stage.NEW;
  private List<String> parties = List.of();
  private @Nullable String third;
  private @Nullable Operation transfer;
  private @Nullable Operation help;
  private @Nullable Operation recording;
  private long recordingSince;
  private boolean others;
  private boolean announced;
  private boolean releasedByAgent;

  Line(CallSheet sheet, String id) {
    this.sheet = sheet;
    this.id = id;
  }

  /** Returns what a call is now for an agent who sits there, or for whom it rings (null). */
  static Stage stage(Line line, @Nullable Seat seat, Agent agent) {
    Call call = line.sheet.call();
    if (seat == null) return line.sheet.orderedBy() == agent ? Stage.DIALLING : Stage.OFFERED;
    if (call.state() == CallState.RINGING) {
      return seat.role() == Role.CALLER ? Stage.DIALLING : Stage.OFFERED;
    }
    boolean third = seat.role() == Role.THIRD;
    if (call.isSuspended()) return third ? Stage.SUSPENDED : Stage.TALKING;
    if (seat.isAway()) return Stage.HELD;
    if (seat.isHeld()) return Stage.TALKING; // by others, who will be back
    boolean held = call.seats().stream().anyMatch(one -> one != seat && one.isHeld());
    boolean three = call.seats().size() == 3;
    if (held && !third) return three ? Stage.CONSULTING : Stage.CUSTOMER_HELD;
    return three && !held ? Stage.CONFERENCE : Stage.TALKING;
  }

  CallSheet sheet() {
    return sheet;
  }

  /** Returns the call id that the agent knows. */
  String id() {
    return id;
  }

  /** Returns the id of the third party's part: its own when help was asked for. */
  String consultId() {
    CallSheet.Consult consult = sheet.consult();
    return consult == null ? id : consult.id();
  }

  /** Returns the call id under which the agent knows a party. */
  String idOf(String party) {
    return isThird(party) ? consultId() : id;
  }

  /** Returns whether a party came as the third one. */
  boolean isThird(String party) {
    return party.equals(third);
  }

  Stage stage() {
    return stage;
  }

  /** Returns who else is in the call. */
  List<String> parties() {
    return parties;
  }

  /** Returns whether others were in the call before it was looked at last. */
  boolean hasOthers() {
    return others;
  }

  /** Notes what was seen. */
  void see(Stage next, List<String> now) {
    others = !Set.copyOf(parties).equals(Set.copyOf(now));
    stage = next;
    parties = now;
    if (now.size() == 2 && third == null) third = now.get(1);
    if (now.size() < 2) third = null;
  }

  /** Returns where the agent sits; null: nowhere yet. */
  @Nullable Seat seat(@Nullable Leg leg) {
    if (leg == null) return null;
    for (Seat seat : leg.seats()) if (seat.call() == sheet.call()) return seat;
    return null;
  }

  boolean announced() {
    return announced;
  }

  void announce() {
    announced = true;
  }

  /** Returns whether a telephone that rings was told already; from then on it was. */
  boolean alertedBy(Leg other) {
    return !alerted.add(other.id());
  }

  void releasedByAgent() {
    releasedByAgent = true;
  }

  boolean wasReleasedByAgent() {
    return releasedByAgent;
  }

  /** Returns the transfer to outside that can be cancelled; null: there is none. */
  @Nullable Operation transfer() {
    return transfer;
  }

  void transfer(@Nullable Operation ordered) {
    transfer = ordered;
  }

  /** Returns the help that was asked for last; null: none was. */
  @Nullable Operation help() {
    return help;
  }

  void help(Operation ordered) {
    help = ordered;
  }

  /** Returns where other devices sit; a script is none. */
  List<Seat> others(@Nullable Leg own) {
    return sheet.call().seats().stream()
        .filter(seat -> seat.occupant() instanceof Leg leg && leg != own)
        .toList();
  }

  /** Returns the recording of what the agent says here; null: there is none. */
  @Nullable Operation recording() {
    return recording;
  }

  long recordingSince() {
    return recordingSince;
  }

  void recording(Operation begun, long since) {
    recording = begun;
    recordingSince = since;
  }
}
