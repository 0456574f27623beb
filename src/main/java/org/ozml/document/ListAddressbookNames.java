package org.ozml.document;

/** Lists the address books. Exists only as an HTTP command; as an element it answers 303. */
@UsedIn(Context.HTTP)
public final class ListAddressbookNames extends Element implements Command {

  private ListAddressbookNames() {}
}
