package org.ozml.exploration;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ozml.call.Call;
import org.ozml.call.Leg;
import org.ozml.call.Occupant;
import org.ozml.call.Seat;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Snapshot;
import org.ozml.scenario.Stage;

/**
 * What a stage is at. Two stages in the same state go on alike when the same happens to them; so a
 * state holds no clock and no call ids, but how far ahead everything lies that is planned.
 *
 * @param sessions what the scripts execute
 * @param visible that, and who is in which call and hears what: as long as it stays the same,
 *     nothing new can be interrupted
 */
record Situation(List<Snapshot> sessions, String visible) {
  /** What lies further ahead is the limit of a call, which is no part of a script. */
  private static final long SOON = 1_800_000_000_000L;

  static Situation of(Stage stage, Watch watch) {
    List<Snapshot> sessions = new ArrayList<>();
    for (Session session : stage.engine().sessions()) sessions.add(session.snapshot());
    Map<String, String> names = names(stage);
    StringBuilder text = new StringBuilder(400);
    for (Snapshot session : sessions) {
      text.append(session.context()).append(' ').append(name(session.call(), names));
      for (String frame : folded(session.frames())) text.append('\n').append(frame);
      text.append('\n');
    }
    for (Call call : stage.board().calls()) {
      text.append(name(call.id(), names)).append(call.state());
      seat(call.caller(), text);
      seat(call.callee(), text);
    }
    text.append(watch.sounds());
    return new Situation(sessions, text.toString());
  }

  /**
   * Menus that answer each other with menus are entered deeper and deeper: of rounds that follow
   * each other two stand for all.
   */
  private static List<String> folded(List<Snapshot.Frame> frames) {
    List<String> folded = new ArrayList<>();
    for (Snapshot.Frame frame : frames) {
      folded.add(frame.place() + ":" + frame.place().column() + " " + frame.state());
      int size = folded.size();
      for (int round = 1; round * 3 <= size; round++) {
        List<String> last = folded.subList(size - round, size);
        List<String> before = folded.subList(size - 2 * round, size - round);
        List<String> first = folded.subList(size - 3 * round, size - 2 * round);
        if (!last.equals(before) || !before.equals(first)) continue;
        last.clear();
        break;
      }
    }
    return folded;
  }

  private static void seat(Seat seat, StringBuilder text) {
    Occupant occupant = seat.occupant();
    text.append(' ').append(seat.number()).append(' ');
    if (occupant instanceof Leg leg) text.append(leg.state());
    else text.append(occupant == null ? "nobody" : "script");
  }

  /** A call is called by its turn: its id says how many there were before. */
  private static Map<String, String> names(Stage stage) {
    Map<String, String> names = new HashMap<>();
    for (Call call : stage.board().calls()) names.put(call.id(), "call " + (names.size() + 1));
    return names;
  }

  private static String name(String text, Map<String, String> names) {
    return names.getOrDefault(text, text);
  }

  /**
   * Returns what tells the state from all others.
   *
   * @param library says what any script uses; the rest makes no difference
   * @param question what is being decided
   */
  UUID key(Stage stage, Watch watch, Library library, String question) {
    StringBuilder text = new StringBuilder(visible.length() + 200).append(visible);
    Map<String, String> names = names(stage);
    for (Snapshot session : sessions) {
      session
          .variables()
          .forEach(
              (name, value) -> {
                String variable = name.substring(0, (name + ".").indexOf('.'));
                if (!library.used().contains(variable)) return;
                text.append('\n').append(name).append(value(value, names));
              });
      text.append(session.arrays());
    }
    for (long ahead : stage.time().ahead()) {
      if (ahead < SOON) text.append(' ').append(ahead);
    }
    text.append(watch.asked()).append(watch.files(library.usesOldVoicemails())).append(question);
    return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Recordings are numbered, and it does not matter how many there were. */
  private static String value(String text, Map<String, String> names) {
    if (text.startsWith("recordings/")) return "a recording";
    return " " + name(text, names);
  }
}
