package org.ozml.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is there when a script runs: people and how they behave, calls that stand already, web
 * applications, files. Times are virtual.
 *
 * @param people by number
 * @param others how everybody else behaves
 * @param calls calls that stand before the script begins
 * @param web by URL without its query; each request takes the next answer, the last one stays
 * @param files lengths by name; only these exist, besides those under the content folder
 */
public record World(
    Map<String, Person> people,
    Answering others,
    List<Standing> calls,
    Map<String, List<WebAnswer>> web,
    Map<String, Duration> files) {

  /** Copies what it is given. */
  public World {
    people = new LinkedHashMap<>(people);
    calls = List.copyOf(calls);
    web = Map.copyOf(web);
    files = Map.copyOf(files);
  }

  /** A world in which everybody answers after three seconds and nothing else is. */
  public static World friendly() {
    return new World(Map.of(), Answering.after(3), List.of(), Map.of(), Map.of());
  }

  /** Returns how a number behaves. */
  public Person person(String number) {
    Person person = people.get(number);
    return person != null ? person : new Person(others, List.of(), List.of(), true);
  }

  /** How a telephone takes a call. */
  public record Answering(Kind kind, Duration after) {
    /** What becomes of the call. */
    public enum Kind {
      ANSWERS,
      BUSY,
      REJECTS,
      NO_ANSWER,
      NOT_FOUND,
      FAILS
    }

    /** It is answered after some seconds. */
    public static Answering after(int seconds) {
      return new Answering(Kind.ANSWERS, Duration.ofSeconds(seconds));
    }

    /** It ends in another way, at once. */
    public static Answering of(Kind kind) {
      return new Answering(kind, Duration.ZERO);
    }
  }

  /**
   * Somebody with a telephone.
   *
   * @param answering how a call to it ends
   * @param acts what happens in a call, in the order of their times
   * @param talks when there is a voice, measured from the beginning of the call
   * @param media false: it can be called, but not joined with anybody
   */
  public record Person(Answering answering, List<Act> acts, List<Talk> talks, boolean media) {
    /** Returns the same person who does one thing more. */
    public Person and(Act act) {
      List<Act> more = new ArrayList<>(acts);
      more.add(act);
      return new Person(answering, more, talks, media);
    }
  }

  /** A stretch of speech, measured from the beginning of the call. */
  public record Talk(Duration from, Duration to) {}

  /**
   * Something that a person does.
   *
   * @param hears a text that has to be heard first, or a part of it; null: measured from the
   *     beginning of the call
   * @param after how long after that
   * @param what it is
   */
  public record Act(@Nullable String hears, Duration after, Doing what) {}

  /** What a person can do in a call. */
  public sealed interface Doing {
    /** Presses keys, one every 0.2 seconds. */
    record Press(String keys) implements Doing {}

    /** Hangs up. */
    record HangUp() implements Doing {}

    /** Puts the other one on hold, or takes it off. */
    record DeviceHold(boolean on) implements Doing {}
  }

  /** A call that stands before the script begins. */
  public record Standing(String id, String caller, String callee, boolean held, boolean ringing) {}

  /**
   * What a web application answers.
   *
   * @param status HTTP status
   * @param body the document
   * @param delay how long it takes
   * @param fault null, or why no answer comes, in words
   */
  public record WebAnswer(int status, String body, Duration delay, @Nullable String fault) {
    /** A document, at once. */
    public static WebAnswer of(String body) {
      return new WebAnswer(200, body, Duration.ZERO, null);
    }
  }
}
