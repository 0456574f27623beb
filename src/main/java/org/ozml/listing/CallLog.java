package org.ozml.listing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.CallEvent;
import org.ozml.call.CallState;
import org.ozml.call.Role;
import org.ozml.call.Trace;
import org.ozml.call.TraceEvent;
import org.ozml.service.data.PastCall;

/**
 * Reads the event stream and keeps the books that people look at: a row for each call that has
 * ended, and the calls that go on. It lives on the switchboard's loop.
 *
 * <p>Source: vendor's facts on data and messaging, sections 4.1 and 4.2. How a call ended is said
 * in the words that are documented there (CallerHungUp, CalleeHungUp, TransferCompleted) and
 * otherwise by its state (Busy, Cancelled, Error; Completed when a command ended a call between
 * devices).
 */
public final class CallLog implements Trace {
  private final Function<String, @Nullable Call> calls;
  private final Predicate<String> extensions;
  private final InstantSource clock;
  private final Consumer<PastCall> begun;
  private final Consumer<PastCall> ended;
  private final Map<String, ActiveCall> active = new LinkedHashMap<>();

  /**
   * Begins a log.
   *
   * @param calls the switchboard's calls in progress
   * @param extensions which numbers are extensions of this system
   * @param clock wall-clock time
   * @param begun takes each call that begins, as far as it is known then; must be quick
   * @param ended takes each call that has ended; must be quick
   */
  public CallLog(
      Function<String, @Nullable Call> calls,
      Predicate<String> extensions,
      InstantSource clock,
      Consumer<PastCall> begun,
      Consumer<PastCall> ended) {
    this.calls = calls;
    this.extensions = extensions;
    this.clock = clock;
    this.begun = begun;
    this.ended = ended;
  }

  @Override
  public void on(TraceEvent event) {
    if (!(event instanceof CallEvent.StateChanged change)) {
      return;
    }
    if (change.state() == change.previous()) {
      Call call = calls.apply(change.call());
      if (call != null) {
        ActiveCall entry = new ActiveCall(call, clock.instant());
        active.put(call.id(), entry);
        begun.accept(past(entry));
      }
    } else if (change.state() == CallState.ANSWERED) {
      ActiveCall entry = active.get(change.call());
      if (entry != null) {
        entry.connected(clock.instant());
      }
    } else if (change.state().terminal()) {
      ActiveCall entry = active.remove(change.call());
      if (entry != null) {
        ended.accept(past(entry));
      }
    }
  }

  /** Returns the calls in progress, oldest first; to be asked on the loop. */
  public List<ActiveCall> active() {
    return List.copyOf(active.values());
  }

  /** Returns the time of this log, by which the durations of calls in progress are measured. */
  public Instant now() {
    return clock.instant();
  }

  private PastCall past(ActiveCall entry) {
    Call call = entry.call();
    String source = call.caller().number();
    String destination = call.callee().number();
    return new PastCall(
        entry.startTime(),
        Duration.ofNanos(call.ringNanos()),
        Duration.ofNanos(call.talkNanos()),
        direction(extensions.test(source), extensions.test(destination)),
        source,
        destination,
        how(call),
        call.dialed(),
        call.shown().number(),
        call.shown().name(),
        "Audio",
        call.id());
  }

  private static String direction(boolean from, boolean to) {
    return from ? (to ? "Internal" : "Outbound") : (to ? "Inbound" : "External");
  }

  private static String how(Call call) {
    Role who = call.hungUpBy();
    if (call.state() == CallState.TRANSFERRED) return "TransferCompleted";
    if (call.state() != CallState.COMPLETED) return call.state().word();
    if (who == Role.CALLER) return "CallerHungUp";
    return who == Role.CALLEE ? "CalleeHungUp" : "Completed";
  }
}
