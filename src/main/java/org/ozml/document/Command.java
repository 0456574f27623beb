package org.ozml.document;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a script tells the phone system to do. Commands are read-only and shared by all
 * calls that run them.
 *
 * <p>The permitted classes are the language: a test holds that the schema, the table of handlers
 * and this list name the same.
 */
public sealed interface Command
    permits Array,
        AttendedTransfer,
        Beep,
        BlindTransfer,
        Call,
        CallSetup,
        Delay,
        DeleteFile,
        Exit,
        ForEach,
        ForwardCall,
        GoTo,
        Hangup,
        Hold,
        ListActiveCalls,
        ListAddressbookContacts,
        ListAddressbookNames,
        ListCallHistory,
        ListExtensionTypes,
        ListExtensions,
        MoveFile,
        Play,
        ReceiveAlarmNotification,
        ReceiveMessage,
        Record,
        Reject,
        Request,
        Route,
        SendAlarmNotification,
        SendDTMF,
        SendEmail,
        SendMessage,
        SendMsg,
        SendSms,
        Speak,
        Unhold,
        UserInput,
        Var,
        WaitForMsg,
        OtherCommand {

  /** Returns where the element starts in its document. */
  Position position();

  /** Returns where the element starts, and in which document. */
  Place place();

  /**
   * Returns the first parameter that is missing or unparsable, in the canonical spelling; null when
   * all are good.
   */
  @Nullable String fault();

  /**
   * Returns the first parameter whose references lead to something unusable, or to nothing where
   * something is needed, in the canonical spelling; null when all are good.
   */
  @Nullable String fault(Scope scope);

  /**
   * Returns whether any parameter holds a reference, and so has to be checked when the command
   * runs.
   */
  boolean hasReferences();

  /** Returns the contexts in which the command may stand. */
  Set<Context> contexts();

  /**
   * Returns the parameters that are given or have a default, by canonical name, for tools that
   * treat all commands alike.
   */
  Map<String, Value<?>> parameters();

  /** Returns the elements inside that are no commands, such as the blocks of a menu. */
  List<Element> inner();

  /** Returns the canonical name, such as {@code SendDTMF}. */
  String name();
}
