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
    Field callid = Field.callId(PATH).mandatory();
    return List.of(
        Interface.of(
            PUT,
            "calldata/{agentid}/setcalldataex",
            "setCallDataEx",
            "Sets the data that travels with a call.",
            CallData::set,
            Field.callId(BODY),
            Field.data("calldata")),
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

  private static @Nullable Line current(Agent agent) {
    Line talking = agent.lines().talking();
    if (talking != null) return talking;
    List<Line> all = agent.lines().all();
    return all.isEmpty() ? null : all.get(all.size() - 1);
  }

  /** Returns the agent's call with an id, also that of a help; null: none has it. */
  private static @Nullable Line find(Agent agent, String id) {
    for (Line line : agent.lines().all()) {
      if (line.id().equals(id) || line.consultId().equals(id)) return line;
    }
    return null;
  }

  private static Reply set(Agent agent, Fields fields) {
    Line line = fields.has("callid") ? find(agent, fields.text("callid")) : current(agent);
    if (line == null) return Reply.refused(ResultCode.NO_CALL_FOR_DATA);
    String data = fields.optional("calldata");
    if (data == null) return Reply.refused(ResultCode.NOTHING_TO_SET);
    line.sheet().data(data);
    return Reply.SUCCESS;
  }

  private static Reply get(Agent agent) {
    Line line = current(agent);
    return line == null
        ? Reply.refused(ResultCode.NO_CALL_FOR_DATA)
        : Reply.success(line.sheet().data());
  }

  private Reply info(Agent agent, Fields fields) {
    Line line = current(agent);
    boolean last = line == null && !fields.flag("isNoContainLastCall", false);
    return info(last ? agent.lines().last() : line);
  }

  private Reply infoById(Agent agent, Fields fields) {
    String id = fields.text("callid");
    Line line = find(agent, id);
    Line last = agent.lines().last();
    boolean over = line == null && last != null && last.id().equals(id);
    return info(over ? last : line);
  }

  private Reply before(Agent agent) {
    return info(agent.lines().in(Stage.OFFERED));
  }

  private Reply info(@Nullable Line line) {
    if (line == null) return Reply.refused(ResultCode.NO_CALL_FOR_DATA);
    CallSheet sheet = line.sheet();
    Map<String, Object> info =
        Lines.ordered(
            "callfeature", sheet.feature().number(),
            "callid", line.id(),
            "caller", sheet.caller(),
            "called", sheet.called(),
            "callskill", centre.skillName(sheet.skill()),
            "callskillid", sheet.skill().isEmpty() ? 0 : Long.parseLong(sheet.skill()),
            "orgicallednum", sheet.called(),
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
      for (Seat seat : line.others(agent.lines().leg())) {
        numbers.add(centre.sheets().shown(line.sheet(), seat.number()));
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
