package org.ozml.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ozml.call.TraceEvent;
import org.ozml.ccgateway.Reply;
import org.ozml.simulator.World;

/** A host on which a scenario is told: the simulator, or any other that people can act on. */
public interface Performance {
  /** Begins the script. */
  void start();

  /** Returns what has happened so far. */
  List<TraceEvent> events();

  /** Lets something more happen; false when nothing will. */
  boolean next();

  /** Returns whether it was stopped because it would not have ended by itself. */
  default boolean endless() {
    return false;
  }

  /** Lets time pass. */
  void pass(Duration time);

  /** A person does something; false when it has no call. */
  boolean act(String number, World.Doing what);

  /** Somebody calls a number. */
  void call(String from, String to);

  /**
   * The desktop of an agent orders something.
   *
   * @param name the interface's, such as transfer
   * @throws IllegalArgumentException when there is no such interface; says which there are
   */
  default Reply order(String agent, String name, Map<String, String> fields) {
    throw new IllegalArgumentException("there is no contact centre here");
  }

  /** Nobody calls by themselves any more. */
  default void close() {}

  /** A message arrives. */
  void arrives(World.Arriving message);

  /** Runs another script on the calls that stand. */
  void order(String script);

  /**
   * Returns what is left of calls, timers, sounds and recordings, in words; empty when nothing is.
   */
  String leftovers();
}
