package org.ozml.server.console;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.call.CallEvent;
import org.ozml.call.Role;
import org.ozml.call.Trace;
import org.ozml.call.TraceEvent;
import org.ozml.document.Context;
import org.ozml.document.Place;
import org.ozml.interpreter.ScriptEvent;

/**
 * What has happened lately: a row for each call, and the last 200 events of each of the last 200
 * calls, as objects. It is written on the switchboard's loop, in microseconds, and read by others.
 */
final class Books implements Trace {
  private static final int CALLS = 200;
  private static final int EVENTS = 200;

  /**
   * Something that happened.
   *
   * @param number counted from 1, over all calls
   * @param call empty: in none
   * @param numbers whom it concerns
   */
  record Entry(long number, String call, List<String> numbers, TraceEvent event) {}

  /** A call's last events, oldest first, and the host's time when it began. */
  record Story(Row row, long began, List<Entry> entries) {}

  private final InstantSource clock;
  private final Consumer<Entry> next;
  private final Map<String, Book> books = new LinkedHashMap<>();
  private final Deque<Book> told = new ArrayDeque<>();
  private final Map<Integer, String> scripts = new HashMap<>();
  private final Map<String, String> callOfNumber = new HashMap<>();
  private final Map<Long, CallEvent.PlayStarted> plays = new HashMap<>();
  private long count;

  /** One call. */
  private static final class Book {
    final long began;
    Row row;

    /** What leads to it. */
    final Set<String> numbers = new HashSet<>();

    final List<Integer> scripts = new ArrayList<>(1);

    /** The script that is a party of the call: where that is, the call is; 0: none is. */
    int leader;

    final Set<Long> plays = new HashSet<>(2);

    /** Null: it is not among the last calls. */
    @Nullable Deque<Entry> entries = new ArrayDeque<>();

    Book(Row row, long began) {
      this.row = row;
      this.began = began;
    }
  }

  /**
   * Begins empty books.
   *
   * @param next takes each event when it is in the books; must be quick
   */
  Books(InstantSource clock, Consumer<Entry> next) {
    this.clock = clock;
    this.next = next;
  }

  // ---- written

  @Override
  public synchronized void on(TraceEvent event) {
    count++;
    if (event instanceof CallEvent.StateChanged change && change.state() == change.previous()) {
      open(change);
    }
    String call = call(event);
    Book book = books.get(call);
    List<String> numbers = numbers(event, book);
    if (book != null) note(book, event);
    Entry entry = new Entry(count, call, numbers, event);
    if (book != null && book.entries != null) {
      book.entries.addLast(entry);
      if (book.entries.size() > EVENTS) book.entries.removeFirst();
    }
    next.accept(entry);
    if (book != null && book.row.ended() && book.entries == null) forget(book);
  }

  private void open(CallEvent.StateChanged change) {
    Instant now = clock.instant();
    String state = change.state().word();
    Row row =
        new Row(
            change.call(),
            change.caller(),
            change.callee(),
            state,
            now,
            now,
            false,
            null,
            "",
            count);
    Book book = new Book(row, change.at());
    books.put(change.call(), book);
    told.addLast(book);
    lead(change.caller(), change.call());
    lead(change.callee(), change.call());
    if (told.size() <= CALLS) return;
    Book oldest = told.removeFirst();
    oldest.entries = null;
    if (oldest.row.ended()) forget(oldest);
  }

  private void forget(Book book) {
    String id = book.row.id();
    books.remove(id);
    book.numbers.forEach(number -> callOfNumber.remove(number, id));
    book.scripts.forEach(scripts::remove);
    book.plays.forEach(plays::remove);
  }

  private void lead(String number, String call) {
    Book book = books.get(call);
    if (book == null) return;
    book.numbers.add(number);
    callOfNumber.put(number, call);
  }

  private String call(TraceEvent event) {
    if (event instanceof CallEvent.Dialled e) {
      lead(e.number(), e.call());
      return e.call();
    }
    if (event instanceof CallEvent.LegAnswered e) return callOf(e.number());
    if (event instanceof CallEvent.LegEnded e) return callOf(e.number());
    if (event instanceof CallEvent.Hears e) return callOf(e.number());
    if (event instanceof CallEvent.DeviceHeld e) return callOf(e.number());
    if (event instanceof CallEvent.StateChanged e) return e.call();
    if (event instanceof CallEvent.PartyChanged e) {
      lead(e.number(), e.call());
      return e.call();
    }
    if (event instanceof CallEvent.PlayStarted e) {
      begins(e);
      return e.call();
    }
    if (event instanceof CallEvent.PlayEnded e) return e.call();
    if (event instanceof CallEvent.KeyPressed e) return e.call();
    if (event instanceof CallEvent.ToneHeard e) return e.call();
    if (event instanceof CallEvent.KeysSent e) return e.call();
    if (event instanceof CallEvent.RecordStarted e) return e.call();
    if (event instanceof CallEvent.RecordEnded e) return e.call();
    if (event instanceof CallEvent.LimitReached e) return e.call();
    if (event instanceof CallEvent.MixFailed e) return e.call();
    return event instanceof ScriptEvent script ? call(script) : "";
  }

  private String call(ScriptEvent event) {
    if (event instanceof ScriptEvent.Started e) {
      begins(e);
      return e.call();
    }
    if (event instanceof ScriptEvent.CommandStarted e) return e.call();
    if (event instanceof ScriptEvent.CommandEnded e) return e.call();
    if (event instanceof ScriptEvent.KeysAwaited e) return e.call();
    if (event instanceof ScriptEvent.BlockEntered e) return e.call();
    if (event instanceof ScriptEvent.WentOn e) return e.call();
    if (event instanceof ScriptEvent.Finished e) return e.call();
    if (event instanceof ScriptEvent.Aborted e) return e.call();
    if (event instanceof ScriptEvent.Warned e) return callOf(e.script());
    if (event instanceof ScriptEvent.Requested e) return callOf(e.script());
    if (event instanceof ScriptEvent.Selected e) return callOf(e.script());
    if (event instanceof ScriptEvent.Answered e) return callOf(e.script());
    if (event instanceof ScriptEvent.MessageSent e) return callOf(e.script());
    if (event instanceof ScriptEvent.FileMoved e) return callOf(e.script());
    if (event instanceof ScriptEvent.FileDeleted e) return callOf(e.script());
    if (event instanceof ScriptEvent.AlarmReceived e) return e.call();
    if (event instanceof ScriptEvent.AlarmSent e) return callOf(e.script());
    return "";
  }

  private void begins(CallEvent.PlayStarted play) {
    Book book = books.get(play.call());
    if (book == null) return;
    book.plays.add(play.play());
    plays.put(play.play(), play);
  }

  private void begins(ScriptEvent.Started started) {
    Book book = books.get(started.call());
    if (book == null) return;
    if (started.context() == Context.EXTENSION) book.leader = started.script();
    if (scripts.put(started.script(), started.call()) == null) book.scripts.add(started.script());
  }

  private String callOf(String number) {
    return callOfNumber.getOrDefault(number, "");
  }

  private String callOf(int script) {
    return scripts.getOrDefault(script, "");
  }

  private List<String> numbers(TraceEvent event, @Nullable Book book) {
    if (event instanceof CallEvent.Dialled e) return List.of(e.number());
    if (event instanceof CallEvent.LegAnswered e) return List.of(e.number());
    if (event instanceof CallEvent.LegEnded e) return List.of(e.number());
    if (event instanceof CallEvent.Hears e) return List.of(e.number());
    if (event instanceof CallEvent.DeviceHeld e) return List.of(e.number());
    if (event instanceof CallEvent.PlayStarted e) return e.numbers();
    if (event instanceof CallEvent.PlayEnded e) {
      CallEvent.PlayStarted play = plays.remove(e.play());
      if (book != null) book.plays.remove(e.play());
      return play == null ? List.of() : play.numbers();
    }
    if (event instanceof CallEvent.KeysSent e) return List.of(e.number());
    if (event instanceof CallEvent.StateChanged e) return List.of(e.caller(), e.callee());
    if (event instanceof CallEvent.PartyChanged && book != null) {
      return List.of(book.row.caller(), book.row.callee());
    }
    return List.of();
  }

  private void note(Book book, TraceEvent event) {
    Row row = book.row;
    if (event instanceof CallEvent.StateChanged e) {
      if (e.state() == e.previous()) return;
      Row next = row.with(e.caller(), e.callee(), count);
      book.row = next.in(e.state().word(), clock.instant(), e.state().terminal(), count);
    } else if (event instanceof CallEvent.PartyChanged e) {
      boolean caller = e.role() == Role.CALLER;
      book.row =
          row.with(caller ? e.number() : row.caller(), caller ? row.callee() : e.number(), count);
    } else if (event instanceof ScriptEvent.CommandStarted e) {
      go(book, e, e.place(), e.command());
    } else if (event instanceof ScriptEvent.BlockEntered e) {
      go(book, e, e.place(), e.block());
    } else if (event instanceof ScriptEvent.KeysAwaited e) {
      go(book, e, e.place(), "waits for a key");
    } else if (event instanceof ScriptEvent.Finished e && leads(book, e)) {
      book.row = row.at(row.place(), "", count);
    }
  }

  /** A script that acts on the call from outside says nothing of where the call is. */
  private static boolean leads(Book book, ScriptEvent event) {
    return book.leader == 0 || book.leader == event.script();
  }

  private void go(Book book, ScriptEvent event, Place place, String what) {
    if (leads(book, event)) book.row = book.row.at(place, what, count);
  }

  // ---- read

  /** Returns all rows, the oldest first. */
  synchronized List<Row> rows() {
    Collection<Book> all = books.values();
    List<Row> rows = new ArrayList<>(all.size());
    for (Book book : all) rows.add(book.row);
    return rows;
  }

  /** Returns what has happened in a call, after something else is done; null: it is not known. */
  synchronized @Nullable Story story(String call, Runnable before) {
    before.run();
    Book book = books.get(call);
    if (book == null) return null;
    Deque<Entry> entries = book.entries;
    return new Story(book.row, book.began, entries == null ? List.of() : List.copyOf(entries));
  }

  /** Returns a sound that is being played; null: there is none. */
  synchronized CallEvent.@Nullable PlayStarted play(long id) {
    return plays.get(id);
  }
}
