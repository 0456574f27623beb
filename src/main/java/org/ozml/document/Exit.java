package org.ozml.document;

/**
 * Ends the whole script now, as if its end had been reached.
 *
 * <p>Source: OzML language notes, section 3.
 */
@UsedIn({Context.EXTENSION, Context.THIRD_PARTY, Context.ROUTING, Context.MESSAGE})
public final class Exit extends Element implements Command {

  private Exit() {}
}
