package org.ozml.interpreter;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.Failure;
import org.ozml.call.Report;
import org.ozml.call.Route;
import org.ozml.call.Routing;
import org.ozml.call.Script;
import org.ozml.document.Document;

/**
 * A script that says where calls go, given or answered by a web application, with the dial plan
 * behind it: without a Route the plan decides. It is asked before ringing and again when nobody was
 * reached; one that names the same destination again has nothing left to try.
 */
public final class RoutingScript implements Routing {
  private final Engine engine;
  private final Engine.Source source;
  private final Routing plan;
  private final Function<String, @Nullable Script> extensions;
  private final Map<Call, Route.Ring> tried = new HashMap<>();

  /** Questions whose answer is wanted. */
  private final Set<Long> open = new HashSet<>();

  /** Those that a web application is asked. */
  private final Map<Long, Request> asked = new HashMap<>();

  /** Those that a script thinks about. */
  private final Map<Long, Session> running = new HashMap<>();

  /**
   * Makes a routing.
   *
   * @param source a document, or the web application that is told RoutingInterception
   * @param plan decides where the script does not
   * @param extensions the script that answers for a number; null when it is no API extension
   */
  public RoutingScript(
      Engine engine,
      Engine.Source source,
      Routing plan,
      Function<String, @Nullable Script> extensions) {
    this.engine = engine;
    this.source = source;
    this.plan = plan;
    this.extensions = extensions;
  }

  @Override
  public void resolve(Query query) {
    if (isErrand(query.call())) {
      plan.resolve(query);
      return;
    }
    open.add(query.id());
    engine.board().loop().execute(() -> ask(query));
  }

  /**
   * A call that a command places for itself, such as an alarm's, goes by the dial plan: a routing
   * script that places one would otherwise route it, and place the next.
   */
  private static boolean isErrand(Call call) {
    return call.caller().occupant() instanceof Script script
        && !(script instanceof ExtensionScript);
  }

  private void ask(Query query) {
    if (!open.contains(query.id())) return;
    Call call = query.call();
    Route.Ring before = tried.get(call);
    Notification question =
        Notification.of("RoutingInterception", call, "")
            .with("CallerID", call.shown().number())
            .with("OriginalDialedNumber", call.dialed())
            .with("LastDialedNumber", query.target())
            .with("LastCalledExtension", before == null ? "" : before.numbers().get(0))
            .with("LastCallState", query.last() == null ? "Calling" : query.last().word())
            .with("CallerExtension", call.caller().number());
    if (source instanceof Engine.Source.Url url) {
      Request request = new Request(engine, 0, url.url(), question);
      asked.put(query.id(), request);
      request.send((id, document) -> told(query, question, document));
    } else {
      Document given = source instanceof Engine.Source.Given known ? known.document() : null;
      told(query, question, given);
    }
  }

  /** There is a script, or no answer: then the plan decides. */
  private void told(Query query, Notification question, @Nullable Document document) {
    asked.remove(query.id());
    if (!open.contains(query.id())) return;
    if (document == null) {
      answered(query, null);
      return;
    }
    Session session =
        engine.routing(
            document, query.call(), question.variables(), done -> answered(query, done.route()));
    if (!session.over()) running.put(query.id(), session);
  }

  private void answered(Query query, @Nullable Route route) {
    running.remove(query.id());
    if (!open.remove(query.id())) return; // nobody waits for it any more
    Call call = query.call();
    if (route == null) {
      tries(call, new Route.Ring(List.of(query.target()), null, null));
      plan.resolve(query);
      return;
    }
    Failure last = query.last();
    Route next = last != null && route.equals(tried.get(call)) ? new Route.Nothing(last) : route;
    if (next instanceof Route.Ring ring) {
      tries(call, ring);
      Script script = extensions.apply(ring.numbers().get(0));
      if (script != null) next = new Route.ToScript(script);
    }
    engine.board().report(new Report.Routed(engine.board().now(), query.id(), next));
  }

  private void tries(Call call, Route.Ring ring) {
    if (tried.put(call, ring) == null) call.whenEnded(tried::remove);
  }

  @Override
  public void cancel(long query) {
    open.remove(query);
    Request request = asked.remove(query);
    Session session = running.get(query);
    if (request != null) request.cancel();
    else if (session != null) session.left(Script.Leaving.HUNG_UP);
    else plan.cancel(query);
  }
}
