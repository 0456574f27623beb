package org.ozml.ccgateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ozml.call.Routing;
import org.ozml.call.Switchboard;
import org.ozml.ccgateway.Agent;
import org.ozml.ccgateway.AgentEvent;
import org.ozml.ccgateway.Centre;
import org.ozml.ccgateway.Interface;
import org.ozml.ccgateway.Reply;
import org.ozml.configuration.Centre.Gateway;
import org.ozml.service.web.Fetcher;
import org.ozml.service.web.HttpFetcher;
import org.ozml.simulator.Chance;
import org.ozml.simulator.Simulator;
import org.ozml.simulator.SoundLength;
import org.ozml.simulator.VirtualTime;
import org.ozml.simulator.World;

/** How desktops are told events, and when they are given up, in virtual time. */
class DesktopsTest {
  private static final Push.Target TARGET = new Push.Target("http://desktop.example/", "t0ken");

  /** A centre of one agent, whose events are the reasons of being busy: 200, 201 ... */
  private static final class Floor {
    private final VirtualTime time = new VirtualTime();
    private final Switchboard board;
    private final Centre centre;
    private final Desktops desktops;
    private final Deque<Letter> letters = new ArrayDeque<>();
    private String guid = "";
    private int next = 200;

    /** Something that is posted. */
    private record Letter(HttpFetcher.Post post, Consumer<Fetcher.Answer> answer) {}

    Floor(boolean dynamic) {
      Simulator network =
          new Simulator(
              World.friendly(), new SoundLength(name -> null, name -> null), time, Chance.NONE);
      Routing nowhere = query -> {};
      board =
          new Switchboard(
              network, nowhere, event -> {}, network.callIds(), Switchboard.Limits.DEFAULT);
      network.attach(board, number -> null);
      org.ozml.configuration.Centre plan =
          new org.ozml.configuration.Centre(
              "",
              null,
              Map.of(),
              Map.of(
                  "101",
                  new org.ozml.configuration.Centre.Agent("101", "Ann", "", Set.of(), "", false)),
              Map.of(),
              Map.of(),
              Map.of(),
              new Gateway("", 0, dynamic, null, true));
      centre =
          new Centre(
              plan,
              board,
              event -> {},
              InstantSource.system(),
              ivr -> {
                throw new AssertionError("no script is wanted");
              },
              number -> true);
      desktops = new Desktops(centre, board, this::onLoop, this::posted, Agent::signOut);
    }

    private void onLoop(Runnable task) {
      board.loop().execute(() -> board.startTimer(Duration.ZERO, timer -> task.run()));
    }

    private Fetcher.Exchange posted(HttpFetcher.Post post, Consumer<Fetcher.Answer> answer) {
      letters.add(new Letter(post, answer));
      return () -> {};
    }

    void now(Runnable task) {
      onLoop(task);
      pass(Duration.ZERO);
    }

    void pass(Duration duration) {
      long until = time.now() + duration.toNanos();
      while (time.untilNext() >= 0 && time.now() + time.untilNext() <= until) time.step();
      time.pass(until - time.now());
    }

    void seconds(int seconds) {
      pass(Duration.ofSeconds(seconds));
    }

    Agent agent() {
      return Objects.requireNonNull(centre.agent("101"));
    }

    Reply order(String name, Map<String, ?> fields) {
      Interface row =
          centre.interfaces().stream()
              .filter(one -> one.name().equals(name))
              .findFirst()
              .orElseThrow();
      List<Reply> replies = new ArrayList<>();
      now(() -> replies.add(centre.order("101", row, fields)));
      return replies.get(0);
    }

    /** Signs in and takes the events of that away, so that only those of the test come. */
    Floor signIn() {
      open(null);
      for (int i = 0; i < 2; i++) poll().ok();
      return this;
    }

    void open(Push.@Nullable Target push) {
      assertThat(order("login", Map.of("phonenum", "2001")).ok()).isTrue();
      now(() -> guid = Objects.requireNonNull(desktops.signedIn("101", push)));
    }

    int tell() {
      assertThat(order("saybusy", Map.of("reason", next)).ok()).isTrue();
      return next++;
    }

    Request poll() {
      Request request = new Request();
      now(() -> Objects.requireNonNull(desktops.polling("101")).poll(request));
      return request;
    }

    @Nullable String retcode(String shown) {
      List<String> codes = new ArrayList<>();
      now(
          () -> {
            Reply refusal = desktops.refusal("101", shown);
            codes.add(refusal == null ? "0" : refusal.code().code());
          });
      return codes.get(0);
    }

    @Nullable String setGuid(String shown) {
      List<@Nullable String> headers = new ArrayList<>();
      now(() -> headers.add(desktops.withPollingReply("101", shown)));
      return headers.get(0);
    }

    /** One request for an event. */
    final class Request implements Polling.Poll {
      private boolean answered;
      private @Nullable AgentEvent event;
      private @Nullable Consumer<Boolean> written;

      @Override
      public void answer(@Nullable AgentEvent given, Consumer<Boolean> told) {
        assertThat(answered).as("answered before").isFalse();
        answered = true;
        event = given;
        written = told;
      }

      private void written(boolean well) {
        Consumer<Boolean> told = Objects.requireNonNull(written);
        written = null;
        now(() -> told.accept(well));
      }

      Request ok() {
        written(true);
        return this;
      }

      Request fails() {
        written(false);
        return this;
      }

      /** Returns the number of the event; 0: none. */
      int told() {
        assertThat(answered).isTrue();
        return event == null ? 0 : number(event.content());
      }
    }
  }

  private static int number(@Nullable Object content) {
    return content instanceof Map<?, ?> map
        ? Integer.parseInt(String.valueOf(map.get("reason")))
        : -1;
  }

  // ---- polls

  @Test
  void shouldHoldAPollForTenSeconds() {
    Floor floor = new Floor(true).signIn();
    Floor.Request poll = floor.poll();
    floor.seconds(9);
    assertThat(poll.answered).isFalse();
    floor.seconds(1);
    assertThat(poll.told()).isZero();
  }

  @Test
  void shouldLetTheFirstPollGoWhenASecondComes() {
    Floor floor = new Floor(true).signIn();
    Floor.Request first = floor.poll();
    Floor.Request second = floor.poll();
    assertThat(first.told()).isZero();
    int event = floor.tell();
    assertThat(second.told()).isEqualTo(event);
    floor.seconds(10);
  }

  @Test
  void shouldTellFirstWhatCouldNotBeWritten() {
    Floor floor = new Floor(true).signIn();
    int first = floor.tell();
    int second = floor.tell();
    assertThat(floor.poll().fails().told()).isEqualTo(first);
    assertThat(floor.poll().fails().told()).isEqualTo(first);
    assertThat(floor.poll().ok().told()).isEqualTo(first);
    assertThat(floor.poll().ok().told()).isEqualTo(second);
  }

  @Test
  void shouldTellTheNextOnlyWhenItIsKnownWhatBecameOfTheOneBefore() {
    Floor floor = new Floor(true).signIn();
    int first = floor.tell();
    int second = floor.tell();
    Floor.Request slow = floor.poll();
    Floor.Request next = floor.poll();
    assertThat(slow.told()).isEqualTo(first);
    assertThat(next.answered).isFalse();
    slow.fails();
    assertThat(next.ok().told()).isEqualTo(first);
    assertThat(floor.poll().ok().told()).isEqualTo(second);
  }

  @Test
  void shouldTellWhoWaitsThatTheAgentHasSignedOut() {
    Floor floor = new Floor(true).signIn();
    Floor.Request poll = floor.poll();
    assertThat(floor.order("logout", Map.of()).ok()).isTrue();
    assertThat(Objects.requireNonNull(poll.event).eventType())
        .isEqualTo("AgentOther_ShutdownService");
    assertThat(floor.retcode(floor.guid)).isEqualTo("100-006");
  }

  @Test
  void shouldLetWhoWaitsGoWhenAnotherDesktopTakesOver() {
    Floor floor = new Floor(true).signIn();
    Floor.Request poll = floor.poll();
    String old = floor.guid;
    assertThat(floor.order("forceLogin", Map.of("phonenum", "2001")).ok()).isTrue();
    assertThat(poll.told()).isZero();
    assertThat(floor.retcode(old)).as("before the other is greeted").isEqualTo("000-003");
    floor.now(() -> floor.desktops.signedIn("101", null));
    assertThat(floor.retcode(old)).isEqualTo("000-003");
  }

  @Test
  void shouldNotTellTheNextSessionWhatTheOneBeforeHasNotGot() {
    Floor floor = new Floor(true).signIn();
    floor.tell();
    Floor.Request lost = floor.poll();
    assertThat(floor.order("logout", Map.of()).ok()).isTrue();
    floor.open(null);
    lost.fails();
    Floor.Request poll = floor.poll();
    assertThat(Objects.requireNonNull(poll.event).eventType()).isEqualTo("AgentOther_InService");
  }

  /**
   * What is done with the desktop: 0 an event, 1 a poll, 2 and 3 an answer arrives or not, 4 time.
   */
  @Property(tries = 300)
  void shouldLoseDoubleAndReorderNothing(
      @ForAll @Size(max = 60) List<@IntRange(max = 4) Integer> doings) {
    Floor floor = new Floor(true).signIn();
    List<Integer> told = new ArrayList<>();
    List<Integer> arrived = new ArrayList<>();
    List<Floor.Request> polls = new ArrayList<>();
    for (int doing : doings) {
      Floor.Request due =
          polls.stream().filter(one -> one.written != null).findFirst().orElse(null);
      switch (doing) {
        case 0 -> {
          if (floor.next < 250) told.add(floor.tell());
        }
        case 1 -> polls.add(floor.poll());
        case 2 -> arrives(due, arrived);
        case 3 -> {
          if (due != null) due.fails();
        }
        default -> floor.seconds(1);
      }
    }
    for (int i = 0; i < 100 && arrived.size() < told.size(); i++) {
      polls.add(floor.poll());
      for (Floor.Request one : polls) arrives(one, arrived);
    }
    assertThat(arrived).isEqualTo(told);
  }

  private static void arrives(Floor.@Nullable Request poll, List<Integer> arrived) {
    if (poll == null || poll.written == null) return;
    if (poll.event != null) arrived.add(poll.told());
    poll.ok();
  }

  // ---- who is not heard of

  @Test
  void shouldSignOutWhoDoesNotPollForTwoMinutes() {
    Floor floor = new Floor(true).signIn();
    floor.seconds(119);
    assertThat(floor.agent().signedIn()).isTrue();
    floor.poll();
    floor.seconds(10);
    floor.seconds(119);
    assertThat(floor.agent().signedIn()).as("since the end of the last poll").isTrue();
    floor.seconds(1);
    assertThat(floor.agent().signedIn()).isFalse();
    assertThat(floor.retcode(floor.guid)).isEqualTo("100-006");
  }

  @Test
  void shouldMissNobodyWhoHasNoDesktop() {
    Floor floor = new Floor(true);
    assertThat(floor.order("login", Map.of("phonenum", "2001")).ok()).isTrue();
    floor.pass(Duration.ofHours(1));
    assertThat(floor.agent().signedIn()).isTrue();
    assertThat(floor.retcode("")).isEqualTo("000-003");
  }

  // ---- GUIDs

  @Test
  void shouldRenewTheGuidWithPollsAndTakeTheOldOneForAWhile() {
    Floor floor = new Floor(true).signIn();
    String old = floor.guid;
    floor.seconds(59);
    assertThat(floor.setGuid(old)).isNull();
    floor.seconds(1);
    String next = Objects.requireNonNull(floor.setGuid(old));
    assertThat(next).startsWith("JSESSIONID=").endsWith(".AgentGateway0").isNotEqualTo(old);
    assertThat(floor.setGuid(next)).as("nothing new").isNull();
    assertThat(floor.setGuid(old)).as("the reply that said so was lost").isEqualTo(next);
    floor.poll();
    floor.seconds(60);
    assertThat(floor.retcode(old)).as("120 s old").isEqualTo("0");
    floor.seconds(1);
    assertThat(floor.retcode(old)).isEqualTo("000-003");
    assertThat(floor.retcode(next)).isEqualTo("0");
    assertThat(floor.retcode(next.replace("JSESSIONID=", ""))).isEqualTo("0");
    assertThat(floor.retcode(next + "0")).isEqualTo("000-003");
  }

  @Test
  void shouldKeepAStaticGuidForTheSession() {
    Floor floor = new Floor(false).signIn();
    for (int i = 0; i < 100; i++) {
      floor.poll();
      floor.seconds(60);
      assertThat(floor.setGuid(floor.guid)).isNull();
      assertThat(floor.retcode(floor.guid)).isEqualTo("0");
    }
  }

  // ---- push

  private static final Fetcher.Answer TAKEN = new Fetcher.Answer.Document(200, new byte[0], "", "");
  private static final Fetcher.Answer NOT_TAKEN =
      new Fetcher.Answer.Failed(Fetcher.Answer.Failed.Kind.STATUS, "HTTP 500");

  private static String takenUp(Floor floor, Fetcher.Answer answer) {
    Floor.Letter letter = floor.letters.remove();
    letter.answer().accept(answer);
    floor.pass(Duration.ZERO);
    assertThat(letter.post().headers()).containsEntry("serviceToken", "t0ken");
    return new String(letter.post().body(), UTF_8);
  }

  @Test
  void shouldPushOneAfterAnotherInOrder() {
    Floor floor = new Floor(true);
    floor.open(TARGET);
    floor.tell();
    assertThat(floor.letters).hasSize(1);
    assertThat(takenUp(floor, TAKEN))
        .isEqualTo("{\"eventType\":\"AgentOther_InService\",\"workNo\":\"101\",\"content\":null}");
    assertThat(floor.letters).hasSize(1);
    assertThat(takenUp(floor, TAKEN)).contains("AgentState_Ready");
    assertThat(takenUp(floor, TAKEN)).contains("{\"reason\":\"200\"}");
    assertThat(floor.letters).isEmpty();
    assertThat(floor.desktops.polling("101")).isNull();
    floor.pass(Duration.ofHours(1));
    assertThat(floor.agent().signedIn()).as("there was nothing to tell").isTrue();
    floor.tell();
    assertThat(takenUp(floor, TAKEN)).contains("{\"reason\":\"201\"}");
  }

  @Test
  void shouldPushAgainLaterAndLaterAndKeepTheOrder() {
    Floor floor = new Floor(true);
    floor.open(TARGET);
    for (int pause : new int[] {1, 2, 4, 8, 16, 30, 30}) {
      assertThat(takenUp(floor, NOT_TAKEN)).contains("InService");
      floor.pass(Duration.ofSeconds(pause).minusNanos(1));
      assertThat(floor.letters).isEmpty();
      floor.pass(Duration.ofNanos(1));
    }
    assertThat(takenUp(floor, TAKEN)).contains("InService");
    assertThat(takenUp(floor, NOT_TAKEN)).contains("Ready");
    floor.seconds(1);
    assertThat(takenUp(floor, TAKEN)).contains("Ready");
  }

  @Test
  void shouldSignOutWhoCannotBeToldAnythingForTwoMinutes() {
    Floor floor = new Floor(true);
    floor.open(TARGET);
    for (int i = 0; i < 119; i++) {
      if (!floor.letters.isEmpty()) takenUp(floor, NOT_TAKEN);
      floor.seconds(1);
    }
    assertThat(floor.agent().signedIn()).isTrue();
    floor.seconds(1);
    takenUp(floor, NOT_TAKEN);
    assertThat(floor.agent().signedIn()).isFalse();
    floor.pass(Duration.ofHours(1));
    assertThat(floor.letters).isEmpty();
  }
}
