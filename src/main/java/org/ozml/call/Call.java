package org.ozml.call;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call: its state and its seats. Read it from the switchboard's loop; only the switchboard
 * changes it.
 */
public final class Call {
  private final Switchboard board;
  private final String id;
  private final Seat caller = new Seat(this, Role.CALLER);
  private final Seat callee = new Seat(this, Role.CALLEE);
  private @Nullable Seat third;
  private @Nullable Seat guest;
  private final ShownId shown;
  private final String dialed;
  private CallState state = CallState.RINGING;
  private long started;
  private long connected = -1;
  private long ended = -1;
  private @Nullable Role hungUpBy;
  @Nullable CallOperation operation;
  long limit;
  private @Nullable List<Media> media;
  private @Nullable List<Consumer<Call>> watchers;

  Call(Switchboard board, String id, ShownId shown, String dialed, long now) {
    this.board = board;
    this.id = id;
    this.shown = shown;
    this.dialed = dialed;
    this.started = now;
  }

  /** Returns the id: short, alphanumeric, unique for the life of the system. */
  public String id() {
    return id;
  }

  /** Returns the state. */
  public CallState state() {
    return state;
  }

  /** Returns the calling party's place. */
  public Seat caller() {
    return caller;
  }

  /** Returns the called party's place. */
  public Seat callee() {
    return callee;
  }

  /** Returns the seat of a role. */
  public Seat seat(Role role) {
    return switch (role) {
      case CALLER -> caller;
      case CALLEE -> callee;
      case THIRD -> third();
    };
  }

  /** Most calls never need it. */
  private Seat third() {
    if (third == null) third = new Seat(this, Role.THIRD);
    return third;
  }

  /** Returns the seats: two, and the third one when somebody sits there. */
  public List<Seat> seats() {
    Seat more = third;
    return more == null || more.occupant() == null
        ? List.of(caller, callee)
        : List.of(caller, callee, more);
  }

  /** Returns whether something is in progress on who talks to whom; other orders are refused. */
  public boolean isChanging() {
    return operation != null;
  }

  /**
   * Returns whether a party is with a script until that ends, and then comes back to who is parked
   * in the third seat ({@link Policy#HANG_UP}).
   */
  public boolean isSuspended() {
    return guest != null;
  }

  /** Somebody is parked in the third seat until who sits in another one leaves; null: no more. */
  void suspend(@Nullable Seat until) {
    guest = until;
    third().held(until != null);
  }

  /** Returns whether who is parked comes back when who sits there leaves. */
  boolean bringsBack(Seat seat) {
    return seat == guest;
  }

  /** Returns what the called party sees of the caller. */
  public ShownId shown() {
    return shown;
  }

  /** Returns the number that was dialled. */
  public String dialed() {
    return dialed;
  }

  /** Returns the API extension whose script sits in the call, or did last; empty when none did. */
  public String extension() {
    for (Seat seat : seats()) if (!seat.extension().isEmpty()) return seat.extension();
    return "";
  }

  /** Returns how long the call has been connected, in nanoseconds; 0 when it never was. */
  public long talkNanos() {
    if (connected < 0) return 0;
    return (ended < 0 ? board.now() : ended) - connected;
  }

  /** Returns how long the call rang before it was connected or ended, in nanoseconds. */
  public long ringNanos() {
    return ageNanos() - talkNanos();
  }

  /**
   * Returns whose leaving ended the call, from then on: a device's, or the script's when a command
   * did it; null when it was neither.
   */
  public @Nullable Role hungUpBy() {
    return hungUpBy;
  }

  /** Somebody is leaving, which may end the call. */
  void leaving(@Nullable Role role) {
    hungUpBy = role;
  }

  /** Returns how long the call has existed, in nanoseconds. */
  public long ageNanos() {
    return (ended < 0 ? board.now() : ended) - started;
  }

  /** Calls back once when the call has ended; at once when it has already. */
  public void whenEnded(Consumer<Call> watcher) {
    if (state.terminal()) {
      board.loop().execute(() -> watcher.accept(this));
      return;
    }
    if (watchers == null) watchers = new ArrayList<>(1);
    watchers.add(watcher);
  }

  /** Of two: the third one, if there is one, is nobody's opposite. */
  Seat other(Seat seat) {
    return seat == caller ? callee : caller;
  }

  List<Seat> others(Seat seat) {
    List<Seat> seats = seats();
    if (seats.size() == 2) return List.of(other(seat));
    return seats.stream().filter(one -> one != seat).toList();
  }

  /** Returns the script that listens to who sits in a seat; null when none does. */
  @Nullable Script listener(Seat seat) {
    if (seat.isHeld()) return null;
    for (Seat one : others(seat)) {
      if (one.occupant() instanceof Script script && !one.isHeld()) return script;
    }
    return null;
  }

  /**
   * Returns the devices that hear and say something here: not who is parked, nor who talks in
   * another call meanwhile.
   */
  List<Leg> legs() {
    List<Leg> legs = new ArrayList<>(2);
    for (Seat seat : seats()) {
      Leg leg = seat.leg();
      if (leg != null && leg.active == seat && !(isSuspended() && seat == third)) legs.add(leg);
    }
    return legs;
  }

  void seatsChanged() {
    board.seats(this);
  }

  void state(CallState next) {
    if (next == state) return;
    CallState previous = state;
    state = next;
    if (next == CallState.ANSWERED) connected = board.now();
    if (next.terminal()) {
      ended = board.now();
      guest = null;
    }
    board.trace(this, previous);
    if (next.terminal() && watchers != null) {
      List<Consumer<Call>> told = watchers;
      watchers = null;
      told.forEach(watcher -> board.loop().execute(() -> watcher.accept(this)));
    }
  }

  void add(Media one) {
    if (media == null) media = new ArrayList<>(1);
    media.add(one);
  }

  void remove(Media one) {
    if (media != null) media.remove(one);
  }

  /** Ends sounds, keys and recordings with the call. */
  void endMedia() {
    if (media == null) return;
    List<Media> all = media;
    media = null;
    all.forEach(Media::callEnded);
  }

  /** Tells recordings that a device goes on with another connection. */
  void replaced(Leg old, Leg by) {
    if (media != null) media.forEach(one -> one.replaced(old, by));
  }

  /** Tells recordings and the like that other legs may be in the call now. */
  void legsChanged() {
    if (media != null) List.copyOf(media).forEach(Media::legsChanged);
  }

  @Override
  public String toString() {
    return id + " " + state.word();
  }
}
