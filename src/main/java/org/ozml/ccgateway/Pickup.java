package org.ozml.ccgateway;

import static org.ozml.ccgateway.Field.Place.PATH;
import static org.ozml.ccgateway.Field.Place.QUERY;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.CallState;
import org.ozml.call.Result;
import org.ozml.ccgateway.Interface.Verb;

/**
 * Calls that an agent fetches instead of being given them. Both are decisions of the routing: the
 * agent's own telephone rings, and what comes of it is as for a call that was given. Source:
 * CC-Gateway reference, section 2.
 */
final class Pickup {
  private static final Field CALL = Field.callId(PATH).mandatory();
  private static final Field KIND =
      Field.number("skilltype", PATH, 0, 0, "0, a skill queue").mandatory();
  private static final Field SKILL =
      Field.text("skillId", QUERY, "[0-9]+", 24, "the id of the queue that it waits in");
  private static final Field OTHER =
      Field.number("destWorkNo", QUERY, 101, 999999, "the agent whose telephone rings, 101-999999")
          .mandatory();

  private final Centre centre;

  Pickup(Centre centre) {
    this.centre = centre;
  }

  List<Interface> interfaces() {
    return List.of(
        Interface.of(
            Verb.POST,
            "voicecall/{agentid}/requestcall/{callid}/{skilltype}",
            "requestAppointedCall",
            "Take a certain call out of its queue",
            this::request,
            CALL,
            KIND,
            SKILL),
        Interface.of(
            Verb.PUT,
            "voicecall/{agentid}/snatchpickup",
            "snatchpickup",
            "Take the call that rings at another agent of the group",
            this::snatch,
            OTHER));
  }

  private Reply request(Agent agent, Fields fields) {
    if (!agent.idle()) return refused("the agent is not idle, or has a call");
    WaitingCall waiting = waiting(fields.text("callid"));
    if (waiting == null) return refused("no call with that id waits in a queue");
    SkillQueue queue = waiting.queue();
    if (queue != agent.own() && queue != centre.queues().queue(queue.plan().id())) {
      return refused("the call waits for another agent alone");
    }
    String skill = fields.text("skillId");
    if (!skill.isEmpty() && !skill.equals(waiting.queue().plan().id())) {
      return refused("the call waits in queue %s".formatted(waiting.queue()));
    }
    centre.queues().offer(waiting, agent);
    return Reply.SUCCESS;
  }

  private @Nullable WaitingCall waiting(String id) {
    CallSheet sheet = centre.sheets().byId(id);
    WaitingCall one = sheet == null ? null : centre.queues().place(sheet.call());
    return one != null && one.queue().calls().contains(one) ? one : null;
  }

  private Reply snatch(Agent agent, Fields fields) {
    Agent other = centre.agent(Integer.toString(fields.number("destWorkNo", 0)));
    if (other == null || other == agent) return refused("there is no such other agent");
    String group = agent.settings().group();
    if (group.isEmpty() || !group.equals(other.settings().group())) {
      return refused("agent %s is in another group".formatted(other.id()));
    }
    if (!agent.idle()) return refused("the agent is not idle, or has a call");
    WaitingCall rings = other.offer();
    // Only a call that has never been up: in a transfer somebody else waits for the agent.
    if (rings == null || rings.call().state() != CallState.RINGING || internal(rings.call())) {
      return refused("no call from outside rings at agent %s".formatted(other.id()));
    }
    rings.wantedBy(agent);
    Result result =
        centre.board().forward(rings.call().id(), rings.target(), operation -> {}).result();
    if (result == null) return Reply.SUCCESS;
    rings.wantedBy(null);
    return refused("the call is being moved already");
  }

  private boolean internal(Call call) {
    return centre.at(call.caller().number()) != null;
  }

  private static Reply refused(String why) {
    return Reply.refused(ResultCode.REFUSED, why);
  }
}
