package org.ozml.document;

/** Lists the calls in progress. Exists only as an HTTP command; as an element it answers 303. */
@UsedIn(Context.HTTP)
public final class ListActiveCalls extends Element implements Command {

  private ListActiveCalls() {}
}
