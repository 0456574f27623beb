package org.ozml.call;

/** Something that the host does on the legs of one call until it is done or the call ends. */
abstract class Media extends Operation implements Pending {
  private final Call call;

  Media(Switchboard board, Listener listener, Call call) {
    super(board, listener);
    this.call = call;
  }

  @Override
  public final Call call() {
    return call;
  }

  /** The call has ended. */
  abstract void callEnded();

  /** A device of the call goes on with another connection. */
  void replaced(Leg old, Leg by) {}

  /** Somebody else may be in the call. */
  void legsChanged() {}

  /** Ends it and takes it off the call. */
  final void end(Result result) {
    call.remove(this);
    complete(result);
  }
}
