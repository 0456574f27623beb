package org.ozml.ccgateway;

import static org.ozml.ccgateway.Field.Place.BODY;
import static org.ozml.ccgateway.Field.Place.PATH;
import static org.ozml.ccgateway.Field.Place.QUERY;
import static org.ozml.ccgateway.Interface.Verb.DELETE;
import static org.ozml.ccgateway.Interface.Verb.POST;
import static org.ozml.ccgateway.Interface.Verb.PUT;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Leg;
import org.ozml.call.Operation;
import org.ozml.call.Policy;
import org.ozml.call.Result;
import org.ozml.call.Role;
import org.ozml.call.Seat;
import org.ozml.call.ShownId;
import org.ozml.call.Switchboard;
import org.ozml.ccgateway.CallSheet.Consult;
import org.ozml.ccgateway.CallSheet.Feature;
import org.ozml.ccgateway.Line.Stage;

/**
 * What an agent does with calls, but for transferring them ({@link Transfers}). Source: CC-Gateway
 * reference, section 2.
 */
final class VoiceCalls {
  private static final String NUMBER = "[0-9*#]{1,24}";
  private static final String NUMBER_WORDS = "1 to 24 digits, * or #";
  private static final Duration RING = Switchboard.Limits.DEFAULT.ring();
  private static final int VIDEO = 1;
  private static final int THREE_PARTIES = 2;
  private static final int TO_A_QUEUE = 1;

  private final Centre centre;
  private final Switchboard board;

  VoiceCalls(Centre centre) {
    this.centre = centre;
    this.board = centre.board();
  }

  List<Interface> interfaces() {
    Field callid = Field.callId(PATH).mandatory();
    Field heldid = Field.callId(QUERY);
    return List.of(
        Interface.of(
            PUT,
            "voicecall/{agentid}/callout",
            "callout",
            "Calls an outside number; the result is the call id.",
            this::callOut,
            called(),
            Field.text("caller", BODY, "[0-9]*", 24, "0 to 24 digits"),
            Field.number("skillid", BODY, 0, Integer.MAX_VALUE, "a skill id"),
            Field.data("callappdata"),
            Field.number(
                "mediaability", BODY, 0, 2, "0 voice, 1 video or 2 the most that is possible"),
            Field.number("userVideoDirection", BODY, 1, 4, "1 to 4"),
            Field.text("callcontrolid", BODY, ".*", 64, "any text; it is not used")),
        Interface.of(
            PUT,
            "voicecall/{agentid}/callinner",
            "callInner",
            "Calls another agent; the result is the call id.",
            this::callInner,
            called(),
            Field.text("caller", BODY, "[0-9]*", 24, "0 to 24 digits"),
            Field.number("skillid", BODY, 0, Integer.MAX_VALUE, "a skill id"),
            Field.data("callappdata"),
            Field.number("mediaability", BODY, 0, 2, "0 to 2; it is not used")),
        Interface.of(
            PUT,
            "voicecall/{agentid}/answer",
            "answer",
            "Takes the call that rings, where calls are not taken automatically.",
            this::answer,
            heldid),
        Interface.of(
            POST,
            "voicecall/{agentid}/innerhelp",
            "innerHelp",
            "Asks another agent for help with the customer; the result is the call id of the help.",
            this::innerHelp,
            Field.text("dstaddress", BODY, "[0-9]+", 24, "an agent id or a skill id").mandatory(),
            Field.number("devicetype", BODY, 1, 2, "1 skill queue or 2 agent"),
            Field.number("mode", BODY, 1, 2, "1 two parties or 2 three parties"),
            Field.data("callappdata"),
            Field.flag("holdflag", BODY, "whether the customer is held while help is called")),
        Interface.of(
            POST,
            "voicecall/{agentid}/beginmute",
            "beginMute",
            "The customer does not hear the agent.",
            (agent, fields) -> mute(agent)),
        Interface.of(
            POST,
            "voicecall/{agentid}/endmute",
            "endMute",
            "The customer hears the agent again.",
            (agent, fields) -> unmute(agent)),
        Interface.of(
            POST,
            "voicecall/{agentid}/hold",
            "hold",
            "Puts the call on hold.",
            (agent, fields) -> hold(agent)),
        Interface.of(
            POST,
            "voicecall/{agentid}/gethold",
            "getHold",
            "Goes on with a held call.",
            this::retrieve,
            heldid),
        Interface.of(
            POST,
            "voicecall/{agentid}/connecthold/{callid}",
            "connectHold",
            "Connects the held call with the one that the agent talks on, and leaves both.",
            this::connect,
            callid),
        Interface.of(
            POST,
            "voicecall/{agentid}/confjoin",
            "confJoin",
            "Makes one call of three parties of the held call and the one that the agent talks on.",
            this::conference,
            Field.callId(BODY).mandatory(),
            Field.data("callappdata")),
        Interface.of(
            POST,
            "voicecall/{agentid}/dropcall/{callid}",
            "dropCall",
            "Leaves the call with an id; with the id of a help, the helper is released.",
            this::drop,
            callid),
        Interface.of(
            DELETE,
            "voicecall/{agentid}/release",
            "release",
            "Hangs up the current call.",
            (agent, fields) -> release(agent)),
        Interface.of(
            DELETE,
            "voicecall/{agentid}",
            "releaseEx",
            "Hangs up the current call; the older form of release.",
            (agent, fields) -> release(agent)),
        Interface.of(
            DELETE,
            "voicecall/{agentid}/releasephone",
            "releasePhone",
            "Hangs up the telephone, with all calls.",
            (agent, fields) -> releasePhone(agent)),
        Interface.of(
            POST,
            "voicecall/{agentid}/disconnect/{number}",
            "disconnect",
            "Releases one party of a help or of a call of three.",
            this::disconnect,
            Field.text("number", PATH, "[0-9]{1,24}", 24, "1 to 24 digits").mandatory()),
        Interface.of(
            POST,
            "voicecall/{agentid}/seconddialex",
            "secondDialEx",
            "Sends keys to the other party.",
            this::keys,
            Field.text("number", QUERY, NUMBER, 24, NUMBER_WORDS).mandatory()));
  }

  private static Field called() {
    return Field.text("called", BODY, NUMBER, 24, NUMBER_WORDS).mandatory();
  }

  // ---- calling

  private Reply callOut(Agent agent, Fields fields) {
    String called = fields.text("called");
    String number = centre.outside(called);
    if (number == null) {
      return Reply.refused(
          ResultCode.OUTBOUND_NUMBER_WRONG, "called: no outbound route leads to " + called);
    }
    ShownId shown = centre.callingNumber(fields.text("caller"));
    return call(agent, fields, number, shown, Feature.OUTBOUND, called);
  }

  private Reply callInner(Agent agent, Fields fields) {
    String called = fields.text("called");
    if (called.equals(agent.id())) {
      return Reply.refused(ResultCode.REFUSED, "called: that is the agent who calls");
    }
    String obstacle = centre.unreachable(called, false);
    if (obstacle != null) return Reply.refused(ResultCode.REFUSED, obstacle);
    ShownId shown = new ShownId(agent.id(), agent.settings().name());
    return call(agent, fields, "agent:" + called, shown, Feature.INTERNAL, called);
  }

  private Reply call(
      Agent agent, Fields fields, String number, ShownId shown, Feature kind, String called) {
    Leg leg = agent.lines().leg();
    if (agent.phone().isEmpty()) {
      return Reply.refused(ResultCode.REFUSED, "the agent has signed in without a telephone");
    }
    boolean busy = leg == null ? agent.occupiedNow() : leg.active() != null || notUp(leg);
    if (busy) return Reply.refused(ResultCode.REFUSED, "the agent has a call that is not held");
    Operation operation =
        leg == null
            ? board.setUp(agent.phone(), number, shown, done -> {})
            : board.call(leg, number, shown, RING, done -> {});
    if (operation.call() == null) {
      return Reply.refused(ResultCode.REFUSED, "a call cannot be made now");
    }
    CallSheet sheet = centre.sheets().of(operation.call());
    sheet.ordered(agent, kind, shown.number(), called);
    sheet.dials(called, number);
    sheet.data(fields.optional("callappdata"));
    if (fields.has("skillid")) sheet.skill(Integer.toString(fields.number("skillid", 0)));
    if (kind == Feature.OUTBOUND) sheet.video(isVideo(agent, fields));
    return Reply.success(sheet.id());
  }

  /** As far as the agent can; the most that is possible is what the agent can. */
  private static boolean isVideo(Agent agent, Fields fields) {
    Agent.SignIn how = agent.signIn();
    return fields.number("mediaability", 0) >= VIDEO && how != null && how.video();
  }

  private static boolean notUp(Leg leg) {
    return leg.state() != Leg.State.UP || leg.ringsFor() != null;
  }

  private Reply answer(Agent agent, Fields fields) {
    Line line = agent.lines().in(Stage.OFFERED);
    Leg leg = agent.lines().leg();
    boolean meant = line != null && (!fields.has("callid") || isMeant(line, fields));
    if (!meant || leg == null || !board.confirm(leg).ok()) {
      return Reply.refused(ResultCode.NO_CALL_TO_ANSWER);
    }
    return Reply.SUCCESS;
  }

  private static boolean isMeant(Line line, Fields fields) {
    return line.id().equals(fields.text("callid"));
  }

  // ---- help

  private Reply innerHelp(Agent agent, Fields fields) {
    Line line = agent.lines().in(Stage.TALKING);
    Seat seat = line == null ? null : agent.lines().seat(line);
    if (line == null || seat == null) return Reply.refused(ResultCode.NO_CALL_FOR_HELP);
    String address = fields.text("dstaddress");
    boolean toQueue = fields.number("devicetype", 2) == TO_A_QUEUE;
    String obstacle =
        toQueue
            ? noQueue(address)
            : address.equals(agent.id())
                ? "dstaddress: that is the agent who asks"
                : centre.unreachable(address, false);
    if (obstacle != null) return Reply.refused(ResultCode.REFUSED, obstacle);
    boolean three = fields.number("mode", 1) == THREE_PARTIES;
    Consult consult =
        new Consult(
            centre.sheets().newId(),
            three ? Feature.CONSULT_OF_THREE : Feature.CONSULT_OF_TWO,
            agent,
            address);
    Consult before = line.sheet().consult();
    line.sheet().consult(consult);
    Operation operation =
        board.transfer(
            seat,
            (toQueue ? "queue:" : "agent:") + address,
            policy(three, fields.flag("holdflag", true)),
            null,
            done -> {
              if (done.failure() != null) agent.lines().noHelp(line, consult.id());
            });
    if (operation.result() != null) {
      line.sheet().consult(before);
      return Reply.refused(ResultCode.REFUSED, "a transfer of this call is under way");
    }
    line.help(operation);
    line.sheet().data(fields.optional("callappdata"));
    return Reply.success(consult.id());
  }

  private @Nullable String noQueue(String id) {
    boolean there = centre.plan().queues().containsKey(id);
    return there ? null : "dstaddress: there is no skill queue " + id;
  }

  private static Policy policy(boolean three, boolean held) {
    if (!three) return Policy.TALK_FORWARDING;
    return held ? Policy.THREE_PARTY_HELD : Policy.THREE_PARTY;
  }

  // ---- mute, hold

  private Reply mute(Agent agent) {
    Line line = agent.lines().talking();
    Leg leg = agent.lines().leg();
    if (line == null || leg == null) return Reply.refused(ResultCode.NO_CALL_TO_MUTE);
    CallSheet sheet = line.sheet();
    if (sheet.feature() == Feature.INTERNAL || sheet.video() || leg.isMuted()) {
      return Reply.refused(ResultCode.WRONG_STATE_TO_MUTE);
    }
    board.mute(leg, true);
    return Reply.SUCCESS;
  }

  private Reply unmute(Agent agent) {
    Leg leg = agent.lines().leg();
    if (agent.lines().talking() == null || leg == null) {
      return Reply.refused(ResultCode.NO_CALL_TO_UNMUTE);
    }
    if (!leg.isMuted()) return Reply.refused(ResultCode.WRONG_STATE_TO_UNMUTE);
    board.mute(leg, false);
    return Reply.SUCCESS;
  }

  private Reply hold(Agent agent) {
    Line line = agent.lines().talking();
    Seat seat = line == null ? null : agent.lines().seat(line);
    if (seat == null) return Reply.refused(ResultCode.NO_CALL_TO_HOLD);
    return reply(board.park(seat), ResultCode.WRONG_STATE_TO_HOLD);
  }

  private Reply retrieve(Agent agent, Fields fields) {
    Line line =
        fields.has("callid")
            ? agent.lines().line(fields.text("callid"))
            : agent.lines().in(Stage.HELD);
    if (line == null || line.stage() != Stage.HELD) {
      return Reply.refused(ResultCode.NO_HELD_CALL);
    }
    Seat seat = agent.lines().seat(line);
    if (seat == null) return Reply.refused(ResultCode.NO_HELD_CALL);
    return reply(board.retrieve(seat), ResultCode.WRONG_STATE_TO_RETRIEVE);
  }

  private static Reply reply(Result result, ResultCode otherwise) {
    return result.ok() ? Reply.SUCCESS : Reply.refused(otherwise);
  }

  // ---- two calls become one

  private Reply connect(Agent agent, Fields fields) {
    return join(
        agent, fields, ResultCode.NO_CALL_TO_CONNECT, ResultCode.NO_HELD_CALL_TO_CONNECT, false);
  }

  private Reply conference(Agent agent, Fields fields) {
    return join(
        agent, fields, ResultCode.NO_CALL_FOR_THREE, ResultCode.NO_HELD_CALL_FOR_THREE, true);
  }

  /** The call that is named goes on, and the other party comes into it. */
  private Reply join(
      Agent agent, Fields fields, ResultCode noCall, ResultCode noHeld, boolean stays) {
    Line talking = agent.lines().in(Stage.TALKING);
    if (talking == null) return Reply.refused(noCall);
    Line held = agent.lines().line(fields.text("callid"));
    if (held == null || held.stage() != Stage.HELD) return Reply.refused(noHeld);
    String from = talking.sheet().call().id();
    String to = held.sheet().call().id();
    Operation.Listener joined =
        done -> {
          if (done.failure() != null) return;
          held.sheet().joins(talking.sheet());
          held.sheet().transferredBy(agent.id());
          held.sheet().data(fields.optional("callappdata"));
        };
    Operation operation =
        stays ? board.conference(from, to, joined) : board.attendedTransfer(from, to, null, joined);
    return operation.result() == null
        ? Reply.SUCCESS
        : Reply.refused(ResultCode.REFUSED, "the two calls cannot be joined now");
  }

  // ---- leaving

  private Reply drop(Agent agent, Fields fields) {
    String id = fields.text("callid");
    Line line = agent.lines().line(id);
    if (line != null) {
      agent.lines().hangUp(line);
      return Reply.SUCCESS;
    }
    for (Line one : agent.lines().all()) {
      if (one.consultId().equals(id)) return callOffHelp(one);
    }
    return Reply.refused(ResultCode.NO_CALL_TO_DROP);
  }

  /** The helper is released, or not called any more. */
  private Reply callOffHelp(Line line) {
    Seat third = third(line);
    if (third != null) return reply(board.drop(third), ResultCode.NO_CALL_TO_DROP);
    Operation help = line.help();
    if (help != null) board.stop(help);
    return help != null && help.result() != null
        ? Reply.SUCCESS
        : Reply.refused(ResultCode.NO_CALL_TO_DROP);
  }

  private static @Nullable Seat third(Line line) {
    Seat third = line.sheet().call().seat(Role.THIRD);
    return third.occupant() == null ? null : third;
  }

  private Reply release(Agent agent) {
    Line line =
        agent
            .lines()
            .in(
                Stage.TALKING,
                Stage.CONSULTING,
                Stage.CONFERENCE,
                Stage.CUSTOMER_HELD,
                Stage.DIALLING,
                Stage.OFFERED);
    if (line == null) return Reply.refused(ResultCode.NO_CALL_TO_RELEASE);
    agent.lines().hangUp(line);
    return Reply.SUCCESS;
  }

  private static Reply releasePhone(Agent agent) {
    if (agent.lines().none()) return Reply.refused(ResultCode.NO_CALL_TO_RELEASE);
    agent.lines().hangUp();
    return Reply.SUCCESS;
  }

  private Reply disconnect(Agent agent, Fields fields) {
    String number = fields.text("number");
    for (Line line : agent.lines().all()) {
      for (Seat seat : line.others(agent.lines().leg())) {
        if (centre.sheets().shown(line.sheet(), seat.number()).equals(number)) {
          return reply(board.drop(seat), ResultCode.NOT_IN_LAST_CALL);
        }
      }
    }
    return Reply.refused(ResultCode.NOT_IN_LAST_CALL);
  }

  private Reply keys(Agent agent, Fields fields) {
    Line line = agent.lines().talking();
    Seat own = line == null ? null : agent.lines().seat(line);
    if (line == null || own == null) {
      return Reply.refused(ResultCode.REFUSED, "there is no call to send keys into");
    }
    if (line.sheet().video()) {
      return Reply.refused(ResultCode.REFUSED, "no keys are sent into a video call");
    }
    for (Seat seat : line.sheet().call().seats()) {
      if (seat == own || seat.isHeld()) continue;
      board.sendKeys(line.sheet().call().id(), seat.role(), fields.text("number"), done -> {});
    }
    return Reply.SUCCESS;
  }
}
