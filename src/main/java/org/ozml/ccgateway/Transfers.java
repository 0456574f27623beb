package org.ozml.ccgateway;

import static org.ozml.ccgateway.Field.Place.BODY;
import static org.ozml.ccgateway.Interface.Verb.POST;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Operation;
import org.ozml.call.Policy;
import org.ozml.call.Role;
import org.ozml.call.Seat;
import org.ozml.call.ShownId;
import org.ozml.configuration.Centre.Code.Kind;

/**
 * Transferring a call: who may be its target, and in which mode. Each row of {@link #WAYS} is a row
 * of the documented table; what a mode does is the switchboard's {@link Policy}. Source:
 * "Transferring a Call" (2023-09-27) and CC-Gateway reference, section 3.
 */
final class Transfers {
  /** What an address is, by devicetype. */
  enum Device {
    SKILL_QUEUE(1, "queue:", "skill queue"),
    AGENT(2, "agent:", "agent"),
    IVR(3, "ivr:", "IVR access code"),
    ACCESS_CODE(4, "", "system access code"),
    OUTBOUND(5, "", "outbound route to");

    private final int number;
    private final String prefix;
    private final String words;

    Device(int number, String prefix, String words) {
      this.number = number;
      this.prefix = prefix;
      this.words = words;
    }
  }

  /**
   * A device and a mode that go together.
   *
   * @param name as the table has it, for messages
   * @param policy what becomes of everybody
   * @param reportsSuccess whether AgentEvent_SuccTransResult tells the outcome
   */
  record Way(Device device, int mode, String name, Policy policy, boolean reportsSuccess) {
    /** Returns whether the agent stays in the call. */
    boolean stays() {
      return policy == Policy.TALK_FORWARDING
          || policy == Policy.THREE_PARTY
          || policy == Policy.THREE_PARTY_HELD;
    }

    /** Returns the same in which the customer goes on talking while somebody is called. */
    private Way unheld() {
      return policy == Policy.THREE_PARTY_HELD
          ? new Way(device, mode, name, Policy.THREE_PARTY, reportsSuccess)
          : this;
    }
  }

  /** The documented table; and agent with mode 3, which its own example uses. */
  static final List<Way> WAYS =
      List.of(
          blind(Device.SKILL_QUEUE, 0),
          success(Device.SKILL_QUEUE),
          blind(Device.AGENT, 0),
          success(Device.AGENT),
          new Way(Device.AGENT, 3, "designated transfer", Policy.BLIND, false),
          blind(Device.IVR, 0),
          new Way(Device.IVR, 1, "hang-up transfer", Policy.HANG_UP, false),
          blind(Device.ACCESS_CODE, 0),
          success(Device.ACCESS_CODE),
          blind(Device.OUTBOUND, 1),
          success(Device.OUTBOUND),
          new Way(Device.OUTBOUND, 3, "talk forwarding", Policy.TALK_FORWARDING, false),
          new Way(Device.OUTBOUND, 4, "three-party transfer", Policy.THREE_PARTY_HELD, false));

  private static final int BLIND_TO_OUTSIDE = 1;
  private static final int DESIGNATED = 3;
  private static final int VIDEO = 1;

  private static final Reply UNDER_WAY =
      Reply.refused(ResultCode.REFUSED, "another transfer of this call is under way");

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern OUTSIDE = Pattern.compile("[0-9A-Ea-e*#]+");

  private final Centre centre;

  Transfers(Centre centre) {
    this.centre = centre;
  }

  private static Way blind(Device device, int mode) {
    return new Way(device, mode, "blind transfer", Policy.BLIND, false);
  }

  private static Way success(Device device) {
    return new Way(device, 2, "release-after-transfer", Policy.RELEASE_AFTER_TRANSFER, true);
  }

  List<Interface> interfaces() {
    return List.of(
        Interface.of(
            POST,
            "voicecall/{agentid}/transfer",
            "transfer",
            "Transfers the call that the agent is talking on.",
            this::transfer,
            Field.number(
                    "devicetype",
                    BODY,
                    1,
                    5,
                    "1 skill queue, 2 agent, 3 IVR, 4 system access code or 5 outbound number")
                .mandatory(),
            Field.text(
                    "address",
                    BODY,
                    ".+",
                    24,
                    "a queue id, agent id, IVR access code, system access code or number of at most 24 characters")
                .mandatory(),
            Field.number("mode", BODY, 0, 4, "0 to 4, as the devicetype allows").mandatory(),
            Field.data("callappdata"),
            Field.text("caller", BODY, "[0-9]*", 24, "0 to 24 digits"),
            Field.number(
                "mediaability", BODY, 0, 2, "0 voice, 1 video or 2 the most that is possible"),
            Field.flag("holdflag", BODY, "whether the customer is held in a three-party transfer"),
            Field.number("skillId", BODY, 0, Integer.MAX_VALUE, "a skill id")),
        Interface.of(
            POST,
            "voicecall/{agentid}/canceltransfer",
            "cancelTransfer",
            "Takes the customer back and hangs up the outside number of a talk forwarding or three-party transfer.",
            this::cancel));
  }

  // ---- transfer

  private Reply transfer(Agent agent, Fields fields) {
    Way way = way(fields);
    String address = address(way.device(), fields.text("address"));
    Line line = agent.lines().talking();
    Seat seat = line == null ? null : agent.lines().seat(line);
    if (line == null || seat == null) {
      boolean held = agent.lines().in(Line.Stage.CUSTOMER_HELD) != null;
      return held ? UNDER_WAY : Reply.refused(ResultCode.NO_CALL_TO_TRANSFER);
    }
    String obstacle = obstacle(way, line, agent, address);
    if (obstacle != null) return Reply.refused(ResultCode.REFUSED, obstacle);
    return order(agent, line, seat, way, target(way, address), fields);
  }

  private Reply order(Agent agent, Line line, Seat seat, Way way, String target, Fields fields) {
    CallSheet sheet = line.sheet();
    CallSheet.Notes before = sheet.notes();
    sheet.transferredBy(agent.id());
    Operation operation =
        centre
            .board()
            .transfer(
                seat,
                target,
                way.policy(),
                shown(way, fields),
                done -> {
                  if (done.failure() != null) {
                    sheet.notes(before);
                    line.transfer(null);
                  }
                  agent.lines().transferred(line, way, done);
                });
    if (operation.result() != null) {
      sheet.notes(before);
      return UNDER_WAY;
    }
    if (way.device() == Device.OUTBOUND) sheet.dials(fields.text("address"), target);
    line.transfer(way.device() == Device.OUTBOUND && way.stays() ? operation : null);
    sheet.data(fields.optional("callappdata"));
    if (way.device() == Device.AGENT && fields.has("skillId")) {
      sheet.skill(Integer.toString(fields.number("skillId", 0)));
    }
    if (way.device() == Device.OUTBOUND && fields.number("mediaability", 0) == VIDEO) {
      sheet.video(true);
    }
    return Reply.SUCCESS;
  }

  private static Way way(Fields fields) {
    int devicetype = fields.number("devicetype", 0);
    int mode = fields.number("mode", 0);
    for (Way way : WAYS) {
      if (way.device().number != devicetype || way.mode() != mode) continue;
      return fields.flag("holdflag", true) ? way : way.unheld();
    }
    String modes =
        WAYS.stream()
            .filter(way -> way.device().number == devicetype)
            .map(way -> "%d %s".formatted(way.mode(), way.name()))
            .reduce((a, b) -> a + ", " + b)
            .orElseThrow();
    throw new IllegalArgumentException(
        "mode: %d is not valid with devicetype %d; expected %s".formatted(mode, devicetype, modes));
  }

  private static String address(Device device, String address) {
    boolean outside = device == Device.OUTBOUND;
    if ((outside ? OUTSIDE : DIGITS).matcher(address).matches()) return address;
    throw new IllegalArgumentException(
        "address: '%s' is not valid; expected %s"
            .formatted(
                address.replaceAll("\\p{Cntrl}", "?"),
                outside ? "characters of 0-9 A-E a-e * #" : "digits"));
  }

  /** Returns why a request that is right in itself cannot be done now; null: it can. */
  private @Nullable String obstacle(Way way, Line line, Agent agent, String address) {
    CallSheet sheet = line.sheet();
    if (sheet.feature() == CallSheet.Feature.INTERNAL || sheet.consult() != null) {
      return "an internal call cannot be transferred, nor one in which help is given";
    }
    if (line.stage() != Line.Stage.TALKING) return "a call of three parties cannot be transferred";
    if (way.device() == Device.OUTBOUND && way.mode() == BLIND_TO_OUTSIDE) {
      if (sheet.feature() == CallSheet.Feature.OUTBOUND) {
        return "mode: an outbound call cannot be transferred to an outbound number by blind transfer";
      }
      if (sheet.video()) {
        return "mode: a video call cannot be transferred to an outbound number by blind transfer";
      }
    }
    return missing(way, agent, address);
  }

  private @Nullable String missing(Way way, Agent by, String address) {
    org.ozml.configuration.Centre plan = centre.plan();
    boolean there =
        switch (way.device()) {
          case SKILL_QUEUE -> plan.queues().containsKey(address);
          case IVR -> plan.ivr().containsKey(address);
          case ACCESS_CODE -> plan.codes().containsKey(address);
          case OUTBOUND -> centre.outside(address) != null;
          case AGENT -> true;
        };
    if (!there) return "address: there is no %s %s".formatted(way.device().words, address);
    String called = agent(way.device(), address);
    if (called == null) return null;
    if (called.equals(by.id())) return "address: that is the agent who transfers";
    return centre.unreachable(called, way.mode() == DESIGNATED);
  }

  /** Returns the agent that an address means, also behind an access code; null: none. */
  private @Nullable String agent(Device device, String address) {
    if (device == Device.AGENT) return address;
    if (device != Device.ACCESS_CODE) return null;
    org.ozml.configuration.Centre.Code code = centre.plan().codes().get(address);
    return code != null && code.kind() == Kind.AGENT ? code.target() : null;
  }

  private String target(Way way, String address) {
    if (way.device() == Device.AGENT && way.mode() == DESIGNATED) return "waits:" + address;
    if (way.device() != Device.OUTBOUND) return way.device().prefix + address;
    String number = centre.outside(address);
    return number == null ? address : number;
  }

  /** Only outside numbers see something else than the customer, and not in a blind transfer. */
  private @Nullable ShownId shown(Way way, Fields fields) {
    if (way.device() != Device.OUTBOUND || way.policy() == Policy.BLIND) return null;
    return centre.callingNumber(fields.text("caller"));
  }

  // ---- cancel

  private Reply cancel(Agent agent, Fields fields) {
    for (Line line : agent.lines().all()) {
      Operation transfer = line.transfer();
      if (transfer != null) return cancel(line, transfer);
    }
    return Reply.refused(ResultCode.NO_CALL_TO_TRANSFER);
  }

  private Reply cancel(Line line, Operation transfer) {
    Seat third = line.sheet().call().seat(Role.THIRD);
    if (transfer.result() == null) centre.board().stop(transfer);
    else if (third.occupant() != null) centre.board().drop(third);
    else return Reply.refused(ResultCode.NO_CALL_TO_TRANSFER);
    if (transfer.result() == null) {
      return Reply.refused(ResultCode.REFUSED, "the number has just answered; try again");
    }
    return Reply.SUCCESS;
  }
}
