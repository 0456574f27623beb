package org.ozml.server.command;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.Result;
import org.ozml.call.Trace;
import org.ozml.call.TraceEvent;
import org.ozml.document.Command;
import org.ozml.document.Document;
import org.ozml.document.Form;
import org.ozml.document.Request;
import org.ozml.document.Value;
import org.ozml.document.Variable;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.interpreter.Session;
import org.ozml.pbx.PhoneSystem;
import org.ozml.server.command.HttpCommands.Deed;

/** What is done about commands that scripts have, too: they run. */
final class Orders implements Trace {
  private final PhoneSystem system;
  private final Consumer<Runnable> stored;

  /** The latest notification that reported a call; on the loop. */
  private final Map<Call, String> reported = new WeakHashMap<>();

  /** When the answer goes out. */
  enum Answered {
    /** When it has begun: nobody wants to wait until a long prompt is over, or one that repeats. */
    BEGUN,
    /** When it is over. */
    OVER,
    /** When it is over, and the calls that it may have ended are in the history. */
    STORED
  }

  Orders(PhoneSystem system, Consumer<Runnable> stored) {
    this.system = system;
    this.stored = stored;
    system.listen(this);
  }

  /** Commands that place a call for an API extension. */
  Deed<Command> placing() {
    return new Order("", "", Answered.STORED, true, true);
  }

  /**
   * Commands that may end a call.
   *
   * @param callId the parameter that says which; empty: none does
   */
  Deed<Command> ofCalls(String callId) {
    return new Order(callId, "", Answered.STORED, false, false);
  }

  /**
   * Commands that ring somebody, which may take long and may end a call.
   *
   * @param callId the parameter that says which; empty: none does
   */
  Deed<Command> ringing(String callId) {
    return new Order(callId, "", Answered.STORED, false, true);
  }

  /** Commands that leave their call as it is, or nearly. */
  Deed<Command> inCall(Answered when) {
    return new Order("CallId", "", when, false, false);
  }

  /**
   * Commands that send a message.
   *
   * @param id what its id is called in the answer
   */
  Deed<Command> message(String id) {
    return new Order("", id, Answered.OVER, false, false);
  }

  @Override
  public void on(TraceEvent event) {
    if (event instanceof ScriptEvent.Requested told) {
      String id = told.form().get("CallId");
      Call call = id == null ? null : system.call(id);
      if (call != null) reported.put(call, told.notification());
    }
  }

  /** The document of a command, or why there is none. */
  private record Reading(@Nullable Document document, Result result) {}

  private Reading read(Command command, Exchange exchange) {
    String script = command instanceof Request ? exchange.parameter("RequestOzML") : "";
    if (script.isEmpty()) return new Reading(Form.document(command), Result.OK);
    Document document = system.engine().read("RequestOzML", script);
    if (document.response() == null) {
      return new Reading(null, Result.parseError(document.reason()));
    }
    List<Command> commands = document.response().commands();
    return commands.size() == 1 && commands.get(0) instanceof Request
        ? new Reading(document, Result.OK)
        : new Reading(null, Result.invalidParameter("RequestOzML", command.name()));
  }

  /** How a kind of command is carried out. */
  private final class Order implements Deed<Command> {
    /** The parameter that must name a call; empty: none. */
    private final String callId;

    /** The variable with the id of what was sent; empty: nothing is. */
    private final String id;

    private final Answered when;

    /** Whether it places a call for an API extension: the first one, if it names none. */
    private final boolean places;

    /** Whether somebody is rung, for which there are fewer places. */
    private final boolean rings;

    Order(String callId, String id, Answered when, boolean places, boolean rings) {
      this.callId = callId;
      this.id = id;
      this.when = when;
      this.places = places;
      this.rings = rings;
    }

    @Override
    public void done(Command command, Exchange exchange) {
      if (!callId.isEmpty() && !command.parameters().containsKey(callId)) {
        exchange.answer(Result.invalidParameter(callId, command.name()));
        return;
      }
      Reading reading = read(command, exchange);
      if (reading.document() == null) {
        exchange.answer(reading.result());
        return;
      }
      if (rings && !exchange.takesLong()) return;
      String extension = places ? system.firstApiExtension() : "";
      boolean notes = exchange.generation() == Generation.NEWER;
      new Running(exchange, notes ? call(command) : "").begin(reading.document(), extension);
    }

    private String call(Command command) {
      Value<?> value = command.parameters().get(callId);
      return value == null ? "" : value.written().strip();
    }

    /** A command that runs; on the loop. */
    private final class Running {
      private final Exchange exchange;
      private final String call;
      private @Nullable String notification;
      private boolean answered;

      Running(Exchange exchange, String call) {
        this.exchange = exchange;
        this.call = call;
      }

      void begin(Document document, String extension) {
        system.order(
            () -> {
              Call acted = call.isEmpty() ? null : system.call(call);
              notification = acted == null ? null : reported.get(acted);
              Session session = system.engine().http(document, extension, this::answer);
              // What fails at once has failed when the host has come round once.
              if (when == Answered.BEGUN && !session.over()) {
                system.order(() -> answer(session));
              }
            });
      }

      private void answer(Session session) {
        if (answered) return;
        answered = true;
        Result result = session.result();
        Variable sent =
            id.isEmpty() || !result.ok() ? null : session.find(id.toLowerCase(Locale.ROOT));
        byte[] body =
            Exchange.body(
                exchange.generation(),
                result,
                xml -> {
                  if (sent != null) xml.element(id, sent.text());
                  if (notification != null) xml.element("NotificationName", notification);
                });
        Runnable answer = () -> exchange.threads().execute(() -> exchange.answer(body));
        if (when == Answered.STORED) stored.accept(answer);
        else answer.run();
      }
    }
  }
}
