package org.ozml.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for somebody who answers for a number: asks the routing, rings what it names, and asks
 * again when that failed, until somebody answers or nothing is left. The phases Routing and Ringing
 * of every operation (call model, Concepts).
 */
final class Hunt implements Pending {
  /**
   * A routing that always has another idea, or devices that redirect to each other, would hunt for
   * ever.
   */
  private static final int MOST_ROUNDS = 50;

  /** The operation that wants somebody. */
  interface Client {
    /** Somewhere it rings. */
    default void ringing() {}

    /** Somebody answered. */
    void found(Occupant occupant);

    /** Nothing is left to try. */
    void failed(Failure why);
  }

  private final Switchboard board;
  private final Call call;
  private final Client client;
  private final ShownId shown;
  private final Duration ringTime;
  private ShownId show;
  private final List<Leg> legs = new ArrayList<>(1);
  private String target;
  private @Nullable Script script;
  private @Nullable Failure last;
  private long query;
  private long timer;
  private int rounds;
  private boolean confirm;
  private boolean over;

  Hunt(Switchboard board, Call call, Client client, String target, ShownId shown, Duration ring) {
    this.board = board;
    this.call = call;
    this.client = client;
    this.target = target;
    this.shown = shown;
    this.ringTime = ring;
    this.show = shown;
  }

  Call call() {
    return call;
  }

  void start() {
    if (++rounds > MOST_ROUNDS) {
      end(Failure.ERROR);
      return;
    }
    query = board.newId();
    board.await(query, this);
    board.routing().resolve(new Routing.Query(query, call, target, last));
  }

  /** Gives up what rings and looks for another number instead. */
  void divert(String destination) {
    calm(Cause.CANCELLED);
    target = destination;
    last = null;
    start();
  }

  /** Gives up. The client is told nothing. */
  void cancel() {
    over = true;
    calm(Cause.CANCELLED);
  }

  private void calm(Cause cause) {
    if (board.forget(query)) board.routing().cancel(query);
    board.cancelTimer(timer);
    if (script != null) board.released(script, call, Script.Leaving.HUNG_UP);
    script = null;
    List<Leg> ringing = List.copyOf(legs);
    legs.clear();
    for (Leg leg : ringing) {
      leg.hunt = null;
      board.hangUp(leg, cause);
    }
  }

  @Override
  public void on(Report report) {
    if (over) return;
    if (report instanceof Report.Routed routed && routed.route() instanceof Route.Queued) {
      rounds = 0; // who keeps a queue sees to its end
      client.ringing();
    } else if (report instanceof Report.Routed routed) {
      board.forget(query);
      ring(routed.route());
    } else if (report instanceof Report.TimerFired) {
      last = Failure.NO_ANSWER;
      calm(Cause.NO_ANSWER);
      start();
    }
  }

  private void ring(Route route) {
    if (route instanceof Route.Ring ring && !ring.numbers().isEmpty()) {
      show = ring.shown() == null ? shown : ring.shown();
      confirm = ring.confirm();
      timer = board.await(ring.ringTime() == null ? ringTime : ring.ringTime(), this);
      ring.numbers().forEach(this::dial);
    } else if (route instanceof Route.ToScript to) {
      timer = board.await(ringTime, this);
      script = to.script();
      board.rings(to.script(), this);
      client.ringing();
      board.loop().execute(() -> to.script().ring(call));
    } else {
      end(route instanceof Route.Nothing nothing ? nothing.why() : Failure.NOT_FOUND);
    }
  }

  private void dial(String number) {
    Leg leg = board.dial(call, number, show);
    leg.hunt = this;
    legs.add(leg);
  }

  private void end(Failure why) {
    if (over) return;
    over = true;
    client.failed(why);
  }

  // ---- what the devices do

  void progress() {
    client.ringing();
  }

  void answered(Leg leg) {
    if (confirm) client.ringing();
    else take(leg);
  }

  /** Whoever sits at a device that has answered takes the call. */
  void take(Leg leg) {
    legs.remove(leg);
    leg.hunt = null;
    found(leg);
  }

  void answered(Script one) {
    if (script != one) return;
    script = null;
    found(one);
  }

  private void found(Occupant winner) {
    over = true;
    calm(Cause.CANCELLED);
    client.found(winner);
  }

  void ended(Leg leg, Cause cause) {
    legs.remove(leg);
    leg.hunt = null;
    lost(cause.failure());
  }

  /** A device does not answer; the others ring on. */
  private void lost(Failure why) {
    last = why;
    if (!legs.isEmpty() || over) return;
    calm(Cause.CANCELLED);
    start();
  }

  void refused(Script one, Failure why) {
    if (script != one) return;
    script = null;
    lost(why);
  }

  /** A device that has answered and is not yet confirmed goes on as another one. */
  void replaced(Leg old, Leg by) {
    legs.set(legs.indexOf(old), by);
    old.hunt = null;
    by.hunt = this;
  }

  void redirected(Leg leg, String elsewhere) {
    legs.remove(leg);
    leg.hunt = null;
    board.hangUp(leg, Cause.NORMAL);
    if (++rounds > MOST_ROUNDS) lost(Failure.ERROR);
    else dial(elsewhere);
  }
}
