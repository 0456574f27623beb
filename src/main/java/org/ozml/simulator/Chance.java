package org.ozml.simulator;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Leg;
import org.ozml.call.Sound;
import org.ozml.service.Services;

/**
 * What happens where a world could go several ways. As a rule it does what the world says; somebody
 * who wants to see all of them decides otherwise. It is asked once each time, in the order in which
 * things happen.
 */
public interface Chance {
  /** As the world says. */
  Chance NONE = new Chance() {};

  /**
   * Decides who sits at a telephone in a new call.
   *
   * @param usual whom the world has there
   */
  default World.Person person(String number, World.Person usual) {
    return usual;
  }

  /** Decides how a telephone takes a call. */
  default World.Answering takes(String number, World.Person person) {
    return person.answering();
  }

  /**
   * Decides what a web application answers.
   *
   * @param url as the script has it
   * @param answers those that the world has for it; empty: it has none
   * @param turn how often it has been asked before
   */
  default World.WebAnswer answers(String url, List<World.WebAnswer> answers, int turn) {
    return answers.isEmpty()
        ? World.WebAnswer.unreachable("the world has no web application at " + url)
        : answers.get(Math.min(turn, answers.size() - 1));
  }

  /** Returns the services that scripts reach; as a rule the world's. */
  default Services services(Services world, Timeline time) {
    return world;
  }

  /**
   * Decides how long a sound lasts.
   *
   * @param legs who hears it
   * @param usual as a rule; null: it cannot be played
   */
  default @Nullable Duration lasts(Sound sound, List<Leg> legs, @Nullable Duration usual) {
    return usual;
  }

  /**
   * Decides after how long a recording ends because nobody speaks.
   *
   * @param usual as a rule
   */
  default Duration silent(Duration usual) {
    return usual;
  }

  /** Decides where a recording is stored; empty: that fails. */
  default String stored(String usual) {
    return usual;
  }

  /** Decides the id of a new call. */
  default String callId(String usual) {
    return usual;
  }
}
