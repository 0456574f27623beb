package org.ozml.server.operation;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.ozml.pbx.PhoneSystem;
import org.ozml.server.Server;
import org.ozml.server.Site;
import org.ozml.server.Visit;
import org.ozml.server.access.Access;
import org.ozml.server.access.Decision;
import org.ozml.server.access.Right;
import org.ozml.service.data.CallWriter;

/**
 * Figures for Prometheus, under {@code /metrics}. A program on this machine needs no password;
 * others need the right to lists. What a proxy on this machine passes on is asked for one.
 */
public final class Metrics implements Site {
  private final PhoneSystem system;
  private final CallFigures calls;
  private final List<Consumer<Exposition>> sources = new CopyOnWriteArrayList<>();

  /**
   * Makes the site.
   *
   * @param calls listens to the system
   * @param version of this program
   */
  public Metrics(PhoneSystem system, CallFigures calls, String version) {
    this.system = system;
    this.calls = calls;
    sources.add(new ProcessFigures(version)::write);
    sources.add(
        to ->
            to.counter("ozml_calls_refused_total", "Calls beyond the limit, or near the end.")
                .sample(system.refusedCalls()));
  }

  /** Tells of the store, too. */
  public Metrics with(StoreWatch store) {
    sources.add(store::write);
    return this;
  }

  /** Tells of the call history, too. */
  public Metrics with(CallWriter history) {
    sources.add(
        to -> {
          to.gauge("ozml_history_waiting", "Calls that are not in the history yet.")
              .sample(history.waiting());
          to.counter("ozml_history_lost_total", "Calls that could not be kept.")
              .sample(history.lost());
          to.gauge("ozml_history_away", "1 when calls wait because they could not be stored.")
              .sample(history.away() ? 1 : 0);
        });
    return this;
  }

  /** Tells of the server, too. */
  public Metrics with(Server server) {
    sources.add(
        to -> {
          to.counter("ozml_http_requests_total", "HTTP requests answered, by site and status.");
          server.answers(
              (site, status, times) ->
                  to.sample(times, "site", site, "status", Integer.toString(status)));
          to.counter("ozml_http_received_total", "HTTP requests that came.")
              .sample(server.requests());
          to.counter("ozml_http_refused_total", "HTTP requests that were too many at a time.")
              .sample(server.turnedAway());
          to.gauge("ozml_http_connections", "HTTP connections.").sample(server.connections());
        });
    return this;
  }

  @Override
  public boolean lasts(Visit visit) {
    return true; // when everything is busy is when somebody wants to know
  }

  @Override
  public CompletionStage<Decision> admit(Visit visit, Access access) {
    boolean known =
        visit.from().isLoopbackAddress()
            && !visit.forwarded()
            && !visit.isForeign("")
            && access.rules().networks().allow(visit.from());
    return known
        ? CompletableFuture.completedStage(new Decision.Allowed(null))
        : access.check(visit.credentials(true), Right.LISTS);
  }

  @Override
  public void refuse(Visit visit, Decision.Refused why) {
    visit.refuse(why);
  }

  @Override
  public void answer(Visit visit) {
    Executor others = visit.request().getComponents().getExecutor();
    var unused =
        system
            .ask(this::ofCalls)
            .toCompletableFuture()
            .orTimeout(1, TimeUnit.SECONDS)
            .thenApplyAsync(this::all, others)
            .whenComplete(
                (text, failure) -> {
                  visit.with(HttpHeader.CACHE_CONTROL, "no-store");
                  if (failure == null) visit.answer(200, Exposition.TYPE, text.toString());
                  else visit.answer(503, "The calls do not answer within a second.");
                });
  }

  private Exposition ofCalls() {
    Exposition to = new Exposition();
    calls.write(to);
    return to;
  }

  private Exposition all(Exposition to) {
    sources.forEach(source -> source.accept(to));
    return to;
  }
}
