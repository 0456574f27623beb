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
  private final Map<String, Entry> active = new LinkedHashMap<>();

  /** A call and its times, which the switchboard knows only as intervals. */
  private static final class Entry {
    final Call call;
    final Instant started;
    @Nullable Instant connected;

    Entry(Call call, Instant started) {
      this.call = call;
      this.started = started;
    }
  }

  /**
   * Begins a log.
   *
   * @param calls the switchboard's calls in progress
   * @param extensions which numbers are extensions of this system
   * @param clock wall-clock time
   * @param ended takes each call that has ended; must be quick
   */
  public CallLog(
      Function<String, @Nullable Call> calls,
      Predicate<String> extensions,
      InstantSource clock,
      Consumer<PastCall> ended) {
    this(calls, extensions, clock, call -> {}, ended);
  }

  /**
   * Begins a log that tells of calls also when they begin.
   *
   * @param begun takes each call that begins, as far as it is known; must be quick
   */
  public CallLog(
      Function<String, @Nullable Call> calls,
      Predicate<String> extensions,
      InstantSource clock,
      Consumer<PastCall> begun,
      Consumer<PastCall> ended) {
    this.begun = begun;
    this.calls = calls;
    this.extensions = extensions;
    this.clock = clock;
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
        Entry entry = new Entry(call, clock.instant());
        active.put(call.id(), entry);
        begun.accept(past(entry));
      }
    } else if (change.state() == CallState.ANSWERED) {
      Entry entry = active.get(change.call());
      if (entry != null) {
        entry.connected = clock.instant();
      }
    } else if (change.state().terminal()) {
      Entry entry = active.remove(change.call());
      if (entry != null) {
        ended.accept(past(entry));
      }
    }
  }

  /** Returns the calls in progress, oldest first; to be asked on the loop. */
  public List<ActiveCall> active() {
    Instant now = clock.instant();
    return active.values().stream().map(entry -> row(entry, now)).toList();
  }

  /** The switchboard's own intervals end with its latest event; people look at any time. */
  private static ActiveCall row(Entry entry, Instant now) {
    Call call = entry.call;
    Instant connected = entry.connected == null ? now : entry.connected;
    return new ActiveCall(
        call.id(),
        call.caller().number(),
        call.shown().number(),
        call.shown().name(),
        call.callee().number(),
        call.dialed(),
        call.callee().number(),
        entry.started,
        Duration.between(entry.started, connected),
        Duration.between(connected, now),
        call.state().word());
  }

  private PastCall past(Entry entry) {
    Call call = entry.call;
    String source = call.caller().number();
    String destination = call.callee().number();
    return new PastCall(
        entry.started,
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
    return switch (call.state()) {
      case TRANSFERRED -> "TransferCompleted";
      case COMPLETED ->
          who == null ? "Completed" : who == Role.CALLER ? "CallerHungUp" : "CalleeHungUp";
      default -> call.state().word();
    };
  }
}
