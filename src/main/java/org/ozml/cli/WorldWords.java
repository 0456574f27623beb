package org.ozml.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ozml.call.Call;
import org.ozml.document.Context;
import org.ozml.interpreter.Notification;
import org.ozml.scenario.Scene;
import org.ozml.simulator.World;
import org.ozml.simulator.World.Answering;

/** Says in words what was there before a script ran, and what is left afterwards. */
final class WorldWords {
  private WorldWords() {}

  /** Returns lines that describe a world. */
  static List<String> before(Scene scene) {
    List<String> lines = new ArrayList<>();
    if (scene.context() == Context.EXTENSION) {
      lines.add("%s calls %s, which this script answers".formatted(scene.caller(), scene.dialed()));
    } else if (scene.context() == Context.ROUTING) {
      lines.add(
          "%s calls %s, and this script says where to".formatted(scene.caller(), scene.dialed()));
    }
    World world = scene.world();
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
