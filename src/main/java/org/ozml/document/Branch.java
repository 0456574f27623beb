package org.ozml.document;

/** A named block within a command, such as {@code InitialCommands} or {@code OnBusy}. */
public final class Branch extends Block {
  private Branch() {}
}
