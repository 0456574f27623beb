package org.ozml.document;

/** Lists the types of extension. Exists only as an HTTP command; as an element it answers 303. */
@UsedIn(Context.HTTP)
public final class ListExtensionTypes extends Element implements Command {

  private ListExtensionTypes() {}
}
