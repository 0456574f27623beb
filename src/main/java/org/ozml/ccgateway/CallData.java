package org.ozml.ccgateway;

import static org.ozml.ccgateway.Field.Place.BODY;
import static org.ozml.ccgateway.Field.Place.PATH;
import static org.ozml.ccgateway.Field.Place.QUERY;
import static org.ozml.ccgateway.Interface.Verb.GET;
import static org.ozml.ccgateway.Interface.Verb.PUT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Leg;
import org.ozml.call.Seat;
import org.ozml.ccgateway.Line.Stage;

/**
 * What is known of an agent's calls, and the data that travels with them. Reference, section 2.2.
 */
final class CallData {
  private final Centre centre;

  CallData(Centre centre) {
    this.centre = centre;
  }

  List<Interface> interfaces() {
    Field callid = Field.text("callid", PATH, ".+", 64, "a call id").mandatory();
    return List.of(
        Interface.of(
            PUT,
            "calldata/{agentid}/setcalldataex",
            "setCallDataEx",
            "Sets the data that travels with a call.",
            this::set,
            Field.text("callid", BODY, ".+", 64, "a call id"),
            new Field(
                "calldata",
                Field.Kind.DATA,
                BODY,
                "call-associated data",
                false,
                null,
                Field.MOST_DATA,
                0,
                "at most 16384 bytes of UTF-8")),
        Interface.of(
            GET,
            "calldata/{agentid}/appdata",
            "getCallAppData",
            "Returns the data that travels with the current call.",
            (agent, fields) -> get(agent)),
        Interface.of(
            GET,
            "calldata/{agentid}/callinfo",
            "getCallInfo",
            "Returns what is known of the current call, or of the last one.",
            this::info,
            Field.flag("isNoContainLastCall", QUERY, "whether the last call does not count")),
        Interface.of(
            GET,
            "calldata/{agentid}/callinfobycallid/{callid}",
            "getCallInfoByCallId",
            "Returns what is known of a call of the agent.",
            this::infoById,
            callid),
        Interface.of(
            GET,
            "calldata/{agentid}/callinfobeforeanswer",
            "getCallInfoBeforeAnswer",
            "Returns what is known of the call that rings.",
            (agent, fields) -> before(agent)),
        Interface.of(
            GET,
            "calldata/{agentid}/allcallid",
            "getAllCallId",
            "Lists the ids of the agent's calls.",
            (agent, fields) -> ids(agent)),
        Interface.of(
            GET,
            "calldata/{agentid}/remotenumbers",
            "getRemoteNumbers",
            "Lists who is in the agent's calls.",
            (agent, fields) -> numbers(agent)),
        Interface.of(
            GET,
            "calldata/{agentid}/holdlist",
            "getHoldList",
            "Lists the held calls.",
            (agent, fields) -> held(agent)));
  }

  private static @Nullable CallSheet current(Agent agent) {
    Line talking = agent.lines().talking();
    if (talking != null) return talking.sheet();
    List<Line> all = agent.lines().all();
    return all.isEmpty() ? null : all.get(all.size() - 1).sheet();
  }

  private Reply set(Agent agent, Fields fields) {
    Line line = agent.lines().line(fields.text("callid"));
    CallSheet sheet = fields.has("callid") ? line == null ? null : line.sheet() : current(agent);
    if (sheet == null) return Reply.refused(ResultCode.NO_CALL_FOR_DATA);
    String data = fields.optional("calldata");
    if (data == null) return Reply.refused(ResultCode.NOTHING_TO_SET);
    sheet.data(data);
    return Reply.SUCCESS;
  }

  private static Reply get(Agent agent) {
    CallSheet sheet = current(agent);
    if (sheet == null) return Reply.refused(ResultCode.NO_CALL_FOR_DATA);
    return Reply.success(sheet.data());
  }

  private Reply info(Agent agent, Fields fields) {
    CallSheet sheet = current(agent);
    if (sheet == null && !fields.flag("isNoContainLastCall", false)) sheet = agent.lines().last();
    return info(sheet);
  }

  private Reply infoById(Agent agent, Fields fields) {
    Line line = agent.lines().line(fields.text("callid"));
    CallSheet last = agent.lines().last();
    if (line != null) return info(line.sheet());
    return info(last != null && last.id().equals(fields.text("callid")) ? last : null);
  }

  private Reply before(Agent agent) {
    Line line = agent.lines().in(Stage.OFFERED);
    return info(line == null ? null : line.sheet());
  }

  private Reply info(@Nullable CallSheet sheet) {
    if (sheet == null) return Reply.refused(ResultCode.NO_CALL_FOR_DATA);
    Map<String, Object> info =
        Lines.ordered(
            "callfeature", sheet.feature().number(),
            "callid", sheet.id(),
            "caller", sheet.caller(),
            "called", sheet.called(),
            "callskill", centre.skillName(sheet.skill()),
            "callskillid", sheet.skill().isEmpty() ? 0 : Long.parseLong(sheet.skill()),
            "orgicallednum", sheet.call().dialed(),
            "calldata", sheet.data(),
            "begintime", sheet.begin(),
            "userPriority", 0,
            "trunkNo", 65_535,
            "logontimes", 0);
    return Reply.success(info);
  }

  private static Reply ids(Agent agent) {
    return Reply.success(agent.lines().all().stream().map(Line::id).toList());
  }

  private Reply numbers(Agent agent) {
    List<String> numbers = new ArrayList<>();
    for (Line line : agent.lines().all()) {
      for (Seat seat : line.sheet().call().seats()) {
        boolean other = seat.occupant() instanceof Leg leg && leg != agent.lines().leg();
        if (other) numbers.add(centre.sheets().shown(line.sheet(), seat.number()));
      }
    }
    return Reply.success(numbers);
  }

  private Reply held(Agent agent) {
    List<Object> held = new ArrayList<>();
    for (Line line : agent.lines().all()) {
      if (line.stage() != Stage.HELD) continue;
      CallSheet sheet = line.sheet();
      held.add(
          Lines.ordered(
              "callfeature", sheet.feature().number(),
              "callid", line.id(),
              "caller", sheet.caller(),
              "called", sheet.called(),
              "callskill", centre.skillName(sheet.skill())));
    }
    if (held.isEmpty()) return Reply.refused(ResultCode.HOLD_LIST_EMPTY);
    return Reply.success(held);
  }
}
