package org.ozml.debugger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ozml.call.Call;
import org.ozml.call.CallEvent;
import org.ozml.call.Hearing;
import org.ozml.call.Leg;
import org.ozml.call.Occupant;
import org.ozml.call.Seat;
import org.ozml.call.TraceEvent;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Snapshot;
import org.ozml.scenario.Stage;
import org.ozml.scenario.Transcript;
import org.ozml.simulator.Simulator;
import org.ozml.simulator.VirtualTime;

/** Looks at a stage, and says in words what is there. */
final class Look {
  private final Stage stage;
  private final List<Session> sessions;

  /** Sounds that are being heard, by their id. */
  private final Map<Long, CallEvent.PlayStarted> sounds = new LinkedHashMap<>();

  Look(Stage stage, List<TraceEvent> events) {
    this.stage = stage;
    sessions = stage.engine().sessions();
    for (TraceEvent event : events) {
      if (event instanceof CallEvent.PlayStarted begins) sounds.put(begins.play(), begins);
      else if (event instanceof CallEvent.PlayEnded ends) sounds.remove(ends.play());
    }
  }

  List<Snapshot> scripts() {
    return sessions.stream().map(Session::snapshot).toList();
  }

  // ---- calls

  List<View.Standing> calls() {
    return stage.board().calls().stream().map(this::standing).toList();
  }

  private View.Standing standing(Call call) {
    return new View.Standing(call.id(), call.state(), party(call.caller()), party(call.callee()));
  }

  private View.Party party(Seat seat) {
    Occupant occupant = seat.occupant();
    if (occupant instanceof Leg leg) {
      return new View.Party(seat.role(), leg.number(), View.Who.PHONE, 0, hears(leg));
    }
    View.Who who = occupant == null ? View.Who.NOBODY : View.Who.SCRIPT;
    return new View.Party(seat.role(), seat.number(), who, script(seat), List.of());
  }

  private int script(Seat seat) {
    for (Session session : sessions) {
      if (session.isSeat(seat)) return session.number();
    }
    return 0;
  }

  /** What a sound says hides that nobody else is heard. */
  private List<String> hears(Leg leg) {
    List<String> words = new ArrayList<>();
    for (CallEvent.PlayStarted sound : sounds.values()) {
      if (sound.numbers().contains(leg.number())) words.add(words(sound, leg.number()));
    }
    Hearing hears = leg.hears();
    if (words.isEmpty() || hears.kind() != Hearing.Kind.SILENCE) {
      List<String> others = hears.legs().stream().map(Leg::number).toList();
      words.add(behind(new CallEvent.Hears(0, leg.number(), hears.kind(), others), leg.number()));
    }
    return words;
  }

  private static String words(CallEvent.PlayStarted sound, String number) {
    return behind(
        new CallEvent.PlayStarted(
            sound.at(), sound.call(), sound.play(), List.of(number), sound.sound(), sound.repeat()),
        number);
  }

  /** As the transcript tells it, without the number that stands in front. */
  private static String behind(TraceEvent event, String number) {
    return Transcript.told(event).get(0).substring(number.length() + 1);
  }

  // ---- what is due

  List<View.Due> dues() {
    return stage.time().planned().stream()
        .map(planned -> new View.Due(planned.at(), words(planned)))
        .toList();
  }

  private String words(VirtualTime.Planned planned) {
    if (planned.name() instanceof Simulator.Awaited awaited) return words(awaited.id());
    String name = planned.name().toString();
    boolean unnamed = name.isEmpty();
    if (planned.whose() instanceof Leg leg) {
      return leg.number() + (unnamed ? ": something happens" : " " + name);
    }
    return unnamed ? "something happens" : name;
  }

  private String words(long id) {
    CallEvent.PlayStarted sound = sounds.get(id);
    if (sound != null) return "the end of: " + String.join(", ", Transcript.told(sound));
    for (Session session : sessions) {
      Snapshot.Frame waits = session.awaiting(id);
      if (waits != null) return "time-out of " + words(waits);
    }
    return "a limit of the system, for ringing or for a whole call";
  }

  private static String words(Snapshot.Frame frame) {
    String state = frame.state().isEmpty() ? "" : ", which " + frame.state();
    return "%s in line %d%s".formatted(frame.command(), frame.place().line(), state);
  }
}
