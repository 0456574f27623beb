package org.ozml.picture;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Array;
import org.ozml.document.AttendedTransfer;
import org.ozml.document.Beep;
import org.ozml.document.BlindTransfer;
import org.ozml.document.Call;
import org.ozml.document.CallSetup;
import org.ozml.document.Command;
import org.ozml.document.Delay;
import org.ozml.document.DeleteFile;
import org.ozml.document.Exit;
import org.ozml.document.ForEach;
import org.ozml.document.ForwardCall;
import org.ozml.document.GoTo;
import org.ozml.document.Hangup;
import org.ozml.document.MoveFile;
import org.ozml.document.OtherCommand;
import org.ozml.document.Play;
import org.ozml.document.ReceiveAlarmNotification;
import org.ozml.document.Record;
import org.ozml.document.Reject;
import org.ozml.document.Request;
import org.ozml.document.Route;
import org.ozml.document.SendAlarmNotification;
import org.ozml.document.SendDTMF;
import org.ozml.document.SendEmail;
import org.ozml.document.SendMsg;
import org.ozml.document.SendSms;
import org.ozml.document.Speak;
import org.ozml.document.UserInput;
import org.ozml.document.Value;
import org.ozml.document.Var;
import org.ozml.document.WaitForMsg;
import org.ozml.picture.Chart.Kind;
import org.ozml.picture.Chart.Line;
import org.ozml.picture.Chart.Sort;

/** Commands in a few words. */
final class Wording {
  private Wording() {}

  /** Returns a command as a line. */
  static Line line(Command command) {
    return new Line(
        sort(command), words(command).replaceAll("\\s+", " "), command.position().line());
  }

  /** Returns what a box is about whose last command this is. */
  static Kind kind(Command command) {
    if (command instanceof UserInput) return Kind.MENU;
    if (command instanceof GoTo) return Kind.SCRIPT;
    if (command instanceof Record) return Kind.RECORD;
    if (command instanceof ForEach) return Kind.LOOP;
    if (command instanceof WaitForMsg || command instanceof ReceiveAlarmNotification) {
      return Kind.WAIT;
    }
    return sort(command) == Sort.CALL ? Kind.CALL : Kind.OTHER;
  }

  private static Sort sort(Command command) {
    if (command instanceof Speak) return Sort.SPEECH;
    if (command instanceof Play || command instanceof Beep || command instanceof SendDTMF) {
      return Sort.SOUND;
    }
    if (command instanceof SendEmail
        || command instanceof SendSms
        || command instanceof SendMsg
        || command instanceof SendAlarmNotification
        || command instanceof WaitForMsg
        || command instanceof ReceiveAlarmNotification) {
      return Sort.MESSAGE;
    }
    if (command instanceof BlindTransfer
        || command instanceof AttendedTransfer
        || command instanceof ForwardCall
        || command instanceof Call
        || command instanceof CallSetup
        || command instanceof Request
        || command instanceof Route) {
      return Sort.CALL;
    }
    if (command instanceof Record) return Sort.RECORD;
    if (command instanceof MoveFile || command instanceof DeleteFile) return Sort.FILE;
    if (command instanceof Delay) return Sort.TIME;
    if (command instanceof GoTo) return Sort.SCRIPT;
    if (command instanceof Var || command instanceof Array) return Sort.VALUE;
    boolean last =
        command instanceof Hangup || command instanceof Exit || command instanceof Reject;
    return last ? Sort.END : Sort.OTHER;
  }

  /** Returns what a command does. */
  static String words(Command command) {
    if (command instanceof Speak c) return "“" + text(c.text()) + "”";
    if (command instanceof Play c) return "plays " + text(c.audioFile());
    if (command instanceof Beep) return "beep";
    if (command instanceof SendDTMF c) return "sends the keys " + text(c.keys());
    if (command instanceof Delay c) return "waits " + seconds(c.time());
    if (command instanceof Var c) return "$" + text(c.id()) + " = " + text(c.value());
    if (command instanceof Array c) {
      return c.items().stream()
          .map(item -> "“" + item.written().strip() + "”")
          .collect(Collectors.joining(", ", "$" + text(c.id()) + " = ", ""));
    }
    if (command instanceof SendEmail c) {
      return "e-mail to "
          + text(c.recipient())
          + (c.subject() == null ? "" : ": " + text(c.subject()));
    }
    if (command instanceof SendSms c) return "SMS to " + text(c.recipient());
    if (command instanceof SendMsg c) return "message to " + text(c.toConnection());
    if (command instanceof SendAlarmNotification c) {
      return "alarm " + text(c.eventCode()) + " to " + text(c.phoneNumber());
    }
    if (command instanceof MoveFile c) {
      return "moves " + text(c.sourceFile()) + " to " + text(c.targetDirectory());
    }
    if (command instanceof DeleteFile c) return "deletes " + text(c.sourceFile());
    if (command instanceof Hangup) return "hangs up";
    if (command instanceof Exit) return "ends the script";
    if (command instanceof Reject) return "rejects the call";
    if (command instanceof Route c) {
      return c.destination() == null ? "routes the call" : "routes to " + text(c.destination());
    }
    return deciding(command);
  }

  private static String deciding(Command command) {
    if (command instanceof BlindTransfer c) return "Transfer to " + text(c.target());
    if (command instanceof AttendedTransfer c) return "Transfer to call " + text(c.targetCallId());
    if (command instanceof ForwardCall c) return "Forward to " + text(c.destination());
    if (command instanceof Call c) return "Call " + text(c.dialed());
    if (command instanceof CallSetup c)
      return "Call " + text(c.caller()) + " and " + text(c.callee());
    if (command instanceof Request c) return "Call " + text(c.dialedAddress());
    if (command instanceof Record c) {
      return c.duration() == null ? "Record" : "Record up to " + seconds(c.duration());
    }
    if (command instanceof GoTo c) return place(text(c.target()));
    if (command instanceof ForEach c) return "For each of " + text(c.source());
    if (command instanceof WaitForMsg c) return "Message from " + text(c.fromConnection());
    if (command instanceof ReceiveAlarmNotification) return "Receive an alarm";
    if (command instanceof UserInput c) return menu(c);
    return generic(command);
  }

  private static String generic(Command command) {
    if (command instanceof OtherCommand c) {
      return c.name() + parameters(c.attributes()) + (c.text().isEmpty() ? "" : " " + c.text());
    }
    return command.name() + parameters(command.parameters());
  }

  private static String parameters(Map<String, ? extends Value<?>> parameters) {
    return parameters.entrySet().stream()
        .filter(parameter -> parameter.getValue().given())
        .map(parameter -> " " + parameter.getKey() + "=" + parameter.getValue())
        .collect(Collectors.joining());
  }

  private static String menu(UserInput menu) {
    if (!menu.inputs().isEmpty()) return "Menu";
    Value<Integer> digits = menu.maxDigits() == null ? menu.digits() : menu.maxDigits();
    if (digits == null) return "Takes a key";
    return "1".equals(digits.written()) ? "Takes a key" : "Takes " + digits + " digits";
  }

  /** Returns what stands in the document; of what has to stand there and does not, a sign. */
  static String text(@Nullable Value<?> value) {
    return value == null ? "?" : value.written().strip();
  }

  /** Returns a duration as people write it: "5 s". */
  static String seconds(Value<Duration> duration) {
    Duration constant = duration.constant();
    if (constant == null) return duration.written().strip() + " s";
    double seconds = constant.toMillis() / 1000.0;
    boolean whole = seconds == Math.rint(seconds);
    return (whole ? Long.toString((long) seconds) : String.format(Locale.ROOT, "%.1f", seconds))
        + " s";
  }

  /** Returns where a URL leads without what all URLs have. */
  static String place(@Nullable String url) {
    String text = url == null ? "" : url.strip();
    String path = text.replaceFirst("[?#].*", "");
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.isEmpty() || text.regionMatches(true, 0, "select", 0, 6) ? text : name;
  }
}
