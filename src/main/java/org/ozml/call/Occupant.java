package org.ozml.call;

/** What fills a seat: a telephone's connection or a script. */
public sealed interface Occupant permits Leg, Script {
  /**
   * Returns whose it is: the extension, agent or API extension. Two calls of one owner can be
   * joined.
   */
  String owner();

  /** Returns the number that the other side sees. */
  String number();
}
