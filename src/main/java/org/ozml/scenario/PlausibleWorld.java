package org.ozml.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ozml.alarm.ContactId;
import org.ozml.document.AttendedTransfer;
import org.ozml.document.Beep;
import org.ozml.document.BlindTransfer;
import org.ozml.document.Block;
import org.ozml.document.Command;
import org.ozml.document.Context;
import org.ozml.document.Document;
import org.ozml.document.Element;
import org.ozml.document.ForEach;
import org.ozml.document.ForwardCall;
import org.ozml.document.Hangup;
import org.ozml.document.Hold;
import org.ozml.document.Party;
import org.ozml.document.Play;
import org.ozml.document.ReceiveAlarmNotification;
import org.ozml.document.SendAlarmNotification;
import org.ozml.document.SendDTMF;
import org.ozml.document.Speak;
import org.ozml.document.Unhold;
import org.ozml.document.Value;
import org.ozml.simulator.World;
import org.ozml.simulator.World.Answering;
import org.ozml.simulator.World.Standing;

/**
 * The world that a script takes for granted: the calls that it names stand, in states in which its
 * commands can work, and everybody answers after three seconds. It is a guess, to be shown to the
 * script's author; whatever a script says, there is one.
 */
public final class PlausibleWorld {
  /** The id of the call that a third-party script acts on when it names none. */
  public static final String ACTING = "A1";

  private static final ContactId FIRE =
      new ContactId("1234", ContactId.Qualifier.NEW_EVENT, "110", "1", "15");

  private final Circumstances circumstances;
  private final List<Command> commands = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Pair> calls = new LinkedHashMap<>();
  private final Map<String, World.Person> people = new LinkedHashMap<>();
  private int next = 1001;

  /**
   * What is known besides the script.
   *
   * @param caller who calls, or sits in the caller's seat of the call that is acted on
   * @param dialed the API extension (extension), the other party of that call (third party)
   * @param transferorPartyMoves what TransferorParty names, see {@link
   *     org.ozml.interpreter.Settings}
   */
  public record Circumstances(
      Context context, String caller, String dialed, boolean transferorPartyMoves) {}

  private record Pair(String caller, String callee) {}

  private PlausibleWorld(Document document, Circumstances circumstances) {
    this.circumstances = circumstances;
    if (document.response() != null) collect(document.response());
    for (Command command : commands) {
      for (Value<?> value : command.parameters().values()) {
        if (value.constant() instanceof String text) taken.add(text.strip());
      }
    }
    taken.add(circumstances.caller());
    taken.add(circumstances.dialed());
  }

  /** Guesses the world of a script. The call that it acts on is the first of the world. */
  public static World of(Document document, Circumstances circumstances) {
    return new PlausibleWorld(document, circumstances).build();
  }

  private void collect(Element element) {
    if (element instanceof Command command) commands.add(command);
    if (element instanceof Block block) {
      for (Command command : block.commands()) collect((Element) command);
    }
    element.inner().forEach(this::collect);
  }

  private World build() {
    switch (circumstances.context()) {
      case THIRD_PARTY -> thirdParty();
      case EXTENSION -> extension();
      case ROUTING, MESSAGE, HTTP -> {}
    }
    alarms();
    List<Standing> standing = new ArrayList<>();
    calls.forEach(
        (id, pair) ->
            standing.add(standing(id, pair, circumstances.context() == Context.THIRD_PARTY)));
    return World.friendly()
        .people(people)
        .calls(standing)
        .post(World.Post.OPEN)
        .voicemails(voicemails());
  }

  /** Two new messages, where the script loops over those of its extension, and an old one. */
  private Map<String, List<World.Voicemail>> voicemails() {
    boolean loops = commands.stream().anyMatch(PlausibleWorld::isOverVoicemails);
    if (!loops || circumstances.context() != Context.EXTENSION) return Map.of();
    Duration length = Duration.ofSeconds(5);
    return Map.of(
        circumstances.dialed(),
        List.of(
            new World.Voicemail(number(), "2026-11-20 10:12:00", length, false),
            new World.Voicemail(number(), "2026-11-20 11:30:00", length, false),
            new World.Voicemail(number(), "2026-11-18 16:45:00", length, true)));
  }

  private static boolean isOverVoicemails(Command command) {
    String source = command instanceof ForEach loop ? constant(loop.source()) : null;
    return source != null && source.toLowerCase(Locale.ROOT).endsWith("voicemails");
  }

  // ---- which calls there are

  private void thirdParty() {
    String acting = acting();
    calls.put(acting, new Pair(circumstances.caller(), circumstances.dialed()));
    for (Command command : commands) {
      if (command instanceof AttendedTransfer transfer) {
        String from = named(command);
        Pair pair = call(from == null ? acting : from);
        Party party = constant(transfer.transferorParty());
        boolean namesCaller = party != Party.CALLEE;
        boolean callerMoves = party == null || namesCaller == circumstances.transferorPartyMoves();
        String transferor = callerMoves ? pair.callee() : pair.caller();
        target(transfer, transferor);
      }
    }
    for (Command command : commands) {
      String id = named(command);
      if (id != null) call(id);
    }
  }

  /** In its own call a script has no other id to name than the one that it transfers to. */
  private void extension() {
    for (Command command : commands) {
      if (command instanceof AttendedTransfer transfer) target(transfer, circumstances.dialed());
    }
  }

  private void target(AttendedTransfer transfer, String transferor) {
    String id = constant(transfer.targetCallId());
    if (id != null && !id.isBlank() && !calls.containsKey(id)) {
      calls.put(id, new Pair(transferor, number()));
    }
  }

  private Pair call(String id) {
    Pair pair = calls.get(id);
    if (pair != null) return pair;
    Pair made = new Pair(number(), number());
    calls.put(id, made);
    return made;
  }

  private String number() {
    while (taken.contains(Integer.toString(next))) next++;
    return Integer.toString(next++);
  }

  /** The call that commands mean which name none; when all name one, the first of these. */
  private String acting() {
    String first = null;
    for (Command command : commands) {
      if (!actsOnACall(command)) continue;
      String id = named(command);
      if (id == null) return ACTING;
      if (first == null) first = id;
    }
    return first == null ? ACTING : first;
  }

  // ---- alarms

  /** Who reports to this script, and to whom it reports. */
  private void alarms() {
    for (Command command : commands) {
      if (command instanceof ReceiveAlarmNotification) {
        device(circumstances.caller(), World.Device.Panel.reporting(FIRE));
      } else if (command instanceof SendAlarmNotification alarm) {
        String number = constant(alarm.phoneNumber());
        if (number != null) device(number, World.Device.Centre.GOOD);
      }
    }
  }

  private void device(String number, World.Device device) {
    people.put(number, new World.Person(Answering.after(3), List.of(), List.of(), true, device));
  }

  // ---- in which state they are

  private Standing standing(String id, Pair pair, boolean thirdParty) {
    boolean held = false;
    boolean ringing = false;
    if (thirdParty) {
      Command first = decisive(id);
      held = first instanceof AttendedTransfer || first instanceof Unhold;
      ringing = first instanceof ForwardCall;
    }
    if (ringing) {
      people.put(
          pair.callee(),
          new World.Person(Answering.of(Answering.Kind.NO_ANSWER), List.of(), List.of(), true));
    }
    return new Standing(id, pair.caller(), pair.callee(), held, ringing);
  }

  /** The first command on a call that works in one state only. */
  private @Nullable Command decisive(String id) {
    String acting = calls.keySet().iterator().next();
    for (Command command : commands) {
      boolean stateful =
          command instanceof Hold
              || command instanceof Unhold
              || command instanceof AttendedTransfer
              || command instanceof BlindTransfer
              || command instanceof ForwardCall;
      if (!stateful) continue;
      String named = named(command);
      if ((named == null ? acting : named).equals(id)) return command;
    }
    return null;
  }

  // ---- what commands say

  private static boolean actsOnACall(Command command) {
    return command instanceof Speak
        || command instanceof Play
        || command instanceof Beep
        || command instanceof SendDTMF
        || command instanceof org.ozml.document.Record
        || command instanceof Hangup
        || command instanceof Hold
        || command instanceof Unhold
        || command instanceof ForwardCall
        || command instanceof BlindTransfer
        || command instanceof AttendedTransfer;
  }

  /** The call that a command names; null when it names none, or by a variable. */
  private static @Nullable String named(Command command) {
    if (!actsOnACall(command)) return null;
    boolean transfer = command instanceof AttendedTransfer;
    Value<?> value = command.parameters().get(transfer ? "TransferredCallId" : "CallId");
    return value != null && value.constant() instanceof String id && !id.isBlank() ? id : null;
  }

  private static <T> @Nullable T constant(@Nullable Value<T> value) {
    return value == null ? null : value.constant();
  }
}
