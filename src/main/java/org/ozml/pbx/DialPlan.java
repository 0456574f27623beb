package org.ozml.pbx;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ozml.call.CallState;
import org.ozml.call.Failure;
import org.ozml.call.Report;
import org.ozml.call.Route;
import org.ozml.call.Routing;
import org.ozml.configuration.Extension;

/**
 * Where numbers lead: a telephone rings, a script answers, what begins with a line's prefix goes
 * out, and everything else is not found. A system that is full or is being stopped takes no new
 * call: it is busy; transfers of calls that go on are served.
 */
final class DialPlan implements Routing {
  private final PhoneSystem system;
  private final Routing usual = new Usual();
  private @Nullable Routing interception;
  private Predicate<String> theirs = target -> false;
  private Routing others = query -> {};

  DialPlan(PhoneSystem system) {
    this.system = system;
  }

  /** Asks somebody else first, who may ask {@link #usual()} in turn; null: nobody. */
  void intercept(@Nullable Routing first) {
    interception = first;
  }

  /** Leaves some targets to somebody else. */
  void leave(Predicate<String> targets, Routing by) {
    theirs = targets;
    others = by;
  }

  @Override
  public void resolve(Query query) {
    boolean fresh = query.call().state() == CallState.RINGING;
    // A name is nothing that somebody has dialled, and nobody outside knows it.
    boolean name = query.target().indexOf(':') > 0 && theirs.test(query.target());
    if (fresh && !system.takesCalls()) answer(query, new Route.Nothing(Failure.BUSY));
    else if (interception == null || name) usual.resolve(query);
    else interception.resolve(query);
  }

  @Override
  public void cancel(long query) {
    usual.cancel(query);
    if (interception != null) interception.cancel(query);
  }

  /** Returns the plan without what is asked before it. */
  Routing usual() {
    return usual;
  }

  /** Goes by the numbers, and those whom some are left to. */
  private final class Usual implements Routing {
    @Override
    public void resolve(Query query) {
      Failure last = query.last();
      if (theirs.test(query.target())) others.resolve(query);
      else answer(query, last == null ? route(query.target()) : new Route.Nothing(last));
    }

    @Override
    public void cancel(long query) {
      others.cancel(query);
    }
  }

  private Route route(String target) {
    Extension extension = system.numbers().extension(target);
    if (extension instanceof Extension.Phone) return ring(target);
    if (extension != null) return new Route.ToScript(system.script(extension));
    Extension.Line line = system.numbers().line(target);
    return line == null
        ? new Route.Nothing(Failure.NOT_FOUND)
        : ring(target.substring(line.number().length()));
  }

  private static Route ring(String number) {
    return new Route.Ring(List.of(number), null, null);
  }

  private void answer(Query query, Route route) {
    system.board().report(new Report.Routed(system.board().now(), query.id(), route));
  }
}
