package org.ozml.simulator;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.alarm.ContactId;
import org.ozml.configuration.Centre;
import org.ozml.service.web.Fetcher.Answer.Failed;

/**
 * What is there when a script runs: people and how they behave, calls that stand already, web
 * applications, messages, files, tables. Times are virtual.
 *
 * @param people by number
 * @param others how everybody else behaves
 * @param calls calls that stand before the script begins
 * @param web by URL without its query; each request takes the next answer, the last one stays
 * @param files lengths by name; only these exist, besides those under the content folder
 * @param post how messages are taken, and which arrive
 * @param voicemails by extension, oldest first
 * @param tables what can be selected, by the table's name
 * @param notifications where the system tells what happens, by the notification's name:
 *     CallChanged, RoutingInterception, IncomingSMS
 * @param begin what a clock on the wall shows when the script begins
 * @param traffic who calls by themselves, and who works at the contact centre
 */
public record World(
    Map<String, Person> people,
    Answering others,
    List<Standing> calls,
    Map<String, List<WebAnswer>> web,
    Map<String, Duration> files,
    Post post,
    Map<String, List<Voicemail>> voicemails,
    Map<String, Table> tables,
    Map<String, String> notifications,
    LocalDateTime begin,
    Traffic traffic) {
  /** Eight o'clock in the morning of New Year's Day. */
  public static final LocalDateTime NEW_YEAR = LocalDateTime.of(2026, 1, 1, 8, 0);

  /** Copies what it is given. */
  public World {
    people = new LinkedHashMap<>(people);
    calls = List.copyOf(calls);
    web = Map.copyOf(web);
    files = Map.copyOf(files);
    voicemails = Map.copyOf(voicemails);
    tables = Map.copyOf(tables);
    notifications = Map.copyOf(notifications);
  }

  /** A world with nothing but people who all behave alike. */
  public static World where(Answering others) {
    return new World(
        Map.of(),
        others,
        List.of(),
        Map.of(),
        Map.of(),
        Post.CLOSED,
        Map.of(),
        Map.of(),
        Map.of(),
        NEW_YEAR,
        Traffic.NONE);
  }

  /** A world in which everybody answers after three seconds and nothing else is. */
  public static World friendly() {
    return where(Answering.after(3));
  }

  /** Returns the same with other people. */
  public World people(Map<String, Person> others) {
    return new World(
        others,
        this.others,
        calls,
        web,
        files,
        post,
        voicemails,
        tables,
        notifications,
        begin,
        traffic);
  }

  /** Returns the same with other calls. */
  public World calls(List<Standing> others) {
    return new World(
        people,
        this.others,
        others,
        web,
        files,
        post,
        voicemails,
        tables,
        notifications,
        begin,
        traffic);
  }

  /** Returns the same with other web applications. */
  public World web(Map<String, List<WebAnswer>> others) {
    return new World(
        people,
        this.others,
        calls,
        others,
        files,
        post,
        voicemails,
        tables,
        notifications,
        begin,
        traffic);
  }

  /** Returns the same with other files. */
  public World files(Map<String, Duration> others) {
    return new World(
        people,
        this.others,
        calls,
        web,
        others,
        post,
        voicemails,
        tables,
        notifications,
        begin,
        traffic);
  }

  /** Returns the same with another post. */
  public World post(Post other) {
    return new World(
        people,
        others,
        calls,
        web,
        files,
        other,
        voicemails,
        tables,
        notifications,
        begin,
        traffic);
  }

  /** Returns the same with other voicemails. */
  public World voicemails(Map<String, List<Voicemail>> others) {
    return new World(
        people,
        this.others,
        calls,
        web,
        files,
        post,
        others,
        tables,
        notifications,
        begin,
        traffic);
  }

  /** Returns the same with other tables. */
  public World tables(Map<String, Table> others) {
    return new World(
        people,
        this.others,
        calls,
        web,
        files,
        post,
        voicemails,
        others,
        notifications,
        begin,
        traffic);
  }

  /** Returns the same that tells other URLs. */
  public World notifications(Map<String, String> others) {
    return new World(
        people, this.others, calls, web, files, post, voicemails, tables, others, begin, traffic);
  }

  /** Returns the same at another time. */
  public World begin(LocalDateTime other) {
    return new World(
        people, others, calls, web, files, post, voicemails, tables, notifications, other, traffic);
  }

  /** Returns the same with other traffic. */
  public World traffic(Traffic other) {
    return new World(
        people, others, calls, web, files, post, voicemails, tables, notifications, begin, other);
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
   * @param device what is there beside the person; null: nothing
   */
  public record Person(
      Answering answering,
      List<Act> acts,
      List<Talk> talks,
      boolean media,
      @Nullable Device device) {
    /** Somebody with nothing but a telephone. */
    public Person(Answering answering, List<Act> acts, List<Talk> talks, boolean media) {
      this(answering, acts, talks, media, null);
    }

    /** Returns the same person who takes calls in another way. */
    public Person answering(Answering other) {
      return new Person(other, acts, talks, media, device);
    }

    /** Returns the same person who does one thing more. */
    public Person and(Act act) {
      List<Act> more = new ArrayList<>(acts);
      more.add(act);
      return new Person(answering, more, talks, media, device);
    }
  }

  /**
   * What goes on without anybody's order.
   *
   * @param callers who calls by themselves
   * @param agents what agents do without a desktop, by their ids
   * @param centre where the agents work, in scenarios; null: elsewhere, or nowhere
   */
  public record Traffic(List<Caller> callers, Map<String, Agent> agents, @Nullable Centre centre) {
    /** Nobody calls, nobody works. */
    public static final Traffic NONE = new Traffic(List.of(), Map.of(), null);

    /** Copies what it is given; agents keep their order. */
    public Traffic {
      callers = List.copyOf(callers);
      agents = Collections.unmodifiableMap(new LinkedHashMap<>(agents));
    }
  }

  /**
   * Somebody who calls by themselves, and does in the call what the {@link Person} does.
   *
   * @param from the own number
   * @param to what is dialled
   * @param at when, from the beginning
   * @param every how long after that again, and again; who is still in that call lets the turn
   *     pass; null: once
   * @param stays how long after the answer they hang up; null: not at all
   */
  public record Caller(
      String from, String to, Duration at, @Nullable Duration every, @Nullable Duration stays) {}

  /**
   * An agent who works without a desktop.
   *
   * @param phone the number of the telephone
   * @param signsIn when, from the beginning
   * @param status the state behind that: idle, busy or work
   * @param autoAnswer whether a call that comes is taken as soon as the telephone is
   * @param does in no order
   */
  public record Agent(
      String phone, Duration signsIn, Status status, boolean autoAnswer, List<Order> does) {
    /** Copies the list. */
    public Agent {
      does = List.copyOf(does);
    }

    /** A state to sign in with. */
    public enum Status {
      BUSY,
      IDLE,
      WORK
    }
  }

  /**
   * Something that an agent orders.
   *
   * @param on the event after which it is ordered, each time; what follows an event of a call is
   *     left when the agent is not in that call any more; null: once, after sign-in
   * @param after how long after that
   * @param order an interface of the gateway by its name, such as transfer
   * @param with its parameters
   */
  public record Order(@Nullable String on, Duration after, String order, Map<String, String> with) {
    /** Copies the map. */
    public Order {
      with = Map.copyOf(with);
    }
  }

  /** A device that reports or takes alarms: Ademco Contact ID. */
  public sealed interface Device {
    /**
     * An alarm panel: it reports its alarm in whatever call it is, and hangs up.
     *
     * @param corrupts in how many blocks of digits the check digit is wrong, from the first
     * @param loses in how many blocks the last digit is lost
     * @param misses how many kiss-offs it does not hear
     * @param silent it never sends a digit
     * @param hangsUpAfter how many digits; 0: it does not hang up meanwhile
     */
    record Panel(
        ContactId alarm, int corrupts, int loses, int misses, boolean silent, int hangsUpAfter)
        implements Device {
      /** A panel without faults. */
      public static Panel reporting(ContactId alarm) {
        return new Panel(alarm, 0, 0, 0, false, 0);
      }
    }

    /**
     * A receiving centre.
     *
     * @param withholds how many kiss-offs it does not give, from the first
     * @param deaf it hears no digit
     * @param silent it gives no tone at all
     */
    record Centre(int withholds, boolean deaf, boolean silent) implements Device {
      /** A centre without faults. */
      public static final Centre GOOD = new Centre(0, false, false);
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
    /** Returns it in words, behind the number of who does it. */
    String words();

    /** Presses keys, one every 0.2 seconds. */
    record Press(String keys) implements Doing {
      @Override
      public String words() {
        return "presses " + keys;
      }
    }

    /** Hangs up. */
    record HangUp() implements Doing {
      @Override
      public String words() {
        return "hangs up";
      }
    }

    /** Puts the other one on hold, or takes it off. */
    record DeviceHold(boolean on) implements Doing {
      @Override
      public String words() {
        return on ? "holds" : "resumes";
      }
    }
  }

  /** A call that stands before the script begins. */
  public record Standing(String id, String caller, String callee, boolean held, boolean ringing) {}

  /**
   * What a web application answers.
   *
   * @param status HTTP status
   * @param body the document
   * @param delay how long it takes
   * @param fault null, or why no answer comes
   * @param file the file that the body comes from, as messages call it; null: from none
   */
  public record WebAnswer(
      int status, String body, Duration delay, @Nullable Failed fault, @Nullable String file) {
    /** A document, at once. */
    public static WebAnswer of(String body) {
      return new WebAnswer(200, body, Duration.ZERO, null, null);
    }

    /** None, at once. */
    public static WebAnswer unreachable(String reason) {
      return failed(Failed.Kind.UNREACHABLE, reason);
    }

    /** None, at once. */
    public static WebAnswer failed(Failed.Kind kind, String reason) {
      return new WebAnswer(0, "", Duration.ZERO, new Failed(kind, reason), null);
    }

    /** Returns the same with another HTTP status. */
    public WebAnswer status(int other) {
      return new WebAnswer(other, body, delay, fault, file);
    }

    /** Returns the same that comes from a file. */
    public WebAnswer from(String name) {
      return new WebAnswer(status, body, delay, fault, name);
    }

    /** Returns the same after some time. */
    public WebAnswer after(Duration time) {
      return new WebAnswer(status, body, time, fault, file);
    }
  }

  /**
   * How messages are taken, and which arrive.
   *
   * @param connections by name: "email" and "sms" for SendEmail and SendSms, the name of a
   *     connection for SendMsg
   * @param others how everything else is taken; null: there is nothing else
   * @param arriving what arrives by itself
   */
  public record Post(
      Map<String, Taking> connections, @Nullable Taking others, List<Arriving> arriving) {
    /** Nobody takes or sends anything. */
    public static final Post CLOSED = new Post(Map.of(), null, List.of());

    /** Everything is taken, nothing arrives. */
    public static final Post OPEN = new Post(Map.of(), Taking.AT_ONCE, List.of());

    /** Copies what it is given. */
    public Post {
      connections = Map.copyOf(connections);
      arriving = List.copyOf(arriving);
    }
  }

  /**
   * What becomes of a message.
   *
   * @param accepts false: there is no destination for it
   * @param after how long that takes to say
   * @param report the status of the delivery report, such as Delivered; null: none comes
   * @param reportAfter how long after it was accepted
   */
  public record Taking(
      boolean accepts, Duration after, @Nullable String report, Duration reportAfter) {
    /** It is accepted at once. */
    public static final Taking AT_ONCE = new Taking(true, Duration.ZERO, null, Duration.ZERO);
  }

  /**
   * A message that arrives.
   *
   * @param after how long after the beginning
   * @param connection through which, such as admin@localhost; "sms" for one from a mobile phone
   * @param from the sender's address or number
   * @param to the recipient's
   */
  public record Arriving(Duration after, String connection, String from, String to, String text) {}

  /**
   * A message that somebody left.
   *
   * @param from the caller's number
   * @param date such as 2026-11-20 10:12:00
   * @param length how long it is
   * @param old whether it has been heard
   */
  public record Voicemail(String from, String date, Duration length, boolean old) {}

  /**
   * A table that can be selected from; every column holds texts.
   *
   * @param rows values by the column's name
   * @param delay how long a SELECT from it takes
   * @param fault null, or why no answer comes, in words
   */
  public record Table(List<Map<String, String>> rows, Duration delay, @Nullable String fault) {
    /** Copies what it is given; the columns keep their order. */
    public Table {
      rows = List.copyOf(rows);
    }
  }
}
