package org.ozml.call;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A switchboard with people around it, for tests: somebody does something ({@link #answers}, {@link
 * #hangsUp}), a script orders something ({@link #blindTransfer}), and then {@link #calls} shows who
 * hears whom. Calls have the ids A, B, C and so on in the order in which they begin; a device's
 * number is its owner's name. After each step the {@link Invariants} are checked; when a test has
 * ended, {@link #windUp} ends all and looks for what was left behind.
 */
final class Exchange implements AfterEachCallback {
  /** Two who talk. */
  record Talk(Call call, Leg caller, Leg callee) {}

  final TestHost host = new TestHost(this);
  final TestRouting routing = new TestRouting(this);
  final Switchboard board;

  /** Every call there ever was, by id. */
  final Map<String, Call> known = new LinkedHashMap<>();

  final List<Order> orders = new ArrayList<>();
  final List<TestScript> scripts = new ArrayList<>();
  final List<TraceEvent> trace = new ArrayList<>();
  private final Set<String> answered = new HashSet<>();
  private final Set<String> over = new HashSet<>();
  private int legsEnded;
  private final @Nullable List<String> journal;
  private long now;
  private int steps;
  private int callsMade;
  private int requests;
  private boolean inStep;

  Exchange() {
    this(true);
  }

  /**
   * Makes an exchange.
   *
   * @param journals whether it writes down what happens, for the message of a failure
   */
  Exchange(boolean journals) {
    journal = journals ? new ArrayList<>() : null;
    board =
        new Switchboard(host, routing, this::traced, this::nextCallId, Switchboard.Limits.DEFAULT);
    InternalErrors.forget();
  }

  private String nextCallId() {
    int number = callsMade++;
    return "" + (char) ('A' + number % 26) + (number < 26 ? "" : "" + number / 26);
  }

  long now() {
    return now;
  }

  /** Returns how many steps were made, each followed by a check. */
  int steps() {
    return steps;
  }

  // ---- the journal and the trace

  void journal(String what, Object... about) {
    if (journal == null) return;
    journal.add(what + " " + Arrays.stream(about).map(String::valueOf).collect(joining(" ")));
  }

  private void traced(TraceEvent event) {
    trace.add(event);
    journal("      -", event);
    if (event instanceof CallEvent.StateChanged change) {
      if (change.state() == change.previous()) known.put(change.call(), board.call(change.call()));
      assertThat(over).as("calls that are over when %s", change).doesNotContain(change.call());
      if (change.state().terminal()) over.add(change.call());
      if (change.state() == CallState.ANSWERED) {
        assertThat(answered.add(change.call())).as("Answered once: %s", change).isTrue();
      }
      if (change.state() == CallState.IN_CALL) assertThat(answered).contains(change.call());
    } else if (event instanceof CallEvent.PartyChanged change) {
      assertThat(over).as("calls that are over when %s", change).doesNotContain(change.call());
    } else if (event instanceof CallEvent.Dialled dialled) {
      assertThat(over).as("calls that are over when %s", dialled).doesNotContain(dialled.call());
    } else if (event instanceof CallEvent.LegEnded) {
      legsEnded++;
    }
  }

  /** Returns the states that a call has gone through. */
  List<CallState> states(Call call) {
    return trace.stream()
        .filter(e -> e instanceof CallEvent.StateChanged c && c.call().equals(call.id()))
        .map(e -> ((CallEvent.StateChanged) e).state())
        .toList();
  }

  // ---- steps

  /** Does something and checks that all is in order afterwards. */
  void step(String what, Runnable action) {
    if (inStep) {
      action.run();
      return;
    }
    inStep = true;
    steps++;
    journal(what);
    try {
      action.run();
      if (!InternalErrors.all().isEmpty()) throw new AssertionError(InternalErrors.all().get(0));
      Invariants.check(this);
    } catch (AssertionError e) {
      throw journal == null ? e : new AssertionError(e.getMessage() + "\n" + told(), e);
    } finally {
      inStep = false;
    }
  }

  /** Returns the journal. */
  String told() {
    return journal == null ? "" : String.join("\n", journal);
  }

  void report(Report report) {
    journal("  <", report);
    board.report(report);
  }

  private Order order(String what, Function<Order, Operation> give) {
    Order order = new Order(what);
    orders.add(order);
    run(order, () -> order.given(give.apply(order)));
    return order;
  }

  private Order instantly(String what, Supplier<Result> give) {
    Order order = new Order(what);
    run(order, () -> order.outcome(give.get()));
    return order;
  }

  private void run(Order order, Runnable give) {
    Runnable guarded =
        () -> {
          List<@Nullable Object> before = snapshot();
          give.run();
          journal("  >", order);
          if (order.refused()) {
            assertThat(snapshot()).as("after %s, which changes nothing", order).isEqualTo(before);
          }
        };
    step(order.what, () -> board.loop().execute(guarded));
  }

  /** Returns all there is to know; an order that is refused changes nothing of it. */
  List<@Nullable Object> snapshot() {
    List<@Nullable Object> all = new ArrayList<>();
    for (Call call : board.calls()) {
      all.addAll(Arrays.asList(call, call.state(), call.operation));
      all.add(call.isSuspended());
      for (Seat seat : call.seats()) {
        all.addAll(Arrays.asList(seat.occupant(), seat.number(), seat.isHeld(), seat.isAway()));
      }
    }
    for (Leg leg : host.legs) {
      if (leg.state() == Leg.State.ENDED) continue;
      all.addAll(Arrays.asList(leg, leg.state(), leg.active, leg.seats.size(), leg.hears));
      all.add(leg.isMuted());
    }
    all.addAll(Arrays.asList(board.awaited(), host.commands, trace.size()));
    all.addAll(Arrays.asList(routing.asked.size(), routing.cancelled.size()));
    return all;
  }

  // ---- what devices do

  /** A device calls a number. */
  Leg offers(String owner, String to) {
    Leg leg = board.offer(owner, owner);
    host.legs.add(leg);
    step(owner + " calls " + to, () -> report(new Report.Offered(now, leg, "", to)));
    return leg;
  }

  void rings(Leg leg) {
    step(leg + " rings", () -> report(new Report.Progress(now, leg, true)));
  }

  void answers(Leg leg) {
    step(leg + " answers", () -> report(new Report.Answered(now, leg)));
  }

  void hangsUp(Leg leg) {
    ends(leg, Cause.NORMAL);
  }

  void isBusy(Leg leg) {
    ends(leg, Cause.BUSY);
  }

  void fails(Leg leg) {
    ends(leg, Cause.FAILED);
  }

  void ends(Leg leg, Cause cause) {
    step(leg + " ends, " + cause, () -> end(leg, cause));
  }

  /** The host says that a leg is over, which it does exactly once. */
  void end(Leg leg, Cause cause) {
    assertThat(host.ended.add(leg)).as("%s ends once", leg).isTrue();
    report(new Report.Ended(now, leg, cause));
  }

  void presses(Leg leg, char key) {
    step(leg + " presses " + key, () -> report(new Report.Key(now, leg, key)));
  }

  void sounds(Leg leg, int hertz) {
    Duration length = Duration.ofMillis(100);
    step(leg + " sounds " + hertz, () -> report(new Report.ToneHeard(now, leg, hertz, length)));
  }

  void holds(Leg leg, boolean on) {
    if (on) host.holding.add(leg);
    else host.holding.remove(leg);
    step(leg + " holds " + on, () -> report(new Report.DeviceHold(now, leg, on)));
  }

  /** A device takes over what another has; returns its leg. */
  Leg takesOver(String owner, Leg old) {
    Leg by = board.offer(owner, owner);
    host.legs.add(by);
    replaces(by, old);
    return by;
  }

  void replaces(Leg by, Leg old) {
    step(by + " replaces " + old, () -> report(new Report.Replaced(now, old, by)));
  }

  void redirects(Leg leg, String target) {
    step(leg + " redirects to " + target, () -> report(new Report.Redirected(now, leg, target)));
  }

  /** A device asks for a transfer; returns the request's id. */
  long asksForTransfer(Leg leg, String target, @Nullable Leg replaces) {
    long request = ++requests;
    step(
        leg + " asks for a transfer to " + target + ", replaces " + replaces,
        () -> report(new Report.TransferRequested(now, request, leg, target, replaces)));
    return request;
  }

  /** Returns how many transfers devices have asked for. */
  int requests() {
    return requests;
  }

  // ---- what the host does later

  /** The oldest mix that waits stands. */
  void mixed() {
    mix(host.mixes.iterator().next(), true);
  }

  /** The oldest mix that waits cannot be made. */
  void mixFails() {
    mix(host.mixes.iterator().next(), false);
  }

  void mix(long mix, boolean good) {
    host.mixes.remove(mix);
    step(
        "mix " + mix + (good ? " stands" : " fails"),
        () -> report(good ? new Report.Mixed(now, mix) : new Report.MixFailed(now, mix, null)));
  }

  void played(long play, Report.Played.End end) {
    host.plays.remove(play);
    step("sound " + play + " " + end, () -> report(new Report.Played(now, play, end)));
  }

  void sent(TestHost.Keys keys) {
    host.keys.remove(keys);
    step(
        "keys " + keys.id() + " are sent",
        () -> report(new Report.KeysSent(now, keys.id(), keys.leg())));
  }

  void stored(long recording) {
    host.recordings.remove(recording);
    Duration length = Duration.ofSeconds(3);
    String url = "http://host/" + recording + ".wav";
    step("recorded", () -> report(new Report.Recorded(now, recording, url, length)));
  }

  void recordFails(long recording) {
    host.recordings.remove(recording);
    step("not recorded", () -> report(new Report.RecordFailed(now, recording, "disk full")));
  }

  /** Time goes by; what is due by then fires. */
  void passes(Duration time) {
    long until = now + time.toNanos();
    while (!host.timers.isEmpty()) {
      Map.Entry<Long, Long> next =
          host.timers.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
      if (next.getValue() > until) break;
      now = Math.max(now, next.getValue());
      fires(next.getKey());
    }
    now = until;
  }

  /** A timer fires now. */
  void fires(long timer) {
    Long due = host.timers.remove(timer);
    if (due != null) now = Math.max(now, due);
    step("timer " + timer + " fires", () -> report(new Report.TimerFired(now, timer)));
  }

  // ---- what scripts do

  TestScript script(String owner) {
    TestScript script = new TestScript(owner);
    scripts.add(script);
    return script;
  }

  void takes(TestScript script) {
    script.takes();
    step(script + " takes the call", () -> board.loop().execute(() -> board.answer(script)));
  }

  void refuses(TestScript script, Failure why) {
    step(
        script + " refuses the call, " + why,
        () ->
            board
                .loop()
                .execute(
                    () -> {
                      script.refuses();
                      board.reject(script, why);
                    }));
  }

  Order attendedTransfer(Call a, Call b) {
    return attendedTransfer(a, b, null);
  }

  Order attendedTransfer(Call a, Call b, @Nullable Role moved) {
    return order(
        "attendedTransfer " + a.id() + " " + b.id() + " " + moved,
        o -> {
          o.returnsTo(a, b);
          common(o, a, b, false);
          return board.attendedTransfer(a.id(), b.id(), moved, o::listen);
        });
  }

  Order blindTransfer(Call call, Role moved, String target) {
    return order(
        "blindTransfer " + call.id() + " " + moved + " " + target,
        o -> {
          o.returnsTo(call);
          return board.blindTransfer(call.id(), moved, target, o::listen);
        });
  }

  /**
   * Who sits in a seat transfers the other one, or brings in a third one.
   *
   * @param from the seat of who transfers
   */
  Order transfer(Call call, Role from, String target, Policy policy) {
    Seat transferor = call.seat(from);
    return order(
        policy + " " + call.id() + " from " + from + " to " + target,
        o -> {
          o.returnsTo(call);
          o.moves(transferor, policy);
          return board.transfer(transferor, target, policy, null, o::listen);
        });
  }

  /** The common party of two calls has them all together in the second. */
  Order conference(Call a, Call b) {
    return order(
        "conference " + a.id() + " " + b.id(),
        o -> {
          o.returnsTo(a, b);
          common(o, a, b, true);
          return board.conference(a.id(), b.id(), o::listen);
        });
  }

  private static void common(Order order, Call a, Call b, boolean stays) {
    for (Seat one : a.seats()) {
      for (Seat other : b.seats()) {
        if (one.occupant() == null || other.occupant() == null) continue;
        boolean same = one.occupant().owner().equals(other.occupant().owner());
        if (same) order.joins(one, other, stays);
      }
    }
  }

  Order park(Seat seat) {
    return instantly("park " + name(seat), () -> board.park(seat));
  }

  Order retrieve(Seat seat) {
    return instantly("retrieve " + name(seat), () -> board.retrieve(seat));
  }

  Order drop(Seat seat) {
    return instantly("drop " + name(seat), () -> board.drop(seat));
  }

  Order confirm(Leg leg) {
    return instantly("confirm " + leg, () -> board.confirm(leg));
  }

  Order decline(Leg leg) {
    return instantly("decline " + leg, () -> board.decline(leg));
  }

  private static String name(Seat seat) {
    return seat.role() + " of " + seat.call().id() + " (" + seat.number() + ")";
  }

  void mute(Leg leg, boolean on) {
    step("mute " + leg + " " + on, () -> board.loop().execute(() -> board.mute(leg, on)));
  }

  /** A script has come to its end. */
  void scriptEnds(Call call, Script script) {
    step(script + " ends", () -> board.loop().execute(() -> board.leave(call, script)));
  }

  /** Somebody who is on the line calls a number. */
  Order calls(Leg caller, String dialed) {
    ShownId shown = new ShownId(caller.number(), "");
    return order(
        caller + " calls " + dialed + ", too",
        o -> board.call(caller, dialed, shown, Duration.ofSeconds(60), o::listen));
  }

  Order forward(Call call, String destination) {
    return order(
        "forward " + call.id() + " " + destination,
        o -> board.forward(call.id(), destination, o::listen));
  }

  Order calls(Script caller, String dialed) {
    return order(
        caller + " calls " + dialed,
        o ->
            board.call(
                caller, dialed, new ShownId("100", "IVR"), Duration.ofSeconds(60), o::listen));
  }

  Order setUp(String caller, String callee) {
    return order("setUp " + caller + " " + callee, o -> board.setUp(caller, callee, o::listen));
  }

  Order play(Call call, @Nullable Role role, boolean repeat) {
    return order(
        "play " + call.id() + " " + role,
        o -> board.play(call.id(), role, new Sound.File("hello.wav"), repeat, "Play", o::listen));
  }

  void stop(Order order) {
    step("stop " + order, () -> board.loop().execute(() -> board.stop(order.operation())));
  }

  Order sendKeys(Call call, @Nullable Role role, String keys) {
    return order(
        "sendKeys " + call.id() + " " + role,
        o -> board.sendKeys(call.id(), role, keys, o::listen));
  }

  Order record(Call call) {
    return order("record " + call.id(), o -> board.record(call.id(), "wav", null, null, o::listen));
  }

  Order record(Call call, Leg party) {
    return order(
        "record %s for %s".formatted(call.id(), party.number()),
        o -> board.record(call, party, "wav", null, o::listen));
  }

  Order hold(Call call) {
    return instantly("hold " + call.id(), () -> board.hold(call.id()));
  }

  Order unhold(Call call) {
    return instantly("unhold " + call.id(), () -> board.unhold(call.id()));
  }

  Order hangUp(Call call) {
    return instantly("hangUp " + call.id(), () -> board.hangUp(call.id()));
  }

  // ---- short cuts

  /** Somebody calls somebody, who answers. */
  Talk connect(String caller, String callee) {
    Leg in = offers(caller, callee);
    Leg out = dialled(callee);
    rings(out);
    answers(out);
    return new Talk(latest(), in, out);
  }

  /** Somebody calls a number where a script answers. */
  Call connect(String caller, TestScript script) {
    routing.script(script.owner(), script);
    offers(caller, script.owner());
    takes(script);
    return latest();
  }

  /** Returns the leg that was dialled last to a number. */
  Leg dialled(String number) {
    return host.legs.stream()
        .filter(leg -> leg.number().equals(number) && host.shown.containsKey(leg))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  /** Returns the leg of the device that called last and has a number. */
  Leg dialing(String number) {
    return host.legs.stream()
        .filter(leg -> leg.number().equals(number) && !host.shown.containsKey(leg))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  /** Returns the call that began last. */
  Call latest() {
    return known.values().stream().reduce((first, second) -> second).orElseThrow();
  }

  /** Returns whether the host was told to hang a leg up, or to reject it. */
  boolean isHungUp(Leg leg) {
    return host.hungUp.containsKey(leg);
  }

  // ---- the picture

  /** Returns all calls, one a line: state, and who hears what. */
  List<String> calls() {
    return known.values().stream().map(this::show).toList();
  }

  String show(Call call) {
    String name = call.id() + " " + call.state().word();
    if (call.state().terminal()) return name;
    return call.seats().stream().map(this::show).collect(joining(", ", name + ": ", ""));
  }

  private String show(Seat seat) {
    if (seat.occupant() == null) return "nobody";
    if (seat.occupant() instanceof Script script) return "script " + script.number();
    Leg leg = (Leg) seat.occupant();
    if (leg.state() != Leg.State.UP) return leg.number() + " waits";
    if (leg.active != seat) return leg.number() + " is elsewhere";
    Hearing hearing = host.hears.getOrDefault(leg, Hearing.NOTHING);
    return leg.number()
        + " hears "
        + switch (hearing.kind()) {
          case LEGS -> hearing.legs().stream().map(Leg::number).collect(joining("+"));
          case SILENCE -> "silence";
          case RINGBACK -> "ringback";
          case HOLD_MUSIC -> "music";
        };
  }

  // ---- the end

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isEmpty()) windUp(true);
  }

  /**
   * Ends everything and checks that nothing is left.
   *
   * @param byOrder calls are hung up by a command; otherwise by the devices
   */
  void windUp(boolean byOrder) {
    if (byOrder) {
      List.copyOf(board.calls()).forEach(call -> assertThat(hangUp(call).outcome()).isNotBlank());
    }
    host.habits.addAll(Set.of(TestHost.Habit.values()));
    // What has no device, or has not been answered by routing, does not end by a device.
    for (boolean more = true; more; ) {
      more = false;
      for (Leg leg : List.copyOf(host.legs)) {
        if (host.ended.contains(leg)) continue;
        ends(leg, host.hungUp.getOrDefault(leg, Cause.NORMAL));
        more = true;
      }
    }
    List.copyOf(board.calls()).forEach(this::hangUp);
    assertThat(host.ended).containsAll(host.legs);
    List.copyOf(host.mixes).forEach(mix -> mix(mix, true));
    List.copyOf(host.stoppedRecordings).stream()
        .filter(host.recordings::containsKey)
        .forEach(this::stored);
    Invariants.checkNothingLeft(this);
    assertThat(legsEnded).as("ends of legs in the trace").isEqualTo(host.legs.size());
  }

  /** Returns the timers that are due first; several are due at the same instant. */
  List<Long> dueNext() {
    return host.timers.entrySet().stream()
        .min(Comparator.comparing(Map.Entry<Long, Long>::getValue))
        .map(
            first ->
                host.timers.entrySet().stream()
                    .filter(e -> e.getValue().equals(first.getValue()))
                    .map(Map.Entry::getKey)
                    .toList())
        .orElse(List.of());
  }
}
