package org.ozml.document;

/** A named block within a command, such as {@code InitialCommands} or {@code OnBusy}. */
public final class Branch extends Block {
  /** A block without commands. */
  public static final Block EMPTY = new Branch();

  private Branch() {}
}
