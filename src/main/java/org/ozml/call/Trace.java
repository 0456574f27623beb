package org.ozml.call;

/**
 * Takes everything that happens, in order. It must be quick and must not call back.
 *
 * <p>What the host is told to do is told here after the host, so that somebody who reads that a
 * telephone is called can have it answered, on whatever thread.
 */
@FunctionalInterface
public interface Trace {
  /** Takes nothing; events are then not even made. */
  Trace NONE = event -> {};

  /** Takes one event. */
  void on(TraceEvent event);
}
