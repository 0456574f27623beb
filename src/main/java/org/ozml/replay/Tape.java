package org.ozml.replay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ozml.call.CallEvent;
import org.ozml.call.Leg;
import org.ozml.call.Sound;
import org.ozml.call.TraceEvent;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.service.Services;
import org.ozml.simulator.Chance;
import org.ozml.simulator.Timeline;
import org.ozml.simulator.World;
import org.ozml.simulator.World.Answering;

/**
 * Lets a simulated world decide as the world of a trace did: telephones take calls, sounds last,
 * recordings end, calls are called and services answer as they did then, in the same order.
 */
final class Tape implements Chance {
  /** Longer than any script waits for anything. */
  static final Duration NEVER = Duration.ofDays(1);

  private final List<TraceEvent> events;
  private final long tolerance;
  private final TapedServices services;
  private final Map<String, Deque<Answering>> takes = new HashMap<>();
  private final Map<Sound, Deque<CallEvent.PlayStarted>> plays = new HashMap<>();
  private final Map<Long, CallEvent.PlayEnded> playEnds = new HashMap<>();
  private final Deque<CallEvent.RecordStarted> recordings = new ArrayDeque<>();
  private final Map<Long, Integer> recordEnds = new HashMap<>();
  private final Deque<String> callIds = new ArrayDeque<>();

  /** What telephones do that this decides itself, by the index of the event. */
  private final Set<Integer> decided = new HashSet<>();

  private CallEvent.@Nullable RecordStarted recording;

  Tape(TraceFile trace, Duration tolerance) {
    this.events = trace.events();
    this.tolerance = tolerance.toNanos();
    services = new TapedServices(events);
    Map<String, Deque<Long>> ringing = new HashMap<>();
    for (World.Standing call : trace.setting().calls()) {
      if (call.ringing()) put(ringing, call.callee(), trace.begin());
    }
    for (int i = 0; i < events.size(); i++) {
      TraceEvent event = events.get(i);
      telephone(i, ringing);
      if (event instanceof CallEvent.PlayStarted e) put(plays, e.sound(), e);
      if (event instanceof CallEvent.PlayEnded e) playEnds.put(e.play(), e);
      if (event instanceof CallEvent.RecordStarted e) recordings.add(e);
      if (event instanceof CallEvent.RecordEnded e) recordEnds.put(e.recording(), i);
      if (event instanceof CallEvent.StateChanged e && e.state() == e.previous()) {
        callIds.add(e.call());
      }
    }
  }

  static <K, V> void put(Map<K, Deque<V>> all, K key, V value) {
    all.computeIfAbsent(key, one -> new ArrayDeque<>()).add(value);
  }

  static <K, V> @Nullable V take(Map<K, Deque<V>> all, K key) {
    Deque<V> queue = all.get(key);
    return queue == null ? null : queue.poll();
  }

  // ---- telephones

  private void telephone(int index, Map<String, Deque<Long>> ringing) {
    TraceEvent event = events.get(index);
    if (event instanceof CallEvent.Dialled e) put(ringing, e.number(), e.at());
    if (event instanceof CallEvent.LegAnswered e) {
      decide(index, ringing, e.number(), Answering.Kind.ANSWERS);
    }
    if (event instanceof CallEvent.LegEnded e) {
      Answering.Kind kind = kind(e);
      if (kind != null) decide(index, ringing, e.number(), kind);
    }
  }

  private void decide(
      int index, Map<String, Deque<Long>> ringing, String number, Answering.Kind kind) {
    Long since = take(ringing, number);
    if (since == null) return;
    Duration after = Duration.ofNanos(events.get(index).at() - since);
    boolean atOnce = kind == Answering.Kind.REJECTS && after.toNanos() <= tolerance;
    put(takes, number, new Answering(atOnce ? Answering.Kind.BUSY : kind, after));
    if (kind != Answering.Kind.NO_ANSWER) decided.add(index);
  }

  /** Returns how a telephone took a call that ended unanswered; null when it was answered. */
  private static Answering.@Nullable Kind kind(CallEvent.LegEnded ended) {
    if (!ended.byItself()) return Answering.Kind.NO_ANSWER;
    return switch (ended.cause()) {
      case BUSY -> Answering.Kind.REJECTS;
      case NOT_FOUND -> Answering.Kind.NOT_FOUND;
      case FAILED -> Answering.Kind.FAILS;
      case NO_ANSWER, CANCELLED -> Answering.Kind.NO_ANSWER;
      case NORMAL -> null;
    };
  }

  /** Returns whether something came from outside, and nothing here brings it about. */
  boolean isFromOutside(int index) {
    TraceEvent event = events.get(index);
    return !decided.contains(index)
        && (event instanceof CallEvent.KeyPressed
            || event instanceof CallEvent.ToneHeard
            || event instanceof CallEvent.DeviceHeld
            || (event instanceof CallEvent.LegEnded e && e.byItself())
            || event instanceof ScriptEvent.MessageArrived
            || event instanceof ScriptEvent.MessageReported);
  }

  /** Returns how each telephone took its first call. */
  Map<String, Answering> telephones() {
    Map<String, Answering> first = new HashMap<>();
    takes.forEach((number, all) -> first.put(number, all.getFirst()));
    return first;
  }

  @Override
  public Answering takes(String number, World.Person person) {
    Answering next = take(takes, number);
    return next == null ? Answering.of(Answering.Kind.NO_ANSWER) : next;
  }

  // ---- sounds, recordings, calls

  @Override
  public @Nullable Duration lasts(Sound sound, List<Leg> legs, @Nullable Duration usual) {
    CallEvent.PlayStarted play = take(plays, sound);
    CallEvent.PlayEnded end = play == null ? null : playEnds.get(play.play());
    if (play == null || end == null) return usual;
    Duration heard = Duration.ofNanos(end.at() - play.at());
    return switch (end.end()) {
      case COMPLETED -> heard;
      case FAILED -> null;
      case STOPPED, GONE -> usual != null && usual.compareTo(heard) > 0 ? usual : heard.plus(NEVER);
    };
  }

  @Override
  public String stored(String usual) {
    recording = recordings.poll();
    Integer end = recording == null ? null : recordEnds.get(recording.recording());
    return end == null ? usual : ((CallEvent.RecordEnded) events.get(end)).url();
  }

  /** Silence ended it, unless something else happened when it ended. */
  @Override
  public Duration silent(Duration usual) {
    Integer end = recording == null ? null : recordEnds.get(recording.recording());
    if (recording == null || end == null) return usual;
    long at = events.get(end).at();
    boolean alone = end == 0 || events.get(end - 1).at() < at - tolerance;
    return alone ? Duration.ofNanos(at - recording.at()) : NEVER;
  }

  @Override
  public String callId(String usual) {
    String next = callIds.poll();
    return next == null ? usual : next;
  }

  // ---- services

  @Override
  public Services services(Services world, Timeline time) {
    return services.on(world, time);
  }

  /** A message arrives, or a report about one. */
  void brings(TraceEvent event) {
    services.brings(event);
  }
}
