package org.ozml.ccgateway;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.CallState;
import org.ozml.call.Cause;
import org.ozml.call.Leg;
import org.ozml.call.Operation;
import org.ozml.call.Policy;
import org.ozml.call.Recording;
import org.ozml.call.Result;
import org.ozml.call.Seat;
import org.ozml.ccgateway.Line.Stage;

/**
 * The calls that an agent's telephone is in, and what the desktop is told of them. On the loop.
 *
 * <p>Nobody tells this class that a call was transferred or that somebody has hung up: whenever
 * something has changed, it looks at the telephone and at who sits with it in which call, and tells
 * the difference from what it saw before. So an agent is told the same whoever ordered it: a
 * desktop, a script, a telephone. The order, which is always the same:
 *
 * <ol>
 *   <li>AgentState_Busy, when the telephone had nothing to do
 *   <li>AgentOther_PhoneAlerting, AgentOther_PhoneOffhook
 *   <li>of each call that has ended for the agent: AgentEvent_Call_Release,
 *       AgentEvent_Customer_Release, AgentMediaEvent_StopRecordDone; or why it did not begin:
 *       AgentEvent_No_Answer, _Call_Out_Fail, _Inside_Call_Fail, _Connect_Fail
 *   <li>of each call that goes on: AgentEvent_Customer_Release for a party that has left it,
 *       AgentEvent_Ringing or _Auto_Answer and _Incoming_CallInfo, AgentEvent_Hold,
 *       AgentEvent_ReturnFromIvr, AgentEvent_Talking, AgentEvent_Conference,
 *       AgentMediaEvent_Record, AgentEvent_Customer_Alerting
 *   <li>AgentOther_PhoneRelease, then AgentState_Ready, _Work or what else the agent is
 * </ol>
 *
 * What came of a transfer or of help ({@code AgentEvent_SuccTransResult}, {@code _Connect_Fail},
 * {@code _Consult_Fail}) is told before all that follows from it; how a release-after-transfer has
 * ended, also to an agent who has hung up meanwhile. Help that is being given when the agent leaves
 * is released first, by its own id.
 */
final class Lines {
  private static final String MAIN = "main";
  private static final String RECORD_FAIL = "AgentMediaEvent_Record_Fail";

  private final Centre centre;
  private final Agent agent;
  private final Map<Call, Line> lines = new LinkedHashMap<>();
  private @Nullable Line last;
  private @Nullable Leg leg;

  /** Connections of another telephone, at which the agent has signed in meanwhile. */
  private final Set<Leg> further = new LinkedHashSet<>();

  private boolean occupied;
  private boolean alerting;
  private boolean offHook;
  private boolean talked;

  Lines(Centre centre, Agent agent) {
    this.centre = centre;
    this.agent = agent;
  }

  // ---- what others ask

  /** Returns whether there is no call, none rings, and the telephone is on the hook. */
  boolean none() {
    return leg == null;
  }

  /** Returns the lines, the oldest first. */
  List<Line> all() {
    return List.copyOf(lines.values());
  }

  /** Returns the line in a stage; null: none. */
  @Nullable Line in(Stage... stages) {
    for (Line line : lines.values()) {
      for (Stage stage : stages) if (line.stage() == stage) return line;
    }
    return null;
  }

  /** Returns the line that the agent is talking on; null: none. */
  @Nullable Line talking() {
    return in(Stage.TALKING, Stage.CONSULTING, Stage.CONFERENCE);
  }

  /** Returns the line with a call id; null: none. */
  @Nullable Line line(String id) {
    for (Line line : lines.values()) if (line.id().equals(id)) return line;
    return null;
  }

  /** Returns the call that ended last for the agent; null: none yet. */
  @Nullable Line last() {
    return last;
  }

  /** Returns the telephone's connection; null: it is on the hook. */
  @Nullable Leg leg() {
    return leg;
  }

  // ---- orders

  /** Hangs up the telephone, whatever it is in. */
  void hangUp() {
    look(); // it may have begun to ring just now
    for (Line line : all()) hangUp(line);
  }

  /** The agent leaves a call, or refuses it. */
  void hangUp(Line line) {
    line.releasedByAgent();
    Leg own = leg;
    Seat seat = line.seat(own);
    if (seat != null) centre.board().drop(seat);
    else if (line.stage() == Stage.DIALLING) centre.board().hangUp(line.sheet().call().id());
    else if (own != null) centre.board().decline(own);
  }

  // ---- what happens

  /** A telephone's connection is new or has changed. */
  void saw(Leg one) {
    if (one.state() == Leg.State.ENDED) further.remove(one);
    else if (leg == null) leg = one;
    else if (leg != one) further.add(one);
  }

  /** Returns the calls that the telephone is in or rings for. */
  private Map<Call, @Nullable Seat> calls() {
    Map<Call, @Nullable Seat> calls = new LinkedHashMap<>();
    Leg own = leg;
    if (own == null) return calls;
    own.seats().forEach(seat -> calls.put(seat.call(), seat));
    Call rings = own.ringsFor();
    if (rings != null) calls.putIfAbsent(rings, null);
    return calls;
  }

  /** Tells the desktop what is different from what it knows. */
  void look() {
    Leg own = leg;
    if (own == null) return;
    Map<Call, @Nullable Seat> now = calls();
    if (!occupied && !now.isEmpty()) {
      occupied = true;
      talked = false;
      agent.occupied();
    }
    telephone(own);
    for (Line line : all()) {
      if (!now.containsKey(line.sheet().call())) ended(line, own);
    }
    now.forEach((call, seat) -> goesOn(line(call), seat, own));
    if (own.state() == Leg.State.ENDED) onHook(own);
  }

  private Line line(Call call) {
    Line known = lines.get(call);
    if (known != null) return known;
    CallSheet sheet = centre.sheets().of(call);
    CallSheet.Consult consult = sheet.consult();
    String id = consult == null || consult.by() == agent ? sheet.id() : consult.id();
    Line made = new Line(sheet, id);
    lines.put(call, made);
    sheet.agents().add(agent);
    boolean dials = call.caller().occupant() == leg && leg != null && sheet.orderedBy() == null;
    if (dials) sheet.ordered(agent, CallSheet.Feature.OUTBOUND, agent.id(), call.dialed());
    return made;
  }

  private void telephone(Leg own) {
    boolean rings = own.state() == Leg.State.RINGING;
    boolean up = own.state() == Leg.State.UP;
    if (!alerting && !offHook && (rings || (up && own.ringsFor() != null))) {
      alerting = true;
      agent.tell("AgentOther_PhoneAlerting", null);
    }
    if (!offHook && up) {
      offHook = true;
      agent.tell("AgentOther_PhoneOffhook", Map.of("type", MAIN));
    }
  }

  private void onHook(Leg own) {
    leg = further.isEmpty() ? null : further.iterator().next();
    further.remove(leg);
    occupied = leg != null;
    if (alerting || offHook) {
      boolean platform = own.endedByUs();
      agent.tell("AgentOther_PhoneRelease", Map.of("phoneState", platform ? 3 : 2));
    }
    alerting = false;
    offHook = false;
    if (leg != null) look();
    else if (talked) agent.free();
    else agent.calledOff();
  }

  // ---- a call that goes on

  private void goesOn(Line line, @Nullable Seat seat, Leg own) {
    Stage before = line.stage();
    Stage stage = Line.stage(line, seat, agent);
    List<String> parties = seat == null ? List.of() : parties(line, own);
    if (before != Stage.NEW) left(line, parties);
    if (stage == Stage.OFFERED || before == Stage.NEW || before == Stage.OFFERED) {
      offered(line, seat, own, stage);
    }
    line.see(stage, parties);
    if (stage != before) entered(line, before, stage);
    else if (stage == Stage.TALKING && line.hasOthers()) talking(line, line.id());
    alerts(line);
  }

  private void left(Line line, List<String> parties) {
    for (String party : line.parties()) {
      if (parties.contains(party)) continue;
      customerReleased(line.idOf(party), party);
      if (!line.isThird(party)) continue;
      line.transfer(null);
      if (isHelped(line)) line.sheet().consult(null);
    }
  }

  /** Returns whether the agent has asked for help in a call, and it is not over. */
  private boolean isHelped(Line line) {
    CallSheet.Consult consult = line.sheet().consult();
    return consult != null && consult.by() == agent;
  }

  /** A call that has come, as soon as the telephone has taken it. */
  private void offered(Line line, @Nullable Seat seat, Leg own, Stage stage) {
    boolean comes = stage != Stage.DIALLING && line.sheet().orderedBy() != agent;
    boolean taken = seat != null || own.state() == Leg.State.UP;
    if (!comes || !taken || line.announced()) return;
    line.announce();
    Agent.SignIn how = agent.signIn();
    boolean auto = how == null || how.autoAnswer();
    agent.tell(auto ? "AgentEvent_Auto_Answer" : "AgentEvent_Ringing", ringing(line));
    agent.tell("AgentEvent_Incoming_CallInfo", callInfo(line));
  }

  private void entered(Line line, Stage before, Stage stage) {
    String id = line.id();
    boolean begins = before == Stage.NEW || before == Stage.OFFERED || before == Stage.DIALLING;
    switch (stage) {
      case HELD, SUSPENDED, CUSTOMER_HELD -> agent.tell("AgentEvent_Hold", id);
      case TALKING -> {
        if (before == Stage.SUSPENDED) agent.tell("AgentEvent_ReturnFromIvr", id);
        talking(line, isHelped(line) ? line.consultId() : id); // with the helper alone
      }
      case CONSULTING -> {
        if (before != Stage.CUSTOMER_HELD && before != Stage.HELD)
          agent.tell("AgentEvent_Hold", id);
        talking(line, line.consultId());
      }
      case CONFERENCE -> {
        if (begins) talking(line, id);
        String partners = String.join(",", line.parties());
        agent.tell("AgentEvent_Conference", ordered("callid", id, "partner", partners));
      }
      case NEW, OFFERED, DIALLING -> {}
    }
    if (stage.isConnected()) connected(line);
  }

  private void connected(Line line) {
    talked = true;
    if (line.recording() == null && leg != null) record(line, leg);
  }

  private void talking(Line line, String id) {
    CallSheet sheet = line.sheet();
    CallSheet.Consult help = help(sheet, id);
    agent.tell(
        "AgentEvent_Talking",
        ordered(
            "caller",
            help == null ? sheet.caller() : help.by().id(),
            "called",
            help == null ? sheet.called() : help.whom(),
            "callid",
            id,
            "feature",
            feature(sheet, help),
            "type",
            MAIN,
            "mediaAbility",
            sheet.mediaAbility()));
  }

  /** Returns the help that an id is the id of; null: it is the call's own. */
  private static CallSheet.@Nullable Consult help(CallSheet sheet, String id) {
    CallSheet.Consult consult = sheet.consult();
    return consult != null && consult.id().equals(id) ? consult : null;
  }

  private static String feature(CallSheet sheet, CallSheet.@Nullable Consult help) {
    return Integer.toString((help == null ? sheet.feature() : help.feature()).number());
  }

  private static Map<String, Object> ringing(Line line) {
    CallSheet sheet = line.sheet();
    CallSheet.Consult help = help(sheet, line.id());
    boolean transfer = !sheet.transferredBy().isEmpty();
    return ordered(
        "caller",
        help == null ? sheet.caller() : help.by().id(),
        "called",
        help == null ? sheet.called() : help.whom(),
        "callid",
        line.id(),
        "type",
        MAIN,
        "feature",
        feature(sheet, help),
        "mediaAbility",
        sheet.mediaAbility(),
        "mediaType",
        "5",
        "transfer",
        transfer ? "yes" : "no",
        "transfrom",
        sheet.transferredBy());
  }

  private Map<String, Object> callInfo(Line line) {
    CallSheet sheet = line.sheet();
    return ordered(
        "callId", line.id(),
        "skillName", centre.skillName(sheet.skill()),
        "skillId", sheet.skill(),
        "caller", sheet.caller(),
        "called", sheet.called(),
        "lastReleaseAgentId", sheet.transferredBy(),
        "mediaType", "5",
        "releaseAndReQueueCount", 0,
        "releaseAndReQueueCallFlag", "false");
  }

  /** Somebody else's telephone rings for this call. */
  private void alerts(Line line) {
    Leg other = line.sheet().alerting();
    boolean here = line.stage() != Stage.OFFERED && line.stage() != Stage.NEW;
    if (other == null || other == leg || !here || line.alertedBy(other)) return;
    Agent workNo = centre.at(other.number());
    agent.tell(
        "AgentEvent_Customer_Alerting",
        ordered(
            "callid",
            line.consultId(),
            "otherPhone",
            centre.sheets().shown(line.sheet(), other.number()),
            "otherPhoneWorkno",
            workNo == null ? "" : workNo.id(),
            "type",
            MAIN));
  }

  /** Returns who else is in a call, by the numbers that desktops know; a script is none. */
  private List<String> parties(Line line, Leg own) {
    return line.others(own).stream()
        .map(seat -> centre.sheets().shown(line.sheet(), seat.number()))
        .toList();
  }

  // ---- a call that has ended for the agent

  private void ended(Line line, Leg own) {
    Call call = line.sheet().call();
    lines.remove(call);
    line.sheet().agents().remove(agent);
    last = line;
    if (line.stage().isConnected()) released(line, call, own);
    else if (line.stage() == Stage.DIALLING) notReached(line, own);
    else notTaken(line, own);
    stopRecording(line);
    if (own.isMuted()) centre.board().mute(own, false);
  }

  private void released(Line line, Call call, Leg own) {
    // Whoever has joined two calls is still there, in the other one.
    boolean joined = call.state() == CallState.TRANSFERRED && !own.seats().isEmpty();
    if (isHelped(line)) {
      agent.tell("AgentEvent_Call_Release", line.consultId());
      line.sheet().consult(null);
    }
    if (!joined) agent.tell("AgentEvent_Call_Release", line.id());
    if (!call.state().terminal()) return;
    for (String party : line.parties()) customerReleased(line.idOf(party), party);
  }

  private void customerReleased(String id, String party) {
    agent.tell("AgentEvent_Customer_Release", ordered("callid", id, "number", party));
  }

  private void notReached(Line line, Leg own) {
    talked = true; // the agent had something to do
    String what =
        line.wasReleasedByAgent()
            ? "AgentEvent_Call_Release"
            : !offHook && own.state() != Leg.State.UP
                ? "AgentEvent_Connect_Fail"
                : line.sheet().feature() == CallSheet.Feature.INTERNAL
                    ? "AgentEvent_Inside_Call_Fail"
                    : "AgentEvent_Call_Out_Fail";
    agent.tell(what, line.id());
  }

  private void notTaken(Line line, Leg own) {
    Cause cause = Objects.requireNonNullElse(own.cause(), Cause.CANCELLED);
    if (line.wasReleasedByAgent()) {
      agent.tell("AgentEvent_Call_Release", line.id());
      agent.notReady(Agent.REJECTED);
      return;
    }
    switch (cause) {
      case NO_ANSWER -> {
        agent.tell("AgentEvent_No_Answer", line.id());
        agent.notReady(Agent.NO_ANSWER);
      }
      case BUSY, NOT_FOUND, FAILED -> agent.tell("AgentEvent_Connect_Fail", line.id());
      case NORMAL, CANCELLED -> {
        agent.tell("AgentEvent_Call_Release", line.id());
        if (line.sheet().call().state().terminal()) {
          customerReleased(line.id(), line.sheet().caller());
        }
      }
    }
  }

  // ---- recordings

  private void record(Line line, Leg own) {
    String format = centre.plan().recording();
    if (format == null) return;
    Operation recording =
        centre
            .board()
            .record(
                line.sheet().call(),
                own,
                format,
                "agents/" + agent.id(),
                done -> stored(line, done));
    line.recording(recording, centre.clock().millis());
    boolean good = recording instanceof Recording;
    recording(good ? "AgentMediaEvent_Record" : RECORD_FAIL, line, recording);
  }

  /** What could not be stored is told when that is known, which may be after the call. */
  private void stored(Line line, Operation done) {
    Result result = done.result();
    if (result != null && !result.ok()) recording(RECORD_FAIL, line, done);
  }

  private void recording(String what, Line line, Operation recording) {
    agent.tell(
        what,
        ordered(
            "taskId",
            recording.id(),
            "caller",
            line.sheet().caller(),
            "called",
            line.sheet().called(),
            "locationId",
            "",
            "recordID",
            line.id() + "-" + agent.id(),
            "fileName",
            "",
            "callId",
            line.id(),
            "fileMediaType",
            "1"));
  }

  private void stopRecording(Line line) {
    Operation recording = line.recording();
    if (!(recording instanceof Recording)) return;
    centre.board().stop(recording);
    agent.tell(
        "AgentMediaEvent_StopRecordDone",
        ordered(
            "beginTime", line.recordingSince(),
            "endTime", centre.clock().millis(),
            "fileMediaType", "1",
            "taskId", recording.id()));
  }

  // ---- outcomes of what the agent has ordered

  /** What came of a transfer that the agent ordered. */
  void transferred(Line line, Transfers.Way way, Operation operation) {
    boolean good = operation.failure() == null && Objects.requireNonNull(operation.result()).ok();
    if (way.reportsSuccess()) {
      agent.tell(
          "AgentEvent_SuccTransResult", ordered("result", good ? 0 : 1, "callId", line.id()));
    } else if (!good && lines.containsValue(line)) {
      agent.tell("AgentEvent_Connect_Fail", line.id());
    }
    if (!good) goesOnTalking(line, way);
    else if (way.policy() == Policy.HANG_UP) suspended(line);
  }

  /** An IVR can be through with the customer before anybody looks. */
  private void suspended(Line line) {
    if (!lines.containsValue(line)) return;
    line.see(Stage.SUSPENDED, line.parties());
    entered(line, Stage.TALKING, Stage.SUSPENDED);
  }

  /** The help that the agent asked for does not come. */
  void noHelp(Line line, String consultId) {
    if (!lines.containsValue(line)) return;
    agent.tell("AgentEvent_Consult_Fail", consultId);
    line.sheet().consult(null);
  }

  /** Nobody was there to take the customer: as before. */
  private void goesOnTalking(Line line, Transfers.Way way) {
    boolean here = lines.containsValue(line) && !line.sheet().call().state().terminal();
    // Where the customer was held, it is seen that this is over.
    if (here && line.stage() == Stage.TALKING && !way.stays()) talking(line, line.id());
  }

  /** A map that keeps its order. */
  static Map<String, Object> ordered(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) map.put((String) pairs[i], pairs[i + 1]);
    return map;
  }

  /** Returns the seat that the agent has in a call; null: none yet. */
  @Nullable Seat seat(Line line) {
    return line.seat(leg);
  }
}
