package org.ozml.ccgateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Result;
import org.ozml.ccgateway.AgentEvent;
import org.ozml.ccgateway.Centre;
import org.ozml.ccgateway.Field;
import org.ozml.ccgateway.Fields;
import org.ozml.ccgateway.Interface;
import org.ozml.ccgateway.Reply;
import org.ozml.ccgateway.ResultCode;
import org.ozml.scenario.Json;
import org.ozml.scenario.JsonReader;
import org.ozml.server.Site;
import org.ozml.server.Visit;
import org.ozml.server.access.Access;
import org.ozml.server.access.Decision;
import org.ozml.server.access.Right;

/**
 * Where desktops come in: each request is an order of one agent, given to the centre on the loop;
 * replies are written by the server's threads. What the centre refuses is HTTP 200 with another
 * {@code retcode} than 0; what is no interface at all, or does not come in one piece, has a status
 * of HTTP too.
 */
final class GatewaySite implements Site {
  private static final System.Logger LOG = System.getLogger(GatewaySite.class.getName());

  /** What the paths of all interfaces begin with. */
  static final String RESOURCE = "/agentgateway/resource/";

  /** Where the description is. */
  static final String DESCRIPTION = "/agentgateway/openapi.json";

  static final String JSON = "application/json; charset=UTF-8";

  private static final String AGENT = "agentid";
  private static final Pattern AGENT_ID = Pattern.compile("[1-9][0-9]{0,5}");
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String GUID = "Guid";
  private static final String SET_GUID = "Set-GUID";
  private static final String POLLING = RESOURCE + "agentevent/";

  private final Centre centre;
  private final Desktops desktops;
  private final Executor loop;
  private final Access agents;
  private final Table table;
  private final byte[] description;

  /**
   * Makes the site.
   *
   * @param loop where things are done at the host's time
   * @param agents who checks their passwords
   */
  GatewaySite(Centre centre, Table table, Desktops desktops, Executor loop, Access agents) {
    this.centre = centre;
    this.table = table;
    this.desktops = desktops;
    this.loop = loop;
    this.agents = agents;
    this.description = Json.indented(OpenApi.of(table.interfaces())).getBytes(UTF_8);
  }

  @Override
  public boolean takes(String method) {
    return true; // what is wrong is told as everything is told here
  }

  @Override
  public boolean readsBodies() {
    return true;
  }

  @Override
  public boolean lasts(Visit visit) {
    return visit.path().startsWith(POLLING);
  }

  @Override
  public CompletionStage<Decision> admit(Visit visit, Access access) {
    Decision decision =
        access.rules().networks().allow(visit.from())
            ? new Decision.Allowed(null)
            : new Decision.Refused(
                Result.forbiddenAddress(),
                Duration.ZERO,
                "address " + visit.from().getHostAddress() + " is not allowed");
    return CompletableFuture.completedStage(decision);
  }

  @Override
  public void refuse(Visit visit, Decision.Refused why) {
    answer(visit, 403, Reply.refused(ResultCode.NO_RIGHT, why.result().message()));
  }

  @Override
  public void misread(Visit visit, int status, String reason) {
    answer(visit, status, illegal(reason));
  }

  private static Reply illegal(@Nullable String reason) {
    return Reply.refused(ResultCode.ILLEGAL_PARAMETER, String.valueOf(reason));
  }

  // ---- what is asked

  @Override
  public void answer(Visit visit) {
    String path = visit.path();
    if (path.equals(DESCRIPTION)) {
      if (visit.method().equals("GET")) visit.answer(200, JSON, description);
      else wrongMethod(visit, "GET");
      return;
    }
    List<Table.Match> matches =
        path.startsWith(RESOURCE) ? table.at(path.substring(RESOURCE.length())) : List.of();
    for (Table.Match match : matches) {
      if (match.its().verb().name().equals(visit.method())) {
        order(visit, match);
        return;
      }
    }
    if (matches.isEmpty()) {
      answer(visit, 404, illegal("there is no interface at this path; see " + DESCRIPTION));
    } else {
      wrongMethod(
          visit,
          matches.stream().map(one -> one.its().verb().name()).collect(Collectors.joining(", ")));
    }
  }

  private static void wrongMethod(Visit visit, String right) {
    visit.with("Allow", right);
    answer(visit, 405, illegal("this interface takes " + right + " only"));
  }

  private void order(Visit visit, Table.Match match) {
    Interface wanted = match.its();
    String agent = match.variables().getOrDefault(AGENT, "");
    if (!AGENT_ID.matcher(agent).matches()) {
      answer(visit, 200, illegal(AGENT + " is not valid; expected 1-999999"));
      return;
    }
    Map<String, Object> given;
    try {
      given = parameters(visit, match);
    } catch (IllegalArgumentException e) {
      answer(visit, 200, illegal(e.getMessage()));
      return;
    }
    if (!wanted.signedIn()) {
      signIn(visit, agent, wanted, given);
    } else if (wanted.equals(desktops.polling)) {
      poll(visit, agent);
    } else {
      String guid = guid(visit);
      loop.execute(answering(visit, () -> ordered(visit, agent, guid, wanted, given)));
    }
  }

  private static String guid(Visit visit) {
    String guid = visit.header(GUID);
    return guid == null ? "" : guid.strip();
  }

  /** What stands in the path counts before the query, and that before the body. */
  private static Map<String, Object> parameters(Visit visit, Table.Match match) {
    Map<String, Object> given = new LinkedHashMap<>(body(visit));
    for (Field field : match.its().fields()) {
      String value =
          switch (field.place()) {
            case PATH -> match.variables().get(field.name());
            case QUERY -> visit.parameters().get(field.name());
            case BODY -> null;
          };
      if (value != null) given.put(field.name(), value);
      Object read = given.get(field.name());
      if (read instanceof Map || read instanceof List) {
        throw new IllegalArgumentException(
            "%s is not valid; expected %s".formatted(field.name(), field.expected()));
      }
    }
    return given;
  }

  private static Map<String, Object> body(Visit visit) {
    if (visit.body().length == 0) return Map.of();
    String type = visit.header("Content-Type");
    if (type != null && type.strip().toLowerCase(Locale.ROOT).startsWith(FORM)) {
      throw new IllegalArgumentException(
          "the body is a form; expected a JSON object, and Content-Type: application/json");
    }
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(visit.body())).toString();
      if (text.isBlank()) return Map.of();
      if (!(JsonReader.read(text) instanceof Map<?, ?> read)) {
        throw new IllegalArgumentException("the body is no JSON object");
      }
      Map<String, Object> body = new LinkedHashMap<>();
      read.forEach(
          (name, value) -> {
            if (value != null) body.put(String.valueOf(name), value);
          });
      return body;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the body is not UTF-8", e);
    } catch (JsonReader.NotJson e) {
      throw new IllegalArgumentException("the body is " + e.getMessage(), e);
    }
  }

  // ---- what is done

  /** Whatever goes wrong on the loop, somebody waits for an answer. */
  private static Runnable answering(Visit visit, Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "internal error at " + visit.path(), e);
        Reply wrong = Reply.refused(ResultCode.REFUSED, "internal error; it is in the log");
        visit.later(() -> answer(visit, 500, wrong));
      }
    };
  }

  private void ordered(
      Visit visit, String agent, String guid, Interface wanted, Map<String, Object> given) {
    Reply refusal = desktops.refusal(agent, guid);
    Reply reply = refusal == null ? centre.order(agent, wanted, given) : refusal;
    desktops.settled(() -> desktops.tidy(agent));
    visit.later(() -> answer(visit, 200, reply));
  }

  /** Whoever is not known takes as long, and is told the same, as who has the wrong password. */
  private void signIn(Visit visit, String agent, Interface wanted, Map<String, Object> given) {
    Object password = given.getOrDefault("password", "");
    Access.Request who = new Access.Request(visit.from(), agent, password.toString());
    agents
        .check(who, Right.CALLS)
        .whenComplete(
            (decision, failure) -> {
              if (decision instanceof Decision.Allowed) {
                loop.execute(answering(visit, () -> signedIn(visit, agent, wanted, given)));
              } else {
                Reply refused = wrongPassword(visit, decision);
                visit.later(() -> answer(visit, 200, refused));
              }
            });
  }

  private static Reply wrongPassword(Visit visit, @Nullable Decision decision) {
    if (!(decision instanceof Decision.Refused why)) {
      return Reply.refused(ResultCode.REFUSED, "internal error");
    }
    LOG.log(Level.INFO, "refused " + visit.from().getHostAddress() + ": " + why.why());
    if (!why.retryAfter().isZero()) {
      long seconds = why.retryAfter().plusMillis(999).toSeconds();
      return Reply.refused(
          ResultCode.WRONG_PASSWORD,
          "passwords are not looked at now, after too many wrong ones; try again in %d s"
              .formatted(seconds));
    }
    return Reply.refused(ResultCode.WRONG_PASSWORD);
  }

  private void signedIn(Visit visit, String id, Interface wanted, Map<String, Object> given) {
    Push.Target push;
    try {
      push = Push.Target.of(new Fields(wanted, given));
    } catch (IllegalArgumentException e) {
      Reply refused = Reply.refused(ResultCode.ILLEGAL_SIGN_IN, String.valueOf(e.getMessage()));
      visit.later(() -> answer(visit, 200, refused));
      return;
    }
    Reply reply = centre.order(id, wanted, given);
    desktops.settled(answering(visit, () -> greet(visit, reply, id, push)));
  }

  private void greet(Visit visit, Reply reply, String id, Push.@Nullable Target push) {
    String guid = reply.ok() ? desktops.signedIn(id, push) : null;
    visit.later(
        () -> {
          if (guid != null) visit.with(SET_GUID, guid);
          answer(visit, 200, reply);
        });
  }

  // ---- events

  private void poll(Visit visit, String agent) {
    String guid = guid(visit);
    Waiting poll = new Waiting(visit, agent, guid);
    visit.whenGone(poll::gone);
    loop.execute(answering(visit, () -> polled(visit, poll)));
  }

  private void polled(Visit visit, Waiting poll) {
    Reply refusal = desktops.refusal(poll.agent, poll.guid);
    Polling polling = desktops.polling(poll.agent);
    if (refusal == null && polling != null) {
      poll.at(polling);
      return;
    }
    Reply refused = refusal == null ? Reply.refused(ResultCode.WRONG_WAY_OF_EVENTS) : refusal;
    visit.later(() -> answer(visit, 200, refused));
  }

  /** A poll that waits for its event. On the loop, where nothing else is said. */
  private final class Waiting implements Polling.Poll {
    private final Visit visit;
    private final String agent;
    private final String guid;
    private @Nullable Polling polling;
    private volatile boolean gone;

    Waiting(Visit visit, String agent, String guid) {
      this.visit = visit;
      this.agent = agent;
      this.guid = guid;
    }

    void at(Polling its) {
      polling = its;
      its.poll(this);
    }

    /** On any thread: nobody waits any more. */
    void gone() {
      gone = true;
      loop.execute(
          () -> {
            if (polling != null) polling.withdraw(this);
          });
    }

    @Override
    public void answer(@Nullable AgentEvent event, Consumer<Boolean> written) {
      String next = desktops.withPollingReply(agent, guid);
      visit.later(
          () -> {
            // The network would take an event for somebody who is not there any more.
            boolean lost = gone;
            if (next != null) visit.with(SET_GUID, next);
            visit.answer(
                200,
                JSON,
                bytes(reply(lost ? null : event)),
                ok -> loop.execute(() -> written.accept(ok && !lost)));
          });
    }
  }

  private static Map<String, @Nullable Object> reply(@Nullable AgentEvent event) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("message", "");
    body.put("retcode", ResultCode.SUCCESS.code());
    body.put("event", event == null ? null : event.body());
    return body;
  }

  // ---- what is answered

  private static byte[] bytes(Object body) {
    return Json.line(body).getBytes(UTF_8);
  }

  private static void answer(Visit visit, int status, Reply reply) {
    visit.answer(status, JSON, bytes(reply.body()));
  }
}
