package org.ozml.interpreter;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.Failure;
import org.ozml.call.Operation;

/**
 * A run that begins when its call is placed, hears how the call gets on, and may outlive it: the
 * blocks of a Request.
 */
public final class PlacedScript extends SeatedScript implements Operation.Listener {
  private final Session orderer;
  private @Nullable Handler whole;

  PlacedScript(Engine engine, String extension, Session orderer) {
    super(engine, extension);
    this.orderer = orderer;
  }

  /**
   * Begins the run; its variables are those that the ordering script has now.
   *
   * @param call the call that was placed
   * @param source what the trace calls the script
   * @param command makes the command that the run consists of; it is told {@link Event.Progress},
   *     and with {@link Event.Ended} that the call was not answered
   */
  public void begin(Call call, String source, Function<Session, Handler> command) {
    Session made = engine.session(this, call);
    session = made;
    made.inherit(orderer);
    whole = command.apply(made);
    made.start(source, whole);
  }

  @Override
  public void ring(Call call) {
    engine.board().reject(this, Failure.BUSY); // it places calls and takes none
  }

  @Override
  public void ringing(Call call) {
    if (session != null) session.on(Event.Progress.RINGING);
  }

  @Override
  public void connected(Call call) {
    if (session == null) return;
    if (session.call() == call) session.on(Event.Progress.ANSWERED);
    else session.call(call); // a transfer put it into another call
  }

  @Override
  public void ended(Operation operation) {
    if (session != null && operation.failure() != null) outlived(new Event.Ended(operation));
    orderer.ended(operation);
  }

  @Override
  public void left(Call call, Leaving why) {
    if (why == Leaving.TRANSFERRED) super.left(call, why);
    else outlived(Event.Progress.OVER);
  }

  /** The call is over, and the run goes on if it wants to. */
  private void outlived(Event event) {
    if (session == null || session.deserted()) return;
    if (whole == null || !session.runs(whole)) {
      session.left(Leaving.HUNG_UP); // a GoTo took its place
      return;
    }
    session.desert();
    session.on(event);
  }
}
