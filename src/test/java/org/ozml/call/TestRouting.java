package org.ozml.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A dial plan. By default a number leads to the device of that number, and nowhere when that
 * failed; {@link #route} gives a number another answer, {@link #wait} leaves the answers to the
 * test.
 */
final class TestRouting implements Routing {
  /** Questions that have been asked, in order. */
  final List<Query> asked = new ArrayList<>();

  /** Questions that wait for the test's answer. */
  final Map<Long, Query> open = new LinkedHashMap<>();

  /** Questions that were withdrawn. */
  final List<Long> cancelled = new ArrayList<>();

  private final Map<String, Function<Query, Route>> routes = new HashMap<>();
  private final Exchange exchange;
  private boolean waits;

  TestRouting(Exchange exchange) {
    this.exchange = exchange;
  }

  static Route ring(String... numbers) {
    return new Route.Ring(List.of(numbers), null, null);
  }

  static Route ring(Duration ringTime, String... numbers) {
    return new Route.Ring(List.of(numbers), ringTime, null);
  }

  /** A device that answers is in only when that is confirmed. */
  static Route confirmed(String... numbers) {
    return new Route.Ring(List.of(numbers), null, null, true);
  }

  void route(String number, Function<Query, Route> answer) {
    routes.put(number, answer);
  }

  void route(String number, Route first) {
    route(number, query -> query.last() == null ? first : new Route.Nothing(query.last()));
  }

  void script(String number, Script script) {
    route(number, new Route.ToScript(script));
  }

  void waits() {
    waits = true;
  }

  /** Answers the oldest open question. */
  void answer(Route route) {
    answer(open.values().iterator().next(), route);
  }

  void answer(Query query, Route route) {
    if (!(route instanceof Route.Queued)) open.remove(query.id());
    exchange.report(new Report.Routed(exchange.now(), query.id(), route));
  }

  @Override
  public void resolve(Query query) {
    exchange.journal("    resolve", query);
    asked.add(query);
    open.put(query.id(), query);
    if (waits) return;
    Function<Query, Route> plan = routes.get(query.target());
    answer(query, plan == null ? byDefault(query) : plan.apply(query));
  }

  static Route byDefault(Query query) {
    return query.last() == null ? ring(query.target()) : new Route.Nothing(query.last());
  }

  @Override
  public void cancel(long query) {
    exchange.journal("    cancel query", query);
    assertThat(asked).as("query %d, which is withdrawn", query).anyMatch(q -> q.id() == query);
    assertThat(cancelled).doesNotContain(query);
    open.remove(query);
    cancelled.add(query);
  }
}
