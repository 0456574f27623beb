package org.ozml.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All calls of a system: takes reports from the host and orders from scripts, keeps the books, and
 * tells the host what legs do and hear.
 *
 * <p>Everything but {@link #report} and {@link #offer} runs on the {@link #loop}: orders are given
 * from tasks of the loop, and answers come on it. An order that cannot be carried out changes
 * nothing and says so with its {@link Result}. The codes are those of the commands (language notes,
 * sections 3 and 4): 601 for an id that no call in progress has, 303 for a state in which it cannot
 * be.
 */
public final class Switchboard {
  private final Host host;
  private final Routing routing;
  private final Trace trace;
  private final Supplier<String> callIds;
  private final Limits limits;
  private final Loop loop = new Loop();
  private final Map<String, Call> calls = new LinkedHashMap<>();
  private final Map<Long, Pending> pending = new HashMap<>();
  private final Map<Script, Hunt> rung = new HashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private final List<Watcher> watchers = new ArrayList<>(1);
  private final Mix mix = new Mix(this);
  private long now;

  /**
   * How long things may take.
   *
   * @param call longest call; then it is hung up
   * @param ring ring time of a transfer and of each side of CallSetup
   * @param plan ring time of an incoming call when the routing names none
   */
  public record Limits(Duration call, Duration ring, Duration plan) {
    /** 4 hours, 60 seconds, 90 seconds. */
    public static final Limits DEFAULT =
        new Limits(Duration.ofHours(4), Duration.ofSeconds(60), Duration.ofSeconds(90));
  }

  /**
   * Makes a switchboard without calls.
   *
   * @param callIds makes ids for calls: short, alphanumeric, never the same twice
   */
  public Switchboard(
      Host host, Routing routing, Trace trace, Supplier<String> callIds, Limits limits) {
    this.host = host;
    this.routing = routing;
    this.trace = trace;
    this.callIds = callIds;
    this.limits = limits;
  }

  /** Returns the loop that everything runs on. */
  public Loop loop() {
    return loop;
  }

  /** Returns the time of the latest report, in nanoseconds on the host's clock. */
  public long now() {
    return now;
  }

  /** Returns the call in progress with an id; null when there is none. */
  public @Nullable Call call(String id) {
    return calls.get(id);
  }

  /** Names somebody more who is told of calls and legs. */
  public void watch(Watcher more) {
    watchers.add(more);
  }

  /** Does not tell somebody any more. */
  public void forget(Watcher watcher) {
    watchers.remove(watcher);
  }

  /** Returns the calls in progress, oldest first. */
  public Collection<Call> calls() {
    return Collections.unmodifiableCollection(calls.values());
  }

  /**
   * Returns how many timers, sounds, recordings and the like are awaited: 0 when nothing is going
   * on.
   */
  public int awaited() {
    return pending.size() + rung.size();
  }

  // ---- reports

  /** Takes a report of the host; from any thread. */
  public void report(Report report) {
    loop.execute(() -> handle(report));
  }

  private void handle(Report report) {
    now = Math.max(now, report.at());
    if (report instanceof Report.Played r) told(r.play(), r);
    else if (report instanceof Report.TimerFired r) told(r.timer(), r);
    else if (report instanceof Report.Key r) key(r.leg(), r.key());
    else if (report instanceof Report.ToneHeard r) tone(r);
    else if (report instanceof Report.Mixed r) told(r.mix(), r);
    else if (report instanceof Report.MixFailed r) told(r.mix(), r);
    else if (report instanceof Report.Progress r) progress(r);
    else if (report instanceof Report.Answered r) answered(r.leg());
    else if (report instanceof Report.Ended r) ended(r.leg(), r.cause());
    else if (report instanceof Report.Routed r) told(r.query(), r);
    else if (report instanceof Report.Offered r) offered(r);
    else if (report instanceof Report.KeysSent r) told(r.operation(), r);
    else if (report instanceof Report.Recorded r) told(r.recording(), r);
    else if (report instanceof Report.RecordFailed r) told(r.recording(), r);
    else if (report instanceof Report.DeviceHold r) deviceHold(r.leg(), r.on());
    else if (report instanceof Report.TransferRequested r) transferRequested(r);
    else if (report instanceof Report.Replaced r) replaced(r.old(), r.by());
    else if (report instanceof Report.Redirected r) redirected(r.leg(), r.target());
  }

  private void told(long id, Report report) {
    Pending waits = pending.get(id);
    if (waits == null) return;
    if (report instanceof Report.TimerFired) pending.remove(id);
    waits.on(report);
  }

  private void offered(Report.Offered report) {
    Leg leg = report.leg();
    if (leg.state() != Leg.State.OFFERED || !leg.seats.isEmpty()) return;
    Call call = open(new ShownId(leg.number(), report.name()), report.to());
    call.caller().take(leg);
    call.callee().expect(report.to());
    Dial dial = new Dial(this, operation -> {}, call, limits.plan());
    dial.want(call.callee(), report.to());
    trace(call, CallState.RINGING);
    changed(leg);
    dial.start();
  }

  private void progress(Report.Progress report) {
    Leg leg = report.leg();
    if (leg.state() != Leg.State.DIALLING) return;
    leg.state(Leg.State.RINGING);
    changed(leg);
    if (leg.hunt != null) leg.hunt.progress();
  }

  private void answered(Leg leg) {
    switch (leg.state()) {
      case DIALLING, RINGING -> {
        leg.state(Leg.State.UP);
        trace(new CallEvent.LegAnswered(now, leg.number()));
        changed(leg);
        if (leg.hunt != null) leg.hunt.answered(leg);
      }
      case ANSWERING -> {
        leg.state(Leg.State.UP);
        changed(leg);
        if (leg.active != null && leg.active.call().operation instanceof Dial dial) {
          dial.callerAnswered();
        }
      }
      default -> {} // too late: the host ends it
    }
  }

  private void ended(Leg leg, Cause cause) {
    if (leg.state() == Leg.State.ENDED) return;
    boolean byItself = leg.state() != Leg.State.ENDING;
    leg.end(Leg.State.ENDED, cause);
    trace(new CallEvent.LegEnded(now, leg.number(), cause, byItself));
    changed(leg);
    if (leg.hunt != null) leg.hunt.ended(leg, cause);
    Move move = leg.joins;
    leg.joins = null;
    if (move != null) move.targetLost(cause);
    List<Seat> left = List.copyOf(leg.seats);
    left.forEach(Seat::vacate);
    left.forEach(seat -> left(seat, cause));
  }

  private void left(Seat seat, Cause cause) {
    Call call = seat.call();
    if (call.state().terminal()) return;
    call.leaving(seat.role());
    if (call.operation != null) call.operation.left(seat, cause);
    else leave(seat, cause);
    if (call.state().terminal()) return;
    call.leaving(null);
    call.legsChanged();
  }

  /** Somebody has left, and nothing is in progress: two that are left are together. */
  void leave(Seat seat, Cause cause) {
    Call call = seat.call();
    boolean third = seat.role() == Role.THIRD;
    boolean nobodyBack = call.isSuspended() && !call.bringsBack(seat);
    if (!third && (call.seats().size() == 2 || nobodyBack)) {
      end(call, cause.callState());
      return;
    }
    call.suspend(null);
    if (!third) {
      seat.takeFrom(call.seat(Role.THIRD));
      partyChanged(seat);
    }
    call.seats().forEach(one -> one.held(false));
    call.state(CallState.IN_CALL);
    mix(call, null);
  }

  private void key(Leg leg, char key) {
    Seat seat = leg.active;
    if (seat == null || leg.over()) return;
    Call call = seat.call();
    trace(new CallEvent.KeyPressed(now, call.id(), leg.number(), key));
    Script script = call.listener(seat);
    if (script != null) loop.execute(() -> script.key(call, key));
  }

  private void tone(Report.ToneHeard report) {
    Leg leg = report.leg();
    Seat seat = leg.active;
    if (seat == null || leg.over()) return;
    Call call = seat.call();
    int hertz = report.hertz();
    Duration length = report.length();
    trace(new CallEvent.ToneHeard(now, call.id(), leg.number(), hertz, length));
    Script script = call.listener(seat);
    if (script != null) loop.execute(() -> script.tone(call, hertz, length));
  }

  private void deviceHold(Leg leg, boolean on) {
    if (leg.over()) return;
    leg.holding = on;
    trace(new CallEvent.DeviceHeld(now, leg.number(), on));
    Call call = heardIn(leg);
    if (call != null) mix(call, null);
  }

  /** Returns where a leg is heard, or is about to be; null: nowhere. */
  private static @Nullable Call heardIn(Leg leg) {
    if (leg.joins != null) return leg.joins.call();
    return leg.active == null ? null : leg.active.call();
  }

  private void transferRequested(Report.TransferRequested report) {
    Seat seat = report.leg().active;
    Operation.Listener reply =
        operation -> {
          Result result = operation.result();
          if (result != null) host.transferProgress(report.request(), result);
        };
    Operation operation;
    if (seat == null) {
      operation = Operation.refused(this, Result.inappropriate("BlindTransfer"));
    } else if (report.replaces() != null) {
      Seat other = report.replaces().active;
      operation =
          other == null
              ? Operation.refused(this, Result.inappropriate("AttendedTransfer"))
              : join(seat, other, false, "AttendedTransfer", reply);
    } else {
      operation = transfer(seat, report.target(), Policy.RELEASE_AFTER_TRANSFER, null, reply);
    }
    if (operation.result() != null) reply.ended(operation);
  }

  private void replaced(Leg old, Leg by) {
    boolean fresh = by.state() == Leg.State.OFFERED && by.seats.isEmpty();
    if (old.state() != Leg.State.UP || !(fresh || canTakeOver(by, old))) {
      if (fresh) hangUp(by, Cause.NOT_FOUND); // nobody else wants it
      return;
    }
    by.state(Leg.State.UP);
    changed(by);
    by.muted = old.muted;
    if (old.active != null) by.active = old.active;
    old.seats.forEach(seat -> seat.call().replaced(old, by));
    List.copyOf(old.seats).forEach(seat -> seat.pass(by));
    if (old.joins != null) old.joins.replaced(old, by);
    if (old.hunt != null) old.hunt.replaced(old, by);
    hangUp(old, Cause.NORMAL);
    by.seats.forEach(seat -> mix(seat.call(), null));
  }

  /** A device with a call of its own may take over another one, but not its own other party. */
  private static boolean canTakeOver(Leg by, Leg old) {
    if (by.state() != Leg.State.UP || by.seats.isEmpty() || old.seats.isEmpty()) return false;
    for (Seat one : by.seats) {
      for (Seat other : old.seats) {
        CallOperation operation = one.call().operation;
        boolean together = operation != null && operation == other.call().operation;
        if (one.call() == other.call() || together) return false;
      }
    }
    return true;
  }

  private void redirected(Leg leg, String target) {
    if (leg.hunt != null) leg.hunt.redirected(leg, target);
  }

  // ---- orders of the host's side

  /**
   * Makes the leg for a device that calls, from any thread; report it with {@link Report.Offered}.
   */
  public Leg offer(String owner, String number) {
    return new Leg(newId(), owner, number, Leg.State.OFFERED);
  }

  /** A script that a call rings at takes it. */
  public void answer(Script script) {
    Hunt hunt = rung.remove(script);
    if (hunt != null) hunt.answered(script);
  }

  /** A script that a call rings at refuses it, or cannot take it. */
  public void reject(Script script, Failure why) {
    Hunt hunt = rung.remove(script);
    if (hunt != null) hunt.refused(script, why);
  }

  // ---- orders on calls

  /** Hangs a call up, in any state; an operation in progress on it is called off. */
  public Result hangUp(String id) {
    Call call = calls.get(id);
    if (call == null) return Result.callNotFound(id);
    call.leaving(script(call));
    CallOperation operation = call.operation;
    if (operation != null) operation.hungUp(call);
    end(call, CallState.COMPLETED);
    return Result.OK;
  }

  /** Returns where a script sits; null when there is none. */
  private static @Nullable Role script(Call call) {
    for (Seat seat : call.seats()) {
      if (seat.occupant() instanceof Script) return seat.role();
    }
    return null;
  }

  /** Puts both parties on hold. */
  public Result hold(String id) {
    return swap(id, CallState.IN_CALL, CallState.HOLD, "Hold");
  }

  /** Takes both parties off the hold that {@link #hold} put them on. */
  public Result unhold(String id) {
    return swap(id, CallState.HOLD, CallState.IN_CALL, "Unhold");
  }

  private Result swap(String id, CallState from, CallState to, String command) {
    Call call = calls.get(id);
    if (call == null) return Result.callNotFound(id);
    if (call.state() != from || call.operation != null) return Result.inappropriate(command);
    call.state(to);
    mix(call, null);
    return Result.OK;
  }

  /**
   * Joins the party of call A with call B; the common party leaves both.
   *
   * @param moved the party of call A that is moved; null: inferred from the common party
   */
  public Operation attendedTransfer(
      String a, String b, @Nullable Role moved, Operation.Listener listener) {
    return join(a, b, moved, false, "AttendedTransfer", listener);
  }

  /** Brings the party of call A into call B, where the common party stays: three are there. */
  public Operation conference(String a, String b, Operation.Listener listener) {
    return join(a, b, null, true, "Conference", listener);
  }

  private Operation join(
      String a,
      String b,
      @Nullable Role moved,
      boolean stays,
      String command,
      Operation.Listener listener) {
    Call from = calls.get(a);
    Call to = calls.get(b);
    if (from == null) return Operation.refused(this, Result.callNotFound(a));
    if (to == null) return Operation.refused(this, Result.callNotFound(b));
    Seat inFrom = null;
    Seat inTo = null;
    int pairs = 0;
    for (Seat one : from.seats()) {
      for (Seat other : to.seats()) {
        if (from != to && common(one.occupant(), other.occupant())) {
          inFrom = one;
          inTo = other;
          pairs++;
        }
      }
    }
    if (pairs != 1 || inFrom == null || inTo == null || contradicts(inFrom, moved)) {
      return Operation.refused(this, Result.inappropriate(command));
    }
    return join(inFrom, inTo, stays, command, listener);
  }

  private static boolean contradicts(Seat transferor, @Nullable Role moved) {
    return moved != null && transferor.call().other(transferor).role() != moved;
  }

  private static boolean common(@Nullable Occupant one, @Nullable Occupant other) {
    return one != null && other != null && (one == other || one.owner().equals(other.owner()));
  }

  private Operation join(
      Seat inFrom, Seat inTo, boolean stays, String command, Operation.Listener listener) {
    Call from = inFrom.call();
    Call to = inTo.call();
    boolean ready =
        from != to
            && from.seats().size() == 2
            && to.seats().size() == 2
            && from.other(inFrom).occupant() != to.other(inTo).occupant()
            && from.other(inFrom).occupant() != inTo.occupant()
            && to.other(inTo).occupant() != inFrom.occupant()
            && (from.state() == CallState.IN_CALL || from.state() == CallState.HOLD)
            && to.state() == CallState.IN_CALL
            && from.operation == null
            && to.operation == null;
    if (!ready) return Operation.refused(this, Result.inappropriate(command));
    Join join = new Join(this, listener, inFrom, inTo, stays);
    join.start();
    return join.ordered();
  }

  /** Moves one party of a call to a number; the other is released when it answers. */
  public Operation blindTransfer(
      String id, Role moved, String target, Operation.Listener listener) {
    Call call = calls.get(id);
    if (call == null) return Operation.refused(this, Result.callNotFound(id));
    if (moved == Role.THIRD) return Operation.refused(this, Result.inappropriate("BlindTransfer"));
    Seat transferor = call.other(call.seat(moved));
    return transfer(transferor, target, Policy.RELEASE_AFTER_TRANSFER, null, listener);
  }

  /**
   * Moves the other party of a call to a number, or brings the number in as a third one.
   *
   * @param transferor where who transfers sits
   * @param shown what the target sees; null: the number of who is moved
   */
  public Operation transfer(
      Seat transferor,
      String target,
      Policy policy,
      @Nullable ShownId shown,
      Operation.Listener listener) {
    Call call = transferor.call();
    boolean ready = connected(call) && call.operation == null && call.seats().size() == 2;
    if (!ready || transferor.role() == Role.THIRD) {
      return Operation.refused(this, Result.inappropriate("BlindTransfer"));
    }
    ShownId shows = shown == null ? new ShownId(call.other(transferor).number(), "") : shown;
    Move move = new Move(this, listener, transferor, target, policy, shows, limits.ring());
    move.start();
    return move.ordered();
  }

  // ---- orders of one party

  /** Somebody puts a call aside: the others wait with music, and the device is free for another. */
  public Result park(Seat seat) {
    Leg leg = seat.leg();
    Call call = seat.call();
    if (leg == null || leg.active != seat || !connected(call) || call.operation != null) {
      return Result.inappropriate("Hold");
    }
    seat.away(true);
    return turned(seat, true);
  }

  /** Somebody turns to a call that was put aside. */
  public Result retrieve(Seat seat) {
    Leg leg = seat.leg();
    if (leg == null || !seat.isAway() || leg.active != null || seat.call().operation != null) {
      return Result.inappropriate("Unhold");
    }
    seat.away(false);
    return turned(seat, false);
  }

  private Result turned(Seat seat, boolean away) {
    trace(new CallEvent.DeviceHeld(now, seat.number(), away));
    mix(seat.call(), null);
    Leg leg = seat.leg();
    if (leg != null && leg.active != null && leg.active != seat) mix(leg.active.call(), null);
    return Result.OK;
  }

  /** A device is not heard by the others, or is heard again. */
  public void mute(Leg leg, boolean on) {
    leg.muted = on;
    Call call = heardIn(leg);
    if (call == null) return;
    mix(call, null);
    seats(call);
  }

  /**
   * Hangs up one party, as if it did so itself; the others go on where the call model lets them.
   */
  public Result drop(Seat seat) {
    Occupant out = seat.vacate();
    if (out == null) return Result.inappropriate("Hangup");
    left(seat, Cause.NORMAL);
    release(out, seat.call(), Script.Leaving.HUNG_UP);
    return Result.OK;
  }

  /** A device that rings, or has answered and is not in yet, refuses the call. */
  public Result decline(Leg leg) {
    Hunt hunt = leg.hunt;
    Move move = leg.joins;
    if (hunt == null && move == null) return Result.inappropriate("Reject");
    leg.joins = null;
    hangUp(leg, Cause.BUSY);
    if (hunt != null) hunt.ended(leg, Cause.BUSY);
    if (move != null) move.targetLost(Cause.NORMAL);
    return Result.OK;
  }

  /** A script has come to its end: of three the others go on, otherwise the call is hung up. */
  public void leave(Call call, Script script) {
    for (Seat seat : call.seats()) {
      if (seat.occupant() != script) continue;
      if (call.seats().size() == 3) drop(seat);
      else hangUp(call.id());
      return;
    }
  }

  /** A device that had to be confirmed is in the call that it rang for ({@link Route.Ring}). */
  public Result confirm(Leg leg) {
    if (leg.hunt == null || leg.state() != Leg.State.UP) return Result.inappropriate("Answer");
    leg.hunt.take(leg);
    return Result.OK;
  }

  /** Rings another number for a call that is still ringing. */
  public Operation forward(String id, String destination, Operation.Listener listener) {
    Call call = calls.get(id);
    if (call == null) return Operation.refused(this, Result.callNotFound(id));
    if (call.state() == CallState.RINGING && call.operation instanceof Dial dial) {
      return dial.divert(destination, listener);
    }
    return Operation.refused(this, Result.inappropriate("ForwardCall"));
  }

  /**
   * A script calls a number. The call is its own: the script sits in the caller's seat.
   *
   * @return the operation; {@link Operation#call} is the new call
   */
  public Operation call(
      Script caller, String dialed, ShownId shown, Duration ring, Operation.Listener listener) {
    Call call = open(shown, dialed);
    call.caller().take(caller);
    Dial dial = new Dial(this, listener, call, ring);
    dial.want(call.callee(), dialed);
    trace(call, CallState.RINGING);
    dial.start();
    return dial.ordered();
  }

  /**
   * Somebody who is on the line calls a number, after other calls were put aside.
   *
   * @return the operation; {@link Operation#call} is the new call
   */
  public Operation call(
      Leg caller, String dialed, ShownId shown, Duration ring, Operation.Listener listener) {
    if (caller.state() != Leg.State.UP || caller.active != null || caller.seats.isEmpty()) {
      return Operation.refused(this, Result.inappropriate("Call"));
    }
    Call call = open(shown, dialed);
    call.caller().take(caller);
    Dial dial = new Dial(this, listener, call, ring);
    dial.want(call.callee(), dialed);
    trace(call, CallState.RINGING);
    mix(call, null);
    dial.start();
    return dial.ordered();
  }

  /** Calls two numbers and connects them, the caller first. */
  public Operation setUp(String caller, String callee, Operation.Listener listener) {
    return setUp(caller, callee, new ShownId(caller, ""), listener);
  }

  /**
   * Calls two numbers and connects them, the caller first.
   *
   * @param shown what both see
   * @return the operation; {@link Operation#call} is the new call
   */
  public Operation setUp(String caller, String callee, ShownId shown, Operation.Listener listener) {
    Call call = open(shown, callee);
    Dial dial = new Dial(this, listener, call, limits.ring());
    dial.want(call.caller(), caller);
    dial.want(call.callee(), callee);
    trace(call, CallState.RINGING);
    dial.start();
    return dial.ordered();
  }

  // ---- orders on media

  /**
   * Plays to parties of a call.
   *
   * @param role who hears it; null: all
   * @param command the command's name, for code 303
   */
  public Operation play(
      String id,
      @Nullable Role role,
      Sound sound,
      boolean repeat,
      String command,
      Operation.Listener listener) {
    Call call = calls.get(id);
    if (call == null) return Operation.refused(this, Result.callNotFound(id));
    if (!connected(call)) return Operation.refused(this, Result.inappropriate(command));
    Playback playback = new Playback(this, listener, call, sound);
    playback.start(legs(call, role), repeat);
    return playback.ordered();
  }

  /**
   * Nobody waits for an operation any more: a sound stops and counts as played, a recording is
   * stored, a transfer whose target still rings is called off. Calls that are being placed go on.
   */
  public void stop(Operation operation) {
    if (operation instanceof Playback playback) playback.stop();
    else if (operation instanceof Recording recording) recording.stop();
    else if (operation instanceof Move move) move.callOff();
  }

  /** Sends keys to parties of a call. */
  public Operation sendKeys(
      String id, @Nullable Role role, String keys, Operation.Listener listener) {
    Call call = calls.get(id);
    if (call == null) return Operation.refused(this, Result.callNotFound(id));
    if (!connected(call)) return Operation.refused(this, Result.inappropriate("SendDTMF"));
    KeySending sending = new KeySending(this, listener, call);
    sending.start(legs(call, role), keys);
    return sending.ordered();
  }

  /**
   * Records a call to its end, or until {@link #stop}. The operation is a {@link Recording}, unless
   * it was refused.
   *
   * @param format wav or mp3
   * @param folder under the recordings root; null for the root
   * @param inactivity how long nobody may speak before it ends by itself; null: for ever
   */
  public Operation record(
      String id,
      String format,
      @Nullable String folder,
      @Nullable Duration inactivity,
      Operation.Listener listener) {
    Call call = calls.get(id);
    if (call == null) return Operation.refused(this, Result.callNotFound(id));
    return record(call, null, format, folder, inactivity, listener);
  }

  /**
   * Records what one party says with the others in a call, to its end or until {@link #stop}; what
   * they say while that party is away or parked is not on it.
   *
   * @param folder under the recordings root; null for the root
   */
  public Operation record(
      Call call, Leg party, String format, @Nullable String folder, Operation.Listener listener) {
    return record(call, party, format, folder, null, listener);
  }

  private Operation record(
      Call call,
      @Nullable Leg party,
      String format,
      @Nullable String folder,
      @Nullable Duration inactivity,
      Operation.Listener listener) {
    if (!connected(call)) return Operation.refused(this, Result.inappropriate("Record"));
    Recording recording = new Recording(this, listener, call, party, format);
    recording.start(folder, inactivity);
    return recording.ordered();
  }

  private static boolean connected(Call call) {
    return call.state() == CallState.IN_CALL || call.state() == CallState.HOLD;
  }

  private static List<Leg> legs(Call call, @Nullable Role role) {
    if (role == null) return call.legs();
    return call.legs().stream().filter(leg -> leg == call.seat(role).occupant()).toList();
  }

  // ---- timers

  /** Told when a timer is over. */
  public interface TimerListener {
    /** The timer is over. */
    void fired(long timer);
  }

  /** Starts a timer; its listener is called on the loop unless it is cancelled before. */
  public long startTimer(Duration after, TimerListener listener) {
    return await(after, report -> listener.fired(((Report.TimerFired) report).timer()));
  }

  long await(Duration after, Pending waits) {
    long timer = newId();
    pending.put(timer, new Timer(now + after.toNanos(), waits));
    host.startTimer(timer, after);
    return timer;
  }

  /** A timer that runs: when it is due, and what then. */
  private record Timer(long due, Pending then) implements Pending {
    @Override
    public void on(Report report) {
      then.on(report);
    }
  }

  /** Returns how long the timers that run still take, by their ids, for who looks at a system. */
  public Map<Long, Duration> timers() {
    Map<Long, Duration> left = new LinkedHashMap<>();
    pending.forEach(
        (id, waits) -> {
          if (waits instanceof Timer timer) left.put(id, Duration.ofNanos(timer.due() - now));
        });
    return left;
  }

  /** Stops a timer; one that has fired or never was is no error. */
  public void cancelTimer(long timer) {
    if (pending.remove(timer) != null) host.cancelTimer(timer);
  }

  // ---- for the operations

  Host host() {
    return host;
  }

  Routing routing() {
    return routing;
  }

  /** Returns a number that no leg, operation or timer of this switchboard has; from any thread. */
  public long newId() {
    return ids.incrementAndGet();
  }

  void await(long id, Pending waits) {
    pending.put(id, waits);
  }

  boolean forget(long id) {
    return pending.remove(id) != null;
  }

  void rings(Script script, Hunt hunt) {
    rung.put(script, hunt);
  }

  private Call open(ShownId shown, String dialed) {
    String id = callIds.get();
    Call call = new Call(this, id, shown, dialed, now);
    calls.put(id, call);
    return call;
  }

  Leg dial(Call call, String number, ShownId shown) {
    Leg leg = new Leg(newId(), number, number, Leg.State.DIALLING);
    host.dial(leg, number, shown);
    trace(new CallEvent.Dialled(now, call.id(), number, shown));
    changed(leg);
    return leg;
  }

  void answer(Leg leg) {
    leg.state(Leg.State.ANSWERING);
    changed(leg);
    host.answer(leg);
  }

  void hangUp(Leg leg, Cause cause) {
    if (leg.over()) return;
    boolean unanswered = leg.state() == Leg.State.OFFERED;
    leg.end(Leg.State.ENDING, cause);
    changed(leg);
    if (unanswered) host.reject(leg, cause);
    else host.hangUp(leg, cause);
  }

  /** Ends an occupant's part: a leg that sits nowhere else is hung up, a script is told. */
  void release(Occupant occupant, Call call, Script.Leaving why) {
    release(occupant, call, why, Cause.NORMAL);
  }

  private void release(Occupant occupant, Call call, Script.Leaving why, Cause cause) {
    if (occupant instanceof Script script) {
      released(script, call, why);
    } else if (occupant instanceof Leg leg) {
      if (leg.seats.isEmpty()) hangUp(leg, cause);
      else mix((leg.active == null ? leg.seats.get(0) : leg.active).call(), null);
    }
  }

  void released(Script script, Call call, Script.Leaving why) {
    rung.remove(script);
    loop.execute(() -> script.left(call, why));
  }

  /** Ends a call: everybody who is still in it is released. */
  void end(Call call, CallState state) {
    end(call, state, Cause.NORMAL);
  }

  /**
   * Ends a call: everybody who is still in it is released.
   *
   * @param cause what a device that called is told
   */
  void end(Call call, CallState state, Cause cause) {
    if (call.state().terminal()) return;
    calls.remove(call.id());
    cancelTimer(call.limit);
    call.endMedia();
    List<Occupant> out = new ArrayList<>(2);
    for (Seat seat : call.seats()) {
      Occupant occupant = seat.vacate();
      if (occupant != null) out.add(occupant);
    }
    call.state(state);
    for (Occupant occupant : out) release(occupant, call, Script.Leaving.HUNG_UP, cause);
  }

  /** Starts the clock of a call that may not last for ever. */
  void limit(Call call) {
    call.limit =
        startTimer(
            limits.call(),
            timer -> {
              trace(new CallEvent.LimitReached(now, call.id(), limits.call()));
              hangUp(call.id());
            });
  }

  /** Tells the host who hears whom now, see {@link Mix}. */
  void mix(Call call, @Nullable CallOperation waits) {
    mix.tell(call, waits);
  }

  // ---- the trace

  boolean traces() {
    return trace != Trace.NONE;
  }

  void trace(TraceEvent event) {
    trace.on(event);
  }

  /** Tells of a state; previous is the state itself for a new call. */
  void trace(Call call, CallState previous) {
    if (traces()) {
      trace.on(
          new CallEvent.StateChanged(
              now,
              call.id(),
              call.state(),
              previous,
              call.caller().number(),
              call.callee().number()));
    }
    CallState before = previous == call.state() ? null : previous;
    for (int i = 0; i < watchers.size(); i++) watchers.get(i).changed(call, before);
  }

  void seats(Call call) {
    for (int i = 0; i < watchers.size(); i++) watchers.get(i).seats(call);
  }

  private void changed(Leg leg) {
    for (int i = 0; i < watchers.size(); i++) watchers.get(i).leg(leg);
  }

  void partyChanged(Seat seat) {
    trace(new CallEvent.PartyChanged(now, seat.call().id(), seat.role(), seat.number()));
  }
}
