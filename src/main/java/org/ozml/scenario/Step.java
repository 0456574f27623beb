package org.ozml.scenario;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.ozml.call.TraceEvent;
import org.ozml.simulator.World;

/** One line of a scenario. */
public sealed interface Step {
  /** Returns the line of the file. */
  int line();

  /** Returns the sentence, as written. */
  String words();

  /** Something has to happen, now or later. */
  record Expect(int line, String words, Predicate<TraceEvent> event) implements Step {}

  /** Something must not happen, before or after. */
  record Never(int line, String words, Predicate<TraceEvent> event) implements Step {}

  /** Somebody does something now. */
  record Act(int line, String words, String who, World.Doing what) implements Step {}

  /** Time passes. */
  record Pass(int line, String words, Duration time) implements Step {}

  /** A message arrives. */
  record Arrives(int line, String words, World.Arriving message) implements Step {}

  /** Another script acts on a call, beside the one under test. */
  record Order(int line, String words, String script) implements Step {}

  /** At the end, or as soon as this moment is over, no call is left and nothing is awaited. */
  record NobodyLeft(int line, String words, boolean atOnce) implements Step {}

  /** Returns the sentences that can be written, for messages. */
  static List<String> sentences() {
    return List.of(
        "1001 hears: text",
        "1001 hears the file: name",
        "1001 hears a beep",
        "1001 hears ringing",
        "1001 hears hold music",
        "1001 hears nobody",
        "1001 never hears: text",
        "1001 talks to: 1002",
        "1001 is called",
        "1001 is called by: number or name",
        "1001 is never called",
        "1001 presses: keys",
        "1001 is sent: keys",
        "7000 receives the alarm: 1234 1110 01 015",
        "1001 hangs up",
        "1001 is hung up",
        "1001 holds",
        "1001 resumes",
        "the sound is stopped",
        "the recording lasts: 3s",
        "wait: 3s",
        "alarm received: {account: 1234, eventcode: 110}",
        "alarm sent: {account: 1234, eventcode: 110}",
        "no alarm is received",
        "Speak answers: 200",
        "Speak never runs",
        "call A1 is: InCall",
        "call A1 never is: InCall",
        "the call is: Completed",
        "http://... is asked: {Field: value}",
        "http://... is never asked",
        "boss@example.com is sent the e-mail: text",
        "+3620123 is sent the SMS: text",
        "admin@localhost is sent the message: text",
        "boss@example.com is never sent anything",
        "a message arrives: {connection: admin@localhost, from: address, text: text}",
        "the database is asked: part of a SELECT",
        "the database is asked: {sql: part of a SELECT, with: [value]}",
        "the database is never asked",
        "the file name is moved to: path",
        "the file name is never moved",
        "the file name is deleted",
        "the file name is never deleted",
        "warning: text",
        "order: script",
        "script ends: 200",
        "script is aborted: text",
        "nobody is left",
        "nobody is left at once");
  }
}
