package org.ozml.ccgateway;

import static org.ozml.ccgateway.Field.Place.BODY;
import static org.ozml.ccgateway.Field.Place.PATH;
import static org.ozml.ccgateway.Field.Place.QUERY;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ozml.ccgateway.Interface.Verb;
import org.ozml.configuration.Centre.Queue;

/**
 * Signing in and out, what an agent is ready for, and its skills. Source: CC-Gateway reference,
 * sections 1.2 and 1.3.
 *
 * <p>The password is not looked at here: who brings an order from outside has done so.
 */
final class Presence {
  private static final String ANY = "(?s).*";

  // The body of sign-in: reference, section 1.3, row by row.
  private static final Field PASSWORD =
      Field.text("password", BODY, ANY, 32, "the agent's password, at most 32 characters");
  private static final Field PHONE =
      Field.text("phonenum", BODY, ANY, 24, "the number of the telephone, at most 24 characters");
  private static final Field AUTO_ANSWER =
      Field.flag("autoanswer", BODY, "take calls as soon as the telephone does; otherwise answer");
  private static final Field AUTO_IDLE =
      Field.flag("autoenteridle", BODY, "idle after a call; otherwise wrap-up");
  private static final Field RELEASE =
      Field.flag("releasephone", BODY, "end the calls that the telephone has when signing in");
  private static final Field TYPE =
      Field.number("agenttype", BODY, 4, 11, "4 PC and telephone, 11 video");
  private static final Field STATUS =
      Field.number("status", BODY, 3, 5, "3 busy, 4 idle, 5 wrap-up");
  private static final Field IP =
      Field.text(
          "ip", BODY, "\\d{1,3}(\\.\\d{1,3}){3}", 15, "the desktop's address, such as 127.0.0.1");
  // The reference names no limit; something has to be.
  private static final Field ENTRY_IP =
      Field.text("entryIp", BODY, ANY, 255, "the address of the entrance, at most 255 characters");
  private static final Field LINKAGE =
      Field.flag("phonelinkage", BODY, "whether the telephone is linked; has no effect");
  private static final Field WEB = Field.flag("checkInWebm", BODY, "text chat; has no effect");
  private static final Field MAIL = Field.flag("checkInMailm", BODY, "mail; has no effect");
  private static final Field VIDEO_PHONE =
      Field.text("vcPhoneNumber", BODY, ANY, 24, "at most 24 characters; has no effect");
  private static final Field LISTEN =
      Field.flag("listenStatus", BODY, "whether to listen; has no effect");
  private static final Field CALL_BACK =
      Field.text(
          "callBackUri",
          BODY,
          ANY,
          200,
          "where events are sent when serviceToken is given, too; at most 200 characters");
  private static final Field TOKEN =
      Field.text("serviceToken", BODY, "[0-9A-Za-z_-]*", 50, "at most 50 letters, digits, - and _");

  private static final Field FORCED_REASON =
      Field.number("reason", PATH, 1, 255, "1-255").mandatory();
  private static final Field BUSY_REASON =
      Field.number("reason", QUERY, 0, 250, "200-250, or 0 for none");
  private static final Field REST_TIME =
      Field.number("time", PATH, 1, 86399, "1-86399 seconds").mandatory();
  private static final Field REST_CAUSE =
      Field.number("restcause", PATH, 0, 255, "0-255").mandatory();
  private static final Field PROLONG =
      Field.flag("prolong", QUERY, "whether the rest that goes on lasts longer");
  private static final Field TALK =
      Field.number("flag", QUERY, 0, 1, "1 calls come, 0 they do not").mandatory();
  private static final Field ALL_SKILLS =
      Field.flag("autoflag", PATH, "all skills of the configuration; otherwise those of skillid")
          .mandatory();
  private static final Field SKILLS =
      Field.text("skillid", QUERY, "[0-9;]*", 100, "ids of queues such as 1;2;3, at most 100");
  private static final Field RESET_LINKAGE =
      Field.number("phonelinkage", QUERY, 0, 1, "1 or 0; has no effect");
  private static final Field WORK_NO =
      Field.number("workno", PATH, 1, 999999, "an agent id").mandatory();

  /** Least reason of one's own for being busy. */
  private static final int OWN_REASON = 200;

  /** Of a queue, in the list of skills: voice and video calls (reference, section 4.2). */
  private static final int VOICE = 5;

  /** What the sample of the state after a reload has besides. */
  private static final List<String> NOT_KEPT =
      List.of(
          "lastState",
          "firsttalkingFlag",
          "qcWorkNo",
          "beginHoldTime",
          "releaseFlag",
          "secondTalkingTime",
          "recordID",
          "beginTalkingTime",
          "curCommand",
          "cmdBeginTime");

  private final Centre centre;

  Presence(Centre centre) {
    this.centre = centre;
  }

  List<Interface> interfaces() {
    List<Interface> all = new ArrayList<>();
    all.addAll(signingIn());
    all.addAll(signingOut());
    all.addAll(states());
    all.addAll(questions());
    return all;
  }

  private List<Interface> signingIn() {
    return List.of(
        signIn("", "login", "Sign in", this::login, PHONE.mandatory()),
        signIn(
            "/forcelogin",
            "forceLogin",
            "Sign in, and take over from who is signed in",
            this::forceLogin,
            PHONE.mandatory()),
        signIn("/loginex", "loginEx", "Sign in without a telephone", this::loginEx, PHONE));
  }

  private static Interface signIn(
      String path, String name, String purpose, Interface.Deed deed, Field phone) {
    return Interface.of(
            Verb.PUT,
            "onlineagent/{agentid}" + path,
            name,
            purpose,
            deed,
            PASSWORD,
            phone,
            AUTO_ANSWER,
            AUTO_IDLE,
            RELEASE,
            TYPE,
            STATUS,
            IP,
            ENTRY_IP,
            LINKAGE,
            WEB,
            MAIL,
            VIDEO_PHONE,
            LISTEN,
            CALL_BACK,
            TOKEN)
        .forAll();
  }

  private List<Interface> signingOut() {
    return List.of(
        row(Verb.DELETE, "logout", "logout", "Sign out", (agent, fields) -> logout(agent)),
        row(
            Verb.DELETE,
            "forcelogout",
            "forceLogout",
            "Sign out, also during a call, which is ended",
            (agent, fields) -> forceLogout(agent)),
        row(
            Verb.DELETE,
            "forcelogoutwithreason/{reason}",
            "forceLogoutWithReason",
            "Sign out, also during a call, and say why",
            (agent, fields) -> forceLogout(agent),
            FORCED_REASON));
  }

  private static List<Interface> states() {
    return List.of(
        row(
            Verb.POST,
            "resetskill/{autoflag}",
            "resetSkill",
            "Choose the skills to serve with",
            Presence::resetSkill,
            ALL_SKILLS,
            SKILLS,
            RESET_LINKAGE),
        state("sayfree", "sayfree", "Be idle", Agent.Order.SAYFREE),
        row(Verb.POST, "saybusy", "saybusy", "Be busy", Presence::sayBusy, BUSY_REASON),
        state("work", "work", "Begin to wrap up", Agent.Order.WORK),
        state("cancelwork", "cancelwork", "End wrapping up", Agent.Order.CANCELWORK),
        row(
            Verb.POST,
            "rest/{time}/{restcause}",
            "rest",
            "Take a rest, or a longer one",
            Presence::rest,
            REST_TIME,
            REST_CAUSE,
            PROLONG),
        state("cancelrest", "cancelrest", "End the rest", Agent.Order.CANCELREST),
        row(
            Verb.POST,
            "settalkright",
            "settalkright",
            "Have calls come, or not",
            Presence::setTalkRight,
            TALK));
  }

  private List<Interface> questions() {
    return List.of(
        row(
            Verb.GET,
            "querycustomstate",
            "querycustomstate",
            "List the states of one's own: there are none",
            (agent, fields) -> Reply.success(List.of())),
        row(
            Verb.GET,
            "agentskills",
            "agentskills",
            "List the skills that one serves with",
            (agent, fields) -> Reply.success(skills(agent.skills()))),
        Interface.of(
            Verb.GET,
            "onlineagent/{workno}/agentskillsbyworkno/{agentid}",
            "agentskillsbyworkno",
            "List the skills of another agent",
            this::skillsOfAnother,
            WORK_NO),
        // The reference has the reply (section 5.6) but not the path.
        row(
            Verb.GET,
            "agentstatus",
            "agentstatus",
            "Tell a desktop that was loaded again what is going on",
            this::status));
  }

  private static Interface row(
      Verb verb, String path, String name, String purpose, Interface.Deed deed, Field... fields) {
    return Interface.of(verb, "onlineagent/{agentid}/" + path, name, purpose, deed, fields);
  }

  private static Interface state(String path, String name, String purpose, Agent.Order order) {
    return row(
        Verb.POST,
        path,
        name,
        purpose,
        (agent, fields) -> agent.order(order, Agent.BY_ITSELF, Duration.ZERO));
  }

  // ---- signing in and out

  private Reply login(Agent agent, Fields fields) {
    if (agent.signedIn()) return Reply.refused(ResultCode.ALREADY_SIGNED_IN);
    return signIn(agent, fields, fields.text("phonenum"), true);
  }

  private Reply forceLogin(Agent agent, Fields fields) {
    return signIn(agent, fields, fields.text("phonenum"), false);
  }

  /** Without media nothing can be heard: there is no telephone, and so no call. */
  private Reply loginEx(Agent agent, Fields fields) {
    if (agent.signedIn()) return Reply.refused(ResultCode.ALREADY_SIGNED_IN);
    return signIn(agent, fields, "", false);
  }

  private Reply signIn(Agent agent, Fields fields, String phone, boolean releases) {
    ResultCode wrong = wrong(agent, fields.number("agenttype", 4), phone);
    if (wrong != null) return Reply.refused(wrong);
    Agent.SignIn how =
        new Agent.SignIn(
            phone,
            fields.flag("autoanswer", true),
            fields.flag("autoenteridle", true),
            fields.flag("releasephone", releases),
            fields.number("agenttype", 4) == 11);
    AgentState status =
        switch (fields.number("status", 4)) {
          case 3 -> AgentState.BUSY;
          case 5 -> AgentState.WORK;
          default -> AgentState.IDLE;
        };
    agent.afterOffer(() -> agent.signIn(how, status));
    return new Reply(ResultCode.SUCCESS, "", signedIn(agent));
  }

  private @Nullable ResultCode wrong(Agent agent, int type, String phone) {
    boolean allowed = type == 4 || (type == 11 && agent.settings().video());
    if (!allowed) return ResultCode.WRONG_AGENT_TYPE;
    if (phone.isEmpty()) return null;
    if (!centre.isPhone(phone)) return ResultCode.PHONE_NOT_CONFIGURED;
    Agent there = centre.at(phone);
    return there == null || there == agent ? null : ResultCode.PHONE_INVALID;
  }

  /** The fields and their types are those of the published sample (reference, section 5.1). */
  private Map<String, Object> signedIn(Agent agent) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("vdnid", 1);
    result.put("workno", agent.id());
    result.put("mediatype", "TTF");
    result.put("loginTime", Long.toString(centre.clock().millis()));
    result.put("isForceChange", "false");
    result.put("serverName", "AgentGateway");
    result.put("timeRemaining", "9");
    return result;
  }

  private static Reply logout(Agent agent) {
    if (agent.occupiedNow()) return Reply.refused(ResultCode.WRONG_STATE_AT_SIGN_OUT);
    return forceLogout(agent);
  }

  private static Reply forceLogout(Agent agent) {
    agent.signOut();
    return Reply.SUCCESS;
  }

  // ---- states

  private static Reply resetSkill(Agent agent, Fields fields) {
    Set<String> configured = agent.settings().skills();
    if (!fields.flag("autoflag", true) && !fields.has("skillid")) {
      throw new IllegalArgumentException(
          "skillid is missing; expected " + SKILLS.expected() + ", as autoflag is false");
    }
    Set<String> chosen = new LinkedHashSet<>(configured);
    if (!fields.flag("autoflag", true)) {
      chosen.retainAll(List.of(fields.text("skillid").split(";", -1)));
    }
    agent.skills(chosen);
    return Reply.SUCCESS;
  }

  private static Reply sayBusy(Agent agent, Fields fields) {
    int reason = fields.number("reason", 0);
    if (reason != 0 && reason < OWN_REASON) throw BUSY_REASON.wrong(reason);
    return agent.order(Agent.Order.SAYBUSY, reason, Duration.ZERO);
  }

  private static Reply rest(Agent agent, Fields fields) {
    boolean longer = fields.flag("prolong", false);
    Agent.Order order = longer ? Agent.Order.PROLONG : Agent.Order.REST;
    Duration time = Duration.ofSeconds(fields.number("time", 0));
    return agent.order(order, fields.number("restcause", 0), time);
  }

  private static Reply setTalkRight(Agent agent, Fields fields) {
    agent.talkRight(fields.number("flag", 1) == 1);
    return Reply.SUCCESS;
  }

  // ---- questions

  private Reply skillsOfAnother(Agent agent, Fields fields) {
    Agent other = centre.agent(Integer.toString(fields.number("workno", 0)));
    return other == null
        ? Reply.refused(ResultCode.NO_AGENT)
        : Reply.success(skills(other.skills()));
  }

  private static List<Map<String, Object>> skills(Collection<Queue> queues) {
    return queues.stream()
        .map(
            queue -> {
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("name", queue.name());
              one.put("id", number(queue.id()));
              one.put("mediatype", VOICE);
              return one;
            })
        .toList();
  }

  /** The sample shows a number; an id that is too long for one stays a text. */
  private static Object number(String id) {
    return id.matches("[1-9][0-9]{0,14}") ? (Object) Long.valueOf(id) : id;
  }

  /** The keys are those of the sample (reference, section 5.6); what is not known here is null. */
  private Reply status(Agent agent, Fields fields) {
    boolean occupied = agent.occupiedNow();
    Map<String, @Nullable Object> state = new LinkedHashMap<>();
    state.put("workNo", agent.id());
    state.put("state", occupied ? AgentState.TALKING : agent.state().number());
    state.put("preBusy", occupied && agent.state() == AgentState.BUSY);
    state.put("preRest", occupied && agent.state() == AgentState.REST);
    long now = centre.clock().millis();
    long sinceMillis = Duration.ofNanos(centre.board().now() - agent.since()).toMillis();
    state.put("currentTime", now);
    state.put("agentStateBeginTime", now - sinceMillis);
    calls(agent.lines(), state);
    NOT_KEPT.forEach(key -> state.put(key, null));
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("callinfo", null);
    result.put("agentStateInfo", state);
    return Reply.success(result);
  }

  private static void calls(Lines lines, Map<String, @Nullable Object> state) {
    Line line = lines.talking();
    Line held = lines.in(Line.Stage.HELD);
    CallSheet sheet = line == null ? null : line.sheet();
    Object feature = sheet == null ? null : sheet.feature().number();
    state.put("curCallId", line == null ? null : line.id());
    state.put("mainCallId", line == null ? null : line.id());
    state.put("holdCallId", held == null ? null : held.id());
    state.put("partner", line == null ? null : String.join(",", line.parties()));
    state.put("callerNo", sheet == null ? null : sheet.caller());
    state.put("calledNo", sheet == null ? null : sheet.called());
    state.put("callData", sheet == null ? null : sheet.data());
    state.put("callFeature", feature);
    state.put("talkingCallfeature", feature);
  }
}
