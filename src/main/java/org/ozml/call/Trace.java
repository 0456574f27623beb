package org.ozml.call;

/** Takes everything that happens, in order. It must be quick and must not call back. */
@FunctionalInterface
public interface Trace {
  /** Takes nothing; events are then not even made. */
  Trace NONE = event -> {};

  /** Takes one event. */
  void on(TraceEvent event);
}
