package org.ozml.command;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.ozml.document.*;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.Handlers;
import org.ozml.interpreter.Session;

/**
 * The table of all commands: who executes what. A test holds that it has a row for every class that
 * {@link Command} permits.
 *
 * <p>An embedder adds commands of its own, by the names of their elements, with {@link #with}.
 */
public final class Commands implements Handlers {
  private final Map<Class<? extends Command>, BiFunction<Command, Session, Handler>> table =
      new HashMap<>();

  /** Exist only in the HTTP form: as elements they answer 303. */
  private static final Set<Class<? extends Command>> HTTP_ONLY =
      Set.of(
          SendMessage.class,
          ReceiveMessage.class,
          ListActiveCalls.class,
          ListCallHistory.class,
          ListExtensions.class,
          ListExtensionTypes.class,
          ListAddressbookContacts.class,
          ListAddressbookNames.class);

  private final Map<String, BiFunction<OtherCommand, Session, Handler>> others = new HashMap<>();

  /** Makes the table. */
  public Commands() {
    // Prompts
    add(Speak.class, SpeakHandler::new);
    add(Play.class, PlayHandler::new);
    add(Beep.class, BeepHandler::new);
    add(Delay.class, DelayHandler::new);
    // Keys and recordings
    add(UserInput.class, UserInputHandler::new);
    add(SendDTMF.class, SendDTMFHandler::new);
    add(org.ozml.document.Record.class, RecordHandler::new);
    // Calls
    add(Hangup.class, HangupHandler::new);
    add(Hold.class, HoldHandler::new);
    add(Unhold.class, UnholdHandler::new);
    add(Call.class, CallHandler::new);
    add(CallSetup.class, CallSetupHandler::new);
    add(Reject.class, RejectHandler::new);
    add(Route.class, RouteHandler::new);
    // Transfers
    add(AttendedTransfer.class, AttendedTransferHandler::new);
    add(BlindTransfer.class, BlindTransferHandler::new);
    add(ForwardCall.class, ForwardCallHandler::new);
    add(Request.class, RequestHandler::new);
    // Messages
    add(SendEmail.class, SendEmailHandler::new);
    add(SendSms.class, SendSmsHandler::new);
    add(SendMsg.class, SendMsgHandler::new);
    add(WaitForMsg.class, WaitForMsgHandler::new);
    // Files
    add(MoveFile.class, MoveFileHandler::new);
    add(DeleteFile.class, DeleteFileHandler::new);
    // Alarms
    add(SendAlarmNotification.class, SendAlarmNotificationHandler::new);
    add(ReceiveAlarmNotification.class, ReceiveAlarmNotificationHandler::new);
    // Flow
    add(Var.class, VarHandler::new);
    add(Array.class, ArrayHandler::new);
    add(ForEach.class, ForEachHandler::new);
    add(GoTo.class, GoToHandler::new);
    add(Exit.class, (command, session) -> new ExitHandler());
    add(OtherCommand.class, this::other);
  }

  private <C extends Command> void add(
      Class<C> type, BiFunction<C, Session, @Nullable Handler> handler) {
    table.put(type, (command, session) -> handler.apply(type.cast(command), session));
  }

  /**
   * Adds a command that OzML does not have.
   *
   * @param name the element's name; case does not matter
   * @param handler makes a new handler each time the command runs
   */
  public Commands with(String name, BiFunction<OtherCommand, Session, Handler> handler) {
    others.put(name.toLowerCase(Locale.ROOT), handler);
    return this;
  }

  @Override
  public @Nullable Handler of(Command command, Session session) {
    BiFunction<Command, Session, Handler> handler = table.get(command.getClass());
    return handler == null ? null : handler.apply(command, session);
  }

  private @Nullable Handler other(OtherCommand command, Session session) {
    BiFunction<OtherCommand, Session, Handler> handler =
        others.get(command.name().toLowerCase(Locale.ROOT));
    return handler == null ? null : handler.apply(command, session);
  }

  /** Returns the classes that have a handler. */
  public Set<Class<? extends Command>> done() {
    return Set.copyOf(table.keySet());
  }

  /** Returns the classes that exist only in the HTTP form. */
  public Set<Class<? extends Command>> httpOnly() {
    return HTTP_ONLY;
  }
}
