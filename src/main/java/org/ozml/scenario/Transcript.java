package org.ozml.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ozml.call.CallEvent;
import org.ozml.call.CallState;
import org.ozml.call.ShownId;
import org.ozml.call.Sound;
import org.ozml.call.TraceEvent;
import org.ozml.ccgateway.AgentEvent;
import org.ozml.interpreter.Notification;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.service.message.Messages;

/**
 * Tells what happened, a line for each thing that somebody heard, did or was answered, with its
 * time.
 */
public final class Transcript {
  /** Fields that every notification of a call has: they would hide those that matter. */
  private static final Set<String> USUAL =
      Set.of(
          "NotificationName",
          "CallId",
          "CallState",
          "CallerId",
          "CallerDisplayName",
          "Dialed",
          "ApiExtension");

  private static final int WIDTH = 8;

  /** The tone of the Beep command, which needs no figure. */
  private static final int BEEP = 1000;

  private Transcript() {}

  /** Returns the lines for an event, each with its time; often one, sometimes none. */
  public static List<String> lines(TraceEvent event) {
    String time = time(event.at()) + "  ";
    return told(event).stream().map(line -> time + line).toList();
  }

  /** Returns the lines for an event without a time. */
  public static List<String> told(TraceEvent event) {
    return words(event).stream().map(Transcript::visible).toList();
  }

  /** A value from outside must not look like lines of the transcript, or command a terminal. */
  private static String visible(String line) {
    if (line.chars().noneMatch(Character::isISOControl)) return line;
    StringBuilder shown = new StringBuilder();
    line.chars()
        .forEach(
            c ->
                shown.append(
                    !Character.isISOControl(c)
                        ? Character.toString(c)
                        : c == '\n' ? "\\n" : "\\u%04x".formatted(c)));
    return shown.toString();
  }

  /** Returns a time as a transcript shows it: seconds with three decimals, right-aligned. */
  public static String time(long nanos) {
    long millis = Math.round(nanos / 1e6);
    String fraction = Long.toString(1000 + millis % 1000).substring(1);
    String time = millis / 1000 + "." + fraction;
    return time.length() >= WIDTH ? time : " ".repeat(WIDTH - time.length()) + time;
  }

  private static List<String> words(TraceEvent event) {
    if (event instanceof CallEvent call) return callWords(call);
    if (event instanceof ScriptEvent script) return scriptWords(script);
    if (event instanceof AgentEvent agent) return List.of(told(agent));
    if (event instanceof Setting) return List.of();
    return List.of(event.toString());
  }

  /** The call is what matters; of events without one it is all that they say. */
  private static String told(AgentEvent event) {
    String what = event.callId();
    if (what.isEmpty() && event.content() instanceof Map<?, ?> fields) {
      what =
          fields.entrySet().stream()
              .map(one -> one.getKey() + "=" + one.getValue())
              .collect(Collectors.joining(" "));
    }
    String line = "agent %s gets %s".formatted(event.workNo(), event.eventType());
    return what.isEmpty() ? line : line + " " + what;
  }

  private static List<String> callWords(CallEvent event) {
    if (event instanceof CallEvent.StateChanged e) return List.of(state(e));
    if (event instanceof CallEvent.PartyChanged e) {
      return List.of(
          "call " + e.call() + ": " + e.number() + " is the " + e.role().word() + " now");
    }
    if (event instanceof CallEvent.Dialled e) {
      return List.of("%s is called by %s".formatted(e.number(), shown(e.shown())));
    }
    if (event instanceof CallEvent.LegAnswered e) return List.of(e.number() + " answers");
    if (event instanceof CallEvent.LegEnded e) return List.of(e.number() + ended(e));
    if (event instanceof CallEvent.PlayStarted e) {
      String sound = sound(e.sound()) + (e.repeat() ? ", over and over" : "");
      return e.numbers().stream().map(number -> number + " hears " + sound).toList();
    }
    if (event instanceof CallEvent.PlayEnded e) {
      return switch (e.end()) {
        case STOPPED -> List.of("the sound is stopped");
        case FAILED -> List.of("the sound cannot be played");
        case COMPLETED, GONE -> List.of();
      };
    }
    if (event instanceof CallEvent.Hears e) return List.of(e.number() + hears(e));
    if (event instanceof CallEvent.KeyPressed e) return List.of(e.number() + " presses " + e.key());
    if (event instanceof CallEvent.ToneHeard e) {
      return List.of(e.number() + " sounds " + tone(e.hertz(), e.length()));
    }
    if (event instanceof CallEvent.KeysSent e) {
      return List.of(e.number() + " is sent the keys " + e.keys());
    }
    if (event instanceof CallEvent.RecordStarted e) {
      return List.of("call " + e.call() + " is being recorded as " + e.format());
    }
    if (event instanceof CallEvent.RecordEnded e) {
      return List.of(
          e.url().isEmpty()
              ? "the recording of call " + e.call() + " failed"
              : "the recording is at " + e.url() + ", " + Notification.seconds(e.length()) + " s");
    }
    if (event instanceof CallEvent.LimitReached e) {
      return List.of(
          "call "
              + e.call()
              + " has lasted "
              + Notification.seconds(e.limit())
              + " s, as long as a call may");
    }
    if (event instanceof CallEvent.DeviceHeld) return List.of(); // what follows tells it
    CallEvent.MixFailed e = (CallEvent.MixFailed) event;
    return List.of("call " + e.call() + ": the media cannot be joined");
  }

  private static String shown(ShownId caller) {
    boolean named = !caller.name().isBlank() && !caller.name().equals(caller.number());
    return named ? caller.number() + " " + caller.name() : caller.number();
  }

  private static String state(CallEvent.StateChanged event) {
    return event.state() == CallState.RINGING
        ? "call " + event.call() + ": " + event.caller() + " calls " + event.callee()
        : "call " + event.call() + ": " + event.state().word();
  }

  private static String ended(CallEvent.LegEnded event) {
    if (!event.byItself()) return " is hung up";
    return switch (event.cause()) {
      case NORMAL, CANCELLED -> " hangs up";
      case BUSY -> " is busy";
      case NO_ANSWER -> " does not answer";
      case NOT_FOUND -> " does not exist";
      case FAILED -> " is lost";
    };
  }

  private static String hears(CallEvent.Hears event) {
    return switch (event.kind()) {
      case LEGS -> " hears " + String.join(", ", event.others());
      case SILENCE -> " hears nobody";
      case RINGBACK -> " hears ringing";
      case HOLD_MUSIC -> " hears hold music";
    };
  }

  private static String sound(Sound sound) {
    if (sound instanceof Sound.Speech speech) {
      String how = speech.language() == null ? "" : " in " + speech.language();
      String who = speech.voice() == null ? "" : " by " + speech.voice();
      return "\"" + speech.text() + "\"" + how + who;
    }
    if (sound instanceof Sound.File file) return "the file " + file.file();
    if (sound instanceof Sound.Tones several) {
      return several.tones().stream()
          .map(tone -> tone(tone.hertz(), tone.length()))
          .collect(Collectors.joining(", "));
    }
    Sound.Tone tone = (Sound.Tone) sound;
    return tone.hertz() == BEEP ? "a beep" : tone(tone.hertz(), tone.length());
  }

  private static String tone(int hertz, Duration length) {
    String what = hertz == 0 ? "a pause" : hertz + " Hz";
    return what + " for " + Notification.seconds(length) + " s";
  }

  private static List<String> scriptWords(ScriptEvent event) {
    if (event instanceof ScriptEvent.Started e) {
      return List.of("script " + e.script() + " runs " + e.source() + " as " + e.context().words());
    }
    if (event instanceof ScriptEvent.CommandStarted) return List.of();
    if (event instanceof ScriptEvent.KeysAwaited) return List.of();
    if (event instanceof ScriptEvent.BlockEntered) return List.of();
    if (event instanceof ScriptEvent.WentOn) return List.of();
    if (event instanceof ScriptEvent.CommandEnded e) {
      return List.of(
          "script "
              + e.script()
              + " line "
              + e.place().line()
              + " "
              + e.command()
              + ": "
              + e.result().code()
              + " "
              + e.result().message());
    }
    if (event instanceof ScriptEvent.Warned e) return List.of("warning: " + e.text());
    if (event instanceof ScriptEvent.Requested e) {
      return List.of(e.notification() + " is posted to " + e.url() + fields(e.form()));
    }
    if (event instanceof ScriptEvent.Selected e) {
      String with = e.parameters().isEmpty() ? "" : " with " + String.join(", ", e.parameters());
      return List.of("the database is asked: " + e.sql().replaceAll("\\s+", " ") + with);
    }
    if (event instanceof ScriptEvent.FileMoved e) {
      return List.of("the file " + e.file() + " is moved to " + e.to());
    }
    if (event instanceof ScriptEvent.FileDeleted e) {
      return List.of("the file " + e.file() + " is deleted");
    }
    if (event instanceof ScriptEvent.Answered e) {
      return List.of((e.good() ? "the answer has " : "no usable answer: ") + e.answer());
    }
    if (event instanceof ScriptEvent.MessageSent e) return sent(e.message());
    if (event instanceof ScriptEvent.MessageArrived e) return arrived(e.message());
    if (event instanceof ScriptEvent.MessageReported e) {
      Messages.DeliveryReport report = e.report();
      return List.of("the SMS to %s is reported %s".formatted(report.recipient(), report.status()));
    }
    if (event instanceof ScriptEvent.AlarmReceived e) {
      return List.of("an alarm is received and acknowledged:" + words(e.alarm()));
    }
    if (event instanceof ScriptEvent.AlarmSent e) {
      String how = e.result().ok() ? " is delivered to " : " could not be delivered to ";
      return List.of("an alarm" + how + e.number() + ":" + words(e.alarm()));
    }
    if (event instanceof ScriptEvent.Finished e) {
      return List.of(
          "script " + e.script() + " ends with " + e.result().code() + ": " + e.reason());
    }
    ScriptEvent.Aborted e = (ScriptEvent.Aborted) event;
    return List.of("script " + e.script() + " is aborted: " + e.reason());
  }

  private static List<String> sent(Messages.Outgoing message) {
    String to = message.recipient();
    String from = message.sender().isEmpty() ? "" : " from " + message.sender();
    return lines(
        switch (message.kind()) {
              case EMAIL -> {
                String subject =
                    message.subject().isEmpty()
                        ? ""
                        : ", subject \"%s\"".formatted(message.subject());
                String files =
                    message.attachments().isEmpty()
                        ? ""
                        : ", with " + String.join(", ", message.attachments());
                yield "e-mail to " + to + from + subject + files;
              }
              case SMS -> "SMS to " + to + from;
              case CONNECTION ->
                  "message to " + message.connection() + (to.isEmpty() ? "" : " for " + to);
            }
            + ": ",
        message.text());
  }

  private static List<String> arrived(Messages.Incoming message) {
    String from = message.from().isEmpty() ? "" : " from " + message.from();
    return lines(
        message.kind() == Messages.Kind.SMS
            ? "an SMS arrives%s: ".formatted(from)
            : "a message arrives from %s%s: ".formatted(message.connection(), from),
        message.text());
  }

  /** A text of several lines stays readable: each on its own, below the first. */
  private static List<String> lines(String what, String text) {
    String[] lines = text.split("\n", -1);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < lines.length; i++) {
      String begin = i == 0 ? what + '"' : " ".repeat(what.length() + 1);
      all.add(begin + lines[i] + (i == lines.length - 1 ? "\"" : ""));
    }
    return all;
  }

  private static String words(Map<String, String> alarm) {
    StringBuilder words = new StringBuilder();
    alarm.forEach((name, value) -> words.append(' ').append(name).append('=').append(value));
    return words.toString();
  }

  private static String fields(Map<String, String> form) {
    List<String> shown = new ArrayList<>();
    form.forEach(
        (name, value) -> {
          if (!USUAL.contains(name)) shown.add(name + "=" + value.replace("\n", "\\n"));
        });
    return shown.isEmpty() ? "" : shown.stream().collect(Collectors.joining(" ", " with ", ""));
  }
}
