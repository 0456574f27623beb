package org.ozml.interpreter;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.Failure;
import org.ozml.call.Report;
import org.ozml.call.Route;
import org.ozml.call.Routing;
import org.ozml.document.Document;

/**
 * A script that says where calls go, with the dial plan behind it: without a Route the plan
 * decides. It is asked before ringing and again when nobody was reached; one that names the same
 * destination again has nothing left to try.
 */
public final class RoutingScript implements Routing {
  private final Engine engine;
  private final Document document;
  private final Routing plan;
  private final Map<Call, Route> tried = new HashMap<>();

  /** Makes a routing. */
  public RoutingScript(Engine engine, Document document, Routing plan) {
    this.engine = engine;
    this.document = document;
    this.plan = plan;
  }

  @Override
  public void resolve(Query query) {
    engine.board().loop().execute(() -> ask(query));
  }

  private void ask(Query query) {
    Call call = query.call();
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("CallerID", call.shown().number());
    variables.put("CallerExtension", call.caller().number());
    variables.put("OriginalDialedNumber", call.dialed());
    variables.put("LastDialedNumber", query.target());
    variables.put("LastCalledExtension", query.last() == null ? "" : call.callee().number());
    variables.put("LastCallState", query.last() == null ? "Calling" : query.last().word());
    engine.routing(document, call, variables, session -> answered(query, session.route()));
  }

  private void answered(Query query, @Nullable Route route) {
    if (route == null) {
      plan.resolve(query);
      return;
    }
    Route before = tried.put(query.call(), route);
    Failure last = query.last();
    Route next = last != null && route.equals(before) ? new Route.Nothing(last) : route;
    if (next instanceof Route.Nothing) tried.remove(query.call());
    engine.board().report(new Report.Routed(engine.board().now(), query.id(), next));
  }

  @Override
  public void cancel(long query) {
    plan.cancel(query);
  }
}
