package org.ozml.command;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Result;
import org.ozml.document.Block;
import org.ozml.document.Branch;
import org.ozml.document.Input;
import org.ozml.document.Statement;
import org.ozml.document.UserInput;
import org.ozml.document.Way;
import org.ozml.interpreter.Event;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;

/**
 * A menu: prompts, the keys of an entry, what the entry leads to (language notes, section 5, whose
 * rules are numbered here).
 */
final class UserInputHandler implements Handler {
  private enum Phase {
    PROMPTS,
    KEYS,
    ASKING,
    CHOSEN
  }

  private final UserInput command;
  private final Session session;
  private final Duration timeout;
  private final int longest;
  private final int shortest;
  private final StringBuilder entry = new StringBuilder(4);
  private Phase phase = Phase.PROMPTS;
  private long timer;
  private long request;

  UserInputHandler(UserInput command, Session session) {
    this.command = command;
    this.session = session;
    this.timeout = session.value(command.timeout());
    Integer given = session.optional(command.digits());
    int digits = given == null ? longestKey() : Math.max(1, given);
    Integer most = session.optional(command.maxDigits());
    Integer least = session.optional(command.minDigits());
    this.longest = most == null ? digits : Math.max(1, most);
    this.shortest = least == null ? digits : Math.max(1, least);
  }

  private int longestKey() {
    int length = 1;
    for (Input input : command.inputs()) length = Math.max(length, key(input).length());
    return length;
  }

  private String key(Input input) {
    if (input.fault() != null) return "";
    String key = input.key().constant();
    if (key == null) key = input.key().resolve(session::find);
    return key == null ? "" : key;
  }

  @Override
  public Step start() {
    return session.rings() ? new Step.Next(Result.inappropriate(command.name())) : prompts();
  }

  private Step prompts() {
    phase = Phase.PROMPTS;
    entry.setLength(0);
    session.awaitsKeys(command);
    Block prompts = command.initialCommands();
    return new Step.Enter(prompts == null ? Branch.EMPTY : prompts);
  }

  @Override
  public Step resumed() {
    if (phase != Phase.PROMPTS) return again(); // rule 4: the commands of the entry have run
    phase = Phase.KEYS;
    if (timeout.isZero()) return again(Way.NO_INPUT); // rule 5: no wait for the first key
    timer = session.startTimer(timeout);
    return Step.WAIT;
  }

  private Step again(Way way) {
    session.goesOn(command, way);
    return again();
  }

  /** Rules 4 and 5: the prompts again, or on behind the menu. */
  private Step again() {
    return session.value(command.repeat()) ? prompts() : Step.OK;
  }

  @Override
  public Step on(Event event) {
    if (event instanceof Event.KeyPressed pressed) return pressed(pressed.key());
    if (event instanceof Event.TimerFired fired && fired.timer() == timer) return silence();
    if (event instanceof Event.Fetched fetched && fetched.request() == request) {
      if (!fetched.good() || fetched.document() == null) return again(Way.FAILED);
      session.goesOn(command, Way.ANSWERED);
      return choose(fetched.document().response());
    }
    return event instanceof Event.Back ? prompts() : Step.WAIT; // rule 6: of a menu inside
  }

  private Step pressed(char key) {
    if (phase != Phase.PROMPTS && phase != Phase.KEYS) return Step.WAIT; // left over: nobody's
    session.cancelTimer(timer);
    if (entry.isEmpty() && isBackKey(key)) {
      session.goesOn(command, Way.BACK);
      return new Step.Raise(new Event.Back()); // rule 6
    }
    phase = Phase.KEYS;
    entry.append(key);
    if (complete()) return entered();
    timer = session.startTimer(timeout.isZero() ? session.settings().betweenKeys() : timeout);
    return Step.TAKE; // rule 1: the first key stops the prompts
  }

  private boolean isBackKey(char key) {
    String back = session.optional(command.backKey());
    return back != null && back.charAt(0) == key;
  }

  /** Rule 2: long enough, or a key that nothing longer could follow. */
  private boolean complete() {
    if (entry.length() >= longest) return true;
    return command.forwardToUrl() == null
        && command.executeSql() == null
        && input() != null
        && command.inputs().stream()
            .map(this::key)
            .noneMatch(key -> key.length() > entry.length() && key.startsWith(entry.toString()));
  }

  private @Nullable Input input() {
    for (Input input : command.inputs()) {
      if (key(input).contentEquals(entry)) return input;
    }
    return null;
  }

  private Step silence() {
    if (entry.isEmpty()) return again(Way.NO_INPUT); // rule 5
    boolean enough = entry.length() >= shortest || input() != null; // rule 2
    return enough ? entered() : again(Way.NO_MATCH);
  }

  /** Rule 3: the commands of the entry, from wherever they come. */
  private Step entered() {
    Input input = input();
    if (input != null) return choose(input);
    session.set("DtmfDigits", entry.toString());
    String url = session.optional(command.forwardToUrl());
    Statement select = session.optional(command.executeSql());
    if (url != null) {
      request =
          session.request(
              url, session.notification("DtmfEntered").with("DtmfDigits", entry.toString()));
    } else if (select != null) {
      request = session.select(select);
    } else {
      return again(Way.NO_MATCH);
    }
    phase = Phase.ASKING;
    return Step.TAKE;
  }

  private Step choose(@Nullable Block block) {
    phase = Phase.CHOSEN;
    return new Step.Enter(block == null ? Branch.EMPTY : block);
  }

  @Override
  public String state() {
    String where =
        switch (phase) {
          case PROMPTS -> "says its prompts";
          case KEYS -> "waits for keys";
          case ASKING -> "asks what to do";
          case CHOSEN -> "does what was chosen";
        };
    return entry.isEmpty() ? where : where + ", entered " + entry;
  }

  @Override
  public long timer() {
    return timer;
  }

  @Override
  public void stop() {
    session.cancelTimer(timer);
    if (phase == Phase.ASKING) session.cancelRequest();
  }
}
