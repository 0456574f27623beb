package org.ozml.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ozml.call.Call;
import org.ozml.document.Context;
import org.ozml.interpreter.Notification;
import org.ozml.scenario.Scene;
import org.ozml.simulator.World;
import org.ozml.simulator.World.Answering;

/** Says in words what was there before a script ran, and what is left afterwards. */
final class WorldWords {
  private WorldWords() {}

  /** Returns lines that describe a world, under a label, and what else is to stand there. */
  static List<String> labelled(Scene scene, String... more) {
    List<String> lines = before(scene);
    lines.addAll(List.of(more));
    lines.replaceAll(line -> "       " + line);
    lines.set(0, "World: " + lines.get(0).strip());
    return lines;
  }

  /** Returns lines that describe a world. */
  private static List<String> before(Scene scene) {
    List<String> lines = new ArrayList<>();
    if (scene.context() == Context.EXTENSION) {
      lines.add("%s calls %s, which this script answers".formatted(scene.caller(), scene.dialed()));
    } else if (scene.context() == Context.ROUTING) {
      lines.add(
          "%s calls %s, and this script says where to".formatted(scene.caller(), scene.dialed()));
    }
    World world = scene.world();
    if (!world.begin().equals(World.NEW_YEAR)) {
      lines.add("it is " + world.begin().toString().replace('T', ' '));
    }
    String first = scene.context() == Context.THIRD_PARTY ? "; the script acts on it" : "";
    for (World.Standing call : world.calls()) {
      String state = call.ringing() ? "ringing" : call.held() ? "on hold" : "connected";
      lines.add(
          "call %s: caller %s, callee %s, %s%s"
              .formatted(call.id(), call.caller(), call.callee(), state, first));
      first = "";
    }
    for (Map.Entry<String, World.Person> person : world.people().entrySet()) {
      lines.add(person.getKey() + " " + words(person.getValue().answering()) + " when called");
      World.Device device = person.getValue().device();
      if (device != null) lines.add(person.getKey() + " is " + words(device));
    }
    String others = world.people().isEmpty() ? "everybody" : "everybody else";
    lines.add(others + " " + words(world.others()) + " when called");
    lines.addAll(around(world));
    return lines;
  }

  private static String words(World.Device device) {
    return device instanceof World.Device.Panel panel
        ? "an alarm panel, which reports " + panel.alarm()
        : "a receiving centre for alarms";
  }

  private static String words(Answering answering) {
    return switch (answering.kind()) {
      case ANSWERS -> "answers after %s s".formatted(Notification.seconds(answering.after()));
      case BUSY -> "is busy";
      case REJECTS -> "rejects";
      case NO_ANSWER -> "does not answer";
      case NOT_FOUND -> "does not exist";
      case FAILS -> "cannot be reached";
    };
  }

  /** What is there besides telephones. */
  private static List<String> around(World world) {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, List<World.Voicemail>> box : world.voicemails().entrySet()) {
      long old = box.getValue().stream().filter(World.Voicemail::old).count();
      long fresh = box.getValue().size() - old;
      lines.add(
          "extension %s has %d new and %d old voicemails".formatted(box.getKey(), fresh, old));
    }
    for (Map.Entry<String, World.Taking> one :
        new TreeMap<>(world.post().connections()).entrySet()) {
      String how = one.getValue().accepts() ? "accepts" : "refuses";
      lines.add("%s %s messages".formatted(one.getKey(), how));
    }
    for (World.Arriving message : world.post().arriving()) {
      lines.add(
          "a message from %s arrives after %s s"
              .formatted(message.connection(), Notification.seconds(message.after())));
    }
    for (Map.Entry<String, World.Table> table : new TreeMap<>(world.tables()).entrySet()) {
      int rows = table.getValue().rows().size();
      String words = rows == 1 ? "1 row" : rows + " rows";
      lines.add("the database has a table %s with %s".formatted(table.getKey(), words));
    }
    World.Traffic traffic = world.traffic();
    for (World.Caller caller : traffic.callers()) lines.add(words(caller));
    traffic
        .agents()
        .forEach((id, agent) -> lines.add("agent %s is at %s".formatted(id, agent.phone())));
    for (Map.Entry<String, String> told : new TreeMap<>(world.notifications()).entrySet()) {
      lines.add("%s is told to %s".formatted(told.getKey(), told.getValue()));
    }
    return lines;
  }

  private static String words(World.Caller caller) {
    Duration every = caller.every();
    return "%s calls %s after %s s%s"
        .formatted(
            caller.from(),
            caller.to(),
            Notification.seconds(caller.at()),
            every == null ? "" : ", and every %s s then".formatted(Notification.seconds(every)));
  }

  /** Returns lines that say who is still in a call, and with whom. */
  static List<String> after(Iterable<Call> calls) {
    List<String> lines = new ArrayList<>();
    for (Call call : calls) {
      String caller = call.caller().number();
      String callee = call.callee().number();
      String what =
          switch (call.state()) {
            case RINGING -> "%s is still calling %s".formatted(caller, callee);
            case HOLD -> "%s and %s are still on hold".formatted(caller, callee);
            default -> "%s and %s are still connected".formatted(caller, callee);
          };
      lines.add("%s (call %s)".formatted(what, call.id()));
    }
    if (lines.isEmpty()) lines.add("nobody is left in a call");
    return lines;
  }
}
