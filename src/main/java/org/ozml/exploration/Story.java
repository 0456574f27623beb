package org.ozml.exploration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ozml.call.CallEvent;
import org.ozml.call.Sound;
import org.ozml.call.TraceEvent;
import org.ozml.document.Context;
import org.ozml.scenario.Json;
import org.ozml.scenario.Scene;

/** The scenario that shows a finding: the path, and what is wrong at its end. */
public final class Story {
  private final Ground ground;
  private final Walk walk;
  private final Evidence evidence;
  private final List<String> steps = new ArrayList<>();
  private long reached;

  Story(Ground ground, Walk walk, Evidence evidence) {
    this.ground = ground;
    this.walk = walk;
    this.evidence = evidence;
  }

  /**
   * Returns the scenario as YAML.
   *
   * @param folder where it will be saved; scripts are named relative to it
   */
  public String text(Path folder) {
    Scene scene = ground.scene();
    List<String> lines = new ArrayList<>();
    lines.add("# Found by ozml explore: " + evidence.kind().words() + ".");
    lines.add("# %s:%d".formatted(evidence.place(), evidence.place().column()));
    lines.add("#   " + ground.library().line(evidence.place()).strip());
    lines.add("title: " + Json.line(evidence.what()));
    WorldText world = new WorldText(ground, walk, folder);
    lines.addAll(world.script());
    lines.add("context: " + scene.context().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    if (scene.context() == Context.EXTENSION || scene.context() == Context.ROUTING) {
      lines.add(
          "call: {caller: %s, dialed: %s}"
              .formatted(Json.line(scene.caller()), Json.line(scene.dialed())));
    } else if (scene.callId() != null) {
      lines.add("call: " + Json.line(scene.callId()));
    }
    if (!scene.variables().isEmpty()) lines.add("variables: " + Json.line(scene.variables()));
    lines.addAll(world.lines());
    steps.clear();
    reached = 0;
    tell();
    boolean any = steps.stream().anyMatch(step -> step.startsWith("  - "));
    lines.add(any ? "steps:" : "steps: []");
    lines.addAll(steps);
    return String.join("\n", lines) + "\n";
  }

  private void tell() {
    int told = 0;
    for (Walk.Taken taken : walk.taken()) {
      heard(told, taken.event());
      told = taken.event();
      act(taken);
    }
    heard(told, walk.events().size());
    if (evidence.event() < 0) show();
    String who = caller();
    if (walk.fork() != null && who != null) step(who + " hangs up", null);
  }

  private void show() {
    steps.add("  # Here it is wrong: " + evidence.what());
    for (Evidence.Shown shown : evidence.shows()) step(shown.sentence(), shown.text());
  }

  /** Somebody who is still there, so that the story has an end. */
  private @Nullable String caller() {
    return walk.stage().board().calls().stream()
        .map(Walk::other)
        .filter(who -> who != null)
        .findFirst()
        .orElse(null);
  }

  private void heard(int from, int to) {
    for (int i = from; i < to; i++) {
      TraceEvent event = walk.events().get(i);
      if (i == evidence.event()) {
        show();
        reached = event.at();
      }
      if (!(event instanceof CallEvent.PlayStarted played) || played.numbers().isEmpty()) continue;
      String who = played.numbers().get(0);
      if (played.sound() instanceof Sound.Speech speech) {
        step(who + " hears", speech.text());
      } else if (played.sound() instanceof Sound.File file) {
        step(who + " hears the file", file.file());
      } else {
        continue;
      }
      reached = event.at();
    }
  }

  private void act(Walk.Taken taken) {
    Choice choice = taken.choice();
    if (choice instanceof Choice.Presses presses) {
      if (taken.at() > reached) waitUntil(taken.at());
      step(presses.who() + " presses", presses.keys());
    } else if (choice instanceof Choice.HangsUp hangsUp) {
      waitUntil(taken.at());
      step(hangsUp.who() + " hangs up", null);
    } else if (choice instanceof Choice.MessageArrives arrives) {
      waitUntil(taken.at());
      steps.add("  - a message arrives: " + WorldText.message(arrives.message()));
    } else if (choice instanceof Choice.Answers answers) {
      step(answers.url() + " is asked", null);
      reached = taken.at();
    } else if (choice instanceof Choice.Takes takes) {
      step(takes.number() + " is called", null);
      reached = taken.at();
    } else if (choice instanceof Choice.SaysNothing nobody) {
      steps.add("  # " + nobody.words());
    }
  }

  /** To the end of the instant, for others may act in it. */
  private void waitUntil(long at) {
    steps.add("  - wait: " + WorldText.time(Duration.ofNanos(at - reached)));
    reached = at;
  }

  private void step(String sentence, @Nullable String text) {
    boolean plain = sentence.matches("[A-Za-z0-9 ]+");
    String quoted = plain ? sentence : Json.line(sentence);
    steps.add("  - " + quoted + (text == null ? "" : ": " + Json.line(text)));
  }
}
