package org.ozml.document;

/**
 * Refuses an incoming call: it is never answered and ends as Busy. Only as the first command.
 *
 * <p>Source: OzML language notes, section 3; 303 elsewhere.
 */
@UsedIn(Context.EXTENSION)
public final class Reject extends Element implements Command {

  private Reject() {}
}
