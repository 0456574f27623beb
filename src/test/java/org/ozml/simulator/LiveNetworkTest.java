package org.ozml.simulator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.Ozml;
import org.ozml.call.CallEvent;
import org.ozml.call.CallState;
import org.ozml.call.Cause;
import org.ozml.call.Hearing;
import org.ozml.call.Report;
import org.ozml.call.Result;
import org.ozml.call.Sound;
import org.ozml.call.Trace;
import org.ozml.call.TraceEvent;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.service.web.Fetcher;

/** In real time: every test waits for events, with a bound, and never for time. */
@Timeout(60)
class LiveNetworkTest {
  private static final String WAITS =
      "<UserInput Timeout='60'><Inputs><Input Key='1'/></Inputs></UserInput>";

  private static final Duration GRACE = Duration.ofSeconds(1);

  @TempDir Path folder;

  private final Story story = new Story();
  private World world = World.where(World.Answering.after(0));
  private Recordings recordings = Recordings.NONE;
  private @Nullable LiveNetwork network;
  private @Nullable Ozml ozml;

  /** What has been told, for somebody who waits for it. */
  private static final class Story implements Trace {
    private final List<TraceEvent> events = new ArrayList<>();

    @Override
    public synchronized void on(TraceEvent event) {
      events.add(event);
      notifyAll();
    }

    synchronized <E extends TraceEvent> E await(Class<E> type, Predicate<E> wanted)
        throws InterruptedException {
      long end = System.nanoTime() + SECONDS.toNanos(20);
      for (int next = 0; ; next++) {
        while (next >= events.size()) {
          long left = (end - System.nanoTime()) / 1_000_000;
          if (left <= 0) throw new AssertionError("nothing such was told: " + events);
          wait(left);
        }
        TraceEvent event = events.get(next);
        if (type.isInstance(event) && wanted.test(type.cast(event))) return type.cast(event);
      }
    }

    synchronized List<TraceEvent> sofar() {
      return List.copyOf(events);
    }
  }

  @AfterEach
  void close() {
    if (network != null) network.close();
  }

  private LiveNetwork live(Map<String, String> scripts) {
    LiveNetwork made = new LiveNetwork(world, file -> null, recordings, GRACE);
    Ozml.Builder builder =
        Ozml.with(made)
            .trace(story)
            .callIds(made.callIds())
            .fetcher(made.web(LiveNetworkTest::nothing));
    scripts.forEach(
        (number, commands) ->
            builder.extension(
                number, Ozml.parse("script", "<Response>" + commands + "</Response>")));
    Ozml built = builder.build();
    made.attach(built.switchboard());
    network = made;
    ozml = built;
    return made;
  }

  private static Fetcher.Exchange nothing(
      Fetcher.Request request, Consumer<Fetcher.Answer> answer) {
    answer.accept(new Fetcher.Answer.Failed(Fetcher.Answer.Failed.Kind.STATUS, "HTTP 404"));
    return () -> {};
  }

  private static boolean done(CompletableFuture<Boolean> act) throws Exception {
    return act.get(10, SECONDS);
  }

  private CallEvent.PlayStarted hears(String number) throws InterruptedException {
    return story.await(CallEvent.PlayStarted.class, play -> play.numbers().contains(number));
  }

  private CallEvent.PlayEnded over(CallEvent.PlayStarted play) throws InterruptedException {
    return story.await(CallEvent.PlayEnded.class, end -> end.play() == play.play());
  }

  private void talks(String number, String other) throws InterruptedException {
    story.await(
        CallEvent.Hears.class,
        hears -> hears.number().equals(number) && hears.others().contains(other));
  }

  private CallEvent.LegEnded ended(String number) throws InterruptedException {
    return story.await(CallEvent.LegEnded.class, end -> end.number().equals(number));
  }

  /** It has rung at the number when the network's next act there is done. */
  private void rings(String number) throws InterruptedException {
    story.await(CallEvent.Dialled.class, dialled -> dialled.number().equals(number));
  }

  private CallEvent.StateChanged state(CallState state) throws InterruptedException {
    return story.await(CallEvent.StateChanged.class, changed -> changed.state() == state);
  }

  @Test
  void shouldLetPeopleCallByThemselvesAgainAndAgain() throws Exception {
    World.Caller caller =
        new World.Caller("5001", "9994", Duration.ZERO, Duration.ofMillis(20), Duration.ZERO);
    world = world.traffic(new World.Traffic(List.of(caller), Map.of(), null));
    live(Map.of("9994", WAITS));
    for (int i = 0; i < 2; i++) {
      CallEvent.StateChanged ringing =
          story.await(
              CallEvent.StateChanged.class,
              e -> e.caller().equals("5001") && !over(e.call()) && e.callee().equals("9994"));
      story.await(
          CallEvent.StateChanged.class,
          e -> e.call().equals(ringing.call()) && e.state() == CallState.COMPLETED);
    }
  }

  private boolean over(String call) {
    return story.sofar().stream()
        .anyMatch(
            e ->
                e instanceof CallEvent.StateChanged state
                    && state.call().equals(call)
                    && state.state().terminal());
  }

  @Test
  void shouldLeadACallFromOneHandsetToAnother() throws Exception {
    LiveNetwork phones =
        live(
            Map.of(
                "100",
                """
                <UserInput Timeout="60"><InitialCommands><Speak>Press one</Speak></InitialCommands>
                <Inputs><Input Key="1"><BlindTransfer>1002</BlindTransfer></Input></Inputs></UserInput>
                """));
    assertThat(phones.register("1001")).isTrue();
    assertThat(phones.register("1002")).isTrue();
    assertThat(done(phones.call("1001", "100"))).isTrue();
    CallEvent.PlayStarted prompt = hears("1001");
    phones.heard("1001", prompt.play());
    assertThat(over(prompt).end()).isEqualTo(Report.Played.End.COMPLETED);
    assertThat(done(phones.press("1001", "1"))).isTrue();
    rings("1002");
    assertThat(done(phones.answer("1002"))).isTrue();
    talks("1001", "1002");
    assertThat(done(phones.hangUp("1002"))).isTrue();
    assertThat(ended("1002").byItself()).isTrue();
    assertThat(ended("1001").byItself()).isFalse();
    assertThat(done(phones.hangUp("1001"))).isFalse();
  }

  @Test
  void shouldEndASoundWhenAllHandsetsHaveHeardIt() throws Exception {
    LiveNetwork phones = live(Map.of());
    CallEvent.StateChanged up = twoInACall(phones);
    play(up.call());
    CallEvent.PlayStarted sound = hears("1002");
    phones.heard("1002", sound.play());
    phones.heard("1002", sound.play());
    assertThat(done(phones.press("1001", "1"))).isTrue();
    story.await(CallEvent.KeyPressed.class, key -> key.key() == '1');
    assertThat(story.sofar()).noneMatch(CallEvent.PlayEnded.class::isInstance);
    phones.heard("1001", sound.play());
    assertThat(over(sound).end()).isEqualTo(Report.Played.End.COMPLETED);
  }

  /** For one word: it takes 0.4 s, as estimated, or the grace more. */
  @Test
  void shouldNotStallWhenAHandsetDoesNotSayThatItHasHeardASound() throws Exception {
    LiveNetwork phones = live(Map.of("100", "<Speak>Hello</Speak>"));
    phones.register("1001");
    assertThat(done(phones.call("1001", "100"))).isTrue();
    CallEvent.PlayStarted sound = hears("1001");
    CallEvent.PlayEnded end = over(sound);
    assertThat(end.end()).isEqualTo(Report.Played.End.COMPLETED);
    assertThat(Duration.ofNanos(end.at() - sound.at()))
        .isBetween(Duration.ofMillis(1390), Duration.ofSeconds(5));
  }

  @Test
  void shouldTakeTheEstimatedTimeForScriptedPeople() throws Exception {
    LiveNetwork phones = live(Map.of("100", "<Speak>Hello</Speak>"));
    phones.incoming("2001", "100");
    CallEvent.PlayStarted sound = hears("2001");
    assertThat(Duration.ofNanos(over(sound).at() - sound.at()))
        .isBetween(Duration.ofMillis(390), Duration.ofMillis(1390));
  }

  @Test
  void shouldBeBusyWhenARingingHandsetHangsUp() throws Exception {
    LiveNetwork phones = live(Map.of());
    phones.register("1002");
    phones.incoming("2001", "1002");
    rings("1002");
    assertThat(done(phones.press("1002", "1"))).isFalse();
    assertThat(done(phones.hangUp("1002"))).isTrue();
    assertThat(ended("1002").cause()).isEqualTo(Cause.BUSY);
    assertThat(state(CallState.BUSY).caller()).isEqualTo("2001");
  }

  @Test
  void shouldBeBusyForOthersInACall() throws Exception {
    LiveNetwork phones = live(Map.of());
    twoInACall(phones);
    phones.incoming("2001", "1002");
    assertThat(state(CallState.BUSY).caller()).isEqualTo("2001");
  }

  @Test
  void shouldDialASecondCallWithTheFirstOnHoldAndJoinThem() throws Exception {
    LiveNetwork phones = live(Map.of());
    String first = twoInACall(phones).call();
    phones.register("1003");
    assertThat(done(phones.call("1001", "1003"))).isTrue();
    story.await(
        CallEvent.Hears.class,
        hears -> hears.number().equals("1002") && hears.kind() == Hearing.Kind.HOLD_MUSIC);
    rings("1003");
    assertThat(done(phones.call("1001", "1004"))).as("a third call").isFalse();
    assertThat(done(phones.answer("1003"))).isTrue();
    String second =
        story
            .await(
                CallEvent.StateChanged.class,
                changed -> changed.state() == CallState.IN_CALL && !changed.call().equals(first))
            .call();
    CompletableFuture<Result> joined = new CompletableFuture<>();
    onTheLoop(
        () ->
            ozml()
                .switchboard()
                .attendedTransfer(
                    first, second, null, operation -> joined.complete(operation.result())));
    assertThat(joined.get(10, SECONDS)).isEqualTo(Result.OK);
    talks("1002", "1003");
    ended("1001");
    assertThat(done(phones.hangUp("1002"))).isTrue();
    ended("1003");
  }

  @Test
  void shouldHoldAndTakeOffHold() throws Exception {
    LiveNetwork phones = live(Map.of());
    twoInACall(phones);
    assertThat(done(phones.hold("1001", true))).isTrue();
    assertThat(done(phones.hold("1001", false))).isTrue();
    story.await(CallEvent.DeviceHeld.class, held -> held.number().equals("1001") && !held.on());
  }

  @Test
  void shouldHangUpWhenNobodySitsThereAnyMore() throws Exception {
    LiveNetwork phones = live(Map.of());
    twoInACall(phones);
    phones.unregister("1001");
    assertThat(ended("1001").byItself()).isTrue();
    ended("1002");
    assertThat(phones.isHandset("1001")).isFalse();
    assertThat(done(phones.call("1001", "100"))).isFalse();
  }

  @Test
  void shouldNotBehaveLikeTheWorldsPersonWhereSomebodySits() throws Exception {
    World.Act presses = new World.Act(null, Duration.ZERO, new World.Doing.Press("9"));
    World.Answering busy = World.Answering.of(World.Answering.Kind.BUSY);
    world =
        world.people(Map.of("1002", new World.Person(busy, List.of(presses), List.of(), false)));
    LiveNetwork phones = live(Map.of());
    String call = twoInACall(phones).call();
    assertThat(done(phones.press("1002", "1"))).isTrue();
    CallEvent.KeyPressed first = story.await(CallEvent.KeyPressed.class, key -> true);
    assertThat(first)
        .extracting(CallEvent.KeyPressed::call, CallEvent.KeyPressed::key)
        .containsExactly(call, '1');
  }

  @Test
  void shouldRegisterATelephoneOnce() {
    LiveNetwork phones = live(Map.of());
    assertThat(phones.register("1001")).isTrue();
    assertThat(phones.register("1001")).isFalse();
    assertThat(phones.register(" ")).isFalse();
    phones.unregister("1001");
    assertThat(phones.register("1001")).isTrue();
  }

  @Test
  void shouldSendKeysInTheOrderOfPressing() throws Exception {
    LiveNetwork phones = live(Map.of());
    twoInACall(phones);
    assertThat(done(phones.press("1001", "12"))).isTrue();
    assertThat(done(phones.press("1001", "3"))).isTrue();
    assertThat(done(phones.press("1001", "4x"))).as("no key").isFalse();
    story.await(CallEvent.KeyPressed.class, key -> key.key() == '3');
    assertThat(story.sofar())
        .filteredOn(CallEvent.KeyPressed.class::isInstance)
        .extracting(event -> ((CallEvent.KeyPressed) event).key())
        .containsExactly('1', '2', '3');
  }

  @Test
  void shouldTellOfARecordingWhenItIsOnDisk() throws Exception {
    recordings = new RecordingFolder(folder.resolve("kept"), path -> "/recordings/" + path);
    for (String format : List.of("wav", "mp3")) {
      LiveNetwork phones =
          live(
              Map.of(
                  "100", "<Record Format='%s' Duration='1' RecordPath='a/b'/>".formatted(format)));
      phones.incoming("2001", "100");
      CallEvent.RecordEnded kept =
          story.await(CallEvent.RecordEnded.class, ended -> ended.url().endsWith(format));
      assertThat(kept.url()).startsWith("/recordings/a/b/").contains("_2001_");
      Path file = folder.resolve("kept").resolve(kept.url().substring("/recordings/".length()));
      Duration length =
          new SoundLength(name -> Path.of(name), name -> null).of(new Sound.File(file.toString()));
      assertThat(length).isBetween(kept.length().minusMillis(1), kept.length().plusMillis(36));
      close();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.filter(Files::isRegularFile)).hasSize(2);
    }
  }

  @Test
  void shouldTellThatARecordingCannotBeKept() throws Exception {
    Files.writeString(folder.resolve("kept"), "no folder");
    recordings = new RecordingFolder(folder.resolve("kept"), path -> path);
    LiveNetwork phones = live(Map.of("100", "<Record Duration='1'/>"));
    phones.incoming("2001", "100");
    assertThat(story.await(CallEvent.RecordEnded.class, ended -> true).url()).isEmpty();
    ScriptEvent.CommandEnded record =
        story.await(ScriptEvent.CommandEnded.class, ended -> ended.command().equals("Record"));
    assertThat(record.result().ok()).isFalse();
  }

  @Test
  void shouldAnswerWhatTheWorldNamesAndLeaveTheRestToOthers() throws Exception {
    world = world.web(Map.of("http://a/", List.of(World.WebAnswer.of("<Response/>"))));
    LiveNetwork phones = live(Map.of());
    Fetcher web = phones.web(LiveNetworkTest::nothing);
    assertThat(answer(web, "http://a/?x=1")).isInstanceOf(Fetcher.Answer.Document.class);
    assertThat(answer(web, "http://b/")).hasToString("Failed[kind=STATUS, reason=HTTP 404]");
    phones.close();
    assertThat(answer(web, "http://a/")).extracting("kind").hasToString("CANCELLED");
  }

  @Test
  void shouldAnswerOnceWhenARequestIsCancelled() throws Exception {
    World.WebAnswer late = World.WebAnswer.of("").after(Duration.ofSeconds(10));
    world = world.web(Map.of("http://a/", List.of(late)));
    List<Fetcher.Answer> answers = new CopyOnWriteArrayList<>();
    CountDownLatch answered = new CountDownLatch(1);
    Fetcher.Exchange exchange =
        live(Map.of())
            .web(LiveNetworkTest::nothing)
            .fetch(
                new Fetcher.Request("http://a/", Map.of()),
                answer -> {
                  answers.add(answer);
                  answered.countDown();
                });
    exchange.cancel();
    exchange.cancel();
    assertThat(answered.await(5, SECONDS)).isTrue();
    assertThat(answers).singleElement().extracting("kind").hasToString("CANCELLED");
  }

  private static Fetcher.Answer answer(Fetcher web, String url) throws Exception {
    CompletableFuture<Fetcher.Answer> answer = new CompletableFuture<>();
    web.fetch(new Fetcher.Request(url, Map.of()), answer::complete);
    return answer.get(5, SECONDS);
  }

  @Test
  void shouldHoldAThousandCallsAtOnce() throws Exception {
    LiveNetwork phones = live(Map.of("100", WAITS));
    for (int i = 0; i < 1000; i++) {
      String number = "1" + i;
      phones.register(number);
      assertThat(done(phones.call(number, "100"))).isTrue();
    }
    Set<String> waiting = new HashSet<>();
    story.await(
        ScriptEvent.KeysAwaited.class,
        awaits -> waiting.add(awaits.call()) && waiting.size() == 1000);
    CompletableFuture<Integer> up = new CompletableFuture<>();
    onTheLoop(() -> up.complete(ozml().switchboard().calls().size()));
    assertThat(up.get(10, SECONDS)).isEqualTo(1000);
    for (int i = 0; i < 1000; i++) assertThat(done(phones.press("1" + i, "1"))).isTrue();
    Set<String> over = new HashSet<>();
    story.await(
        CallEvent.StateChanged.class,
        changed ->
            changed.state() == CallState.COMPLETED
                && over.add(changed.call())
                && over.size() == 1000);
  }

  @Test
  void shouldTakeActsFromManyThreads() throws Exception {
    LiveNetwork phones = live(Map.of("100", WAITS));
    ExecutorService people = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String number = "1" + i;
        all.add(people.submit(() -> callAgain(phones, number, 100)));
      }
      for (Future<Integer> one : all) assertThat(one.get(30, SECONDS)).isEqualTo(100);
    } finally {
      people.shutdownNow();
    }
    Map<String, Integer> ends = new HashMap<>();
    story.await(
        CallEvent.LegEnded.class,
        end ->
            ends.merge(end.number(), 1, Integer::sum) > 0
                && ends.values().stream().mapToInt(n -> n).sum() == 800);
    assertThat(ends.values()).containsOnly(100);
  }

  private static int callAgain(LiveNetwork phones, String number, int times) throws Exception {
    phones.register(number);
    int good = 0;
    for (int i = 0; i < times; i++) {
      if (done(phones.call(number, "100")) && done(phones.hangUp(number))) good++;
    }
    return good;
  }

  @Test
  void shouldCloseWhileCallsRunAndKeepWhatWasRecorded() throws Exception {
    recordings = new RecordingFolder(folder, path -> path);
    LiveNetwork phones = live(Map.of("100", "<Record FinishDigits='#'/>"));
    for (int i = 0; i < 20; i++) {
      phones.register("1" + i);
      assertThat(done(phones.call("1" + i, "100"))).isTrue();
    }
    Set<Long> begun = new HashSet<>();
    story.await(
        CallEvent.RecordStarted.class,
        record -> begun.add(record.recording()) && begun.size() == 20);
    long from = System.nanoTime();
    phones.close();
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(5));
    Set<String> kept = new HashSet<>();
    story.await(CallEvent.RecordEnded.class, end -> kept.add(end.url()) && kept.size() == 20);
    assertThat(kept).allSatisfy(url -> assertThat(folder.resolve(url)).exists());
    assertThat(done(phones.hangUp("11"))).isFalse();
    assertThat(phones.register("2")).isFalse();
    phones.close();
  }

  @Test
  void shouldGoOnAfterAFaultOfOurs() throws Exception {
    world = world.web(Map.of("http://a/", List.of(World.WebAnswer.of("<Response/>"))));
    LiveNetwork phones = live(Map.of());
    phones
        .web(LiveNetworkTest::nothing)
        .fetch(
            new Fetcher.Request("http://a/", Map.of()),
            answer -> {
              throw new IllegalStateException("a fault that this test makes");
            });
    phones.register("1001");
    assertThat(done(phones.call("1001", "1002"))).isTrue();
    talks("1001", "1002");
  }

  @Test
  void shouldMakeShortIdsThatDiffer() {
    Set<String> ids = new HashSet<>();
    Supplier<String> maker = live(Map.of()).callIds();
    for (int i = 0; i < 10_000; i++) ids.add(maker.get());
    assertThat(ids).hasSize(10_000).allMatch(id -> id.matches("[A-Za-z0-9]{8}"));
  }

  // ---- what several tests begin with

  private CallEvent.StateChanged twoInACall(LiveNetwork phones) throws Exception {
    phones.register("1001");
    phones.register("1002");
    assertThat(done(phones.call("1001", "1002"))).isTrue();
    rings("1002");
    assertThat(done(phones.answer("1002"))).isTrue();
    talks("1001", "1002");
    return state(CallState.IN_CALL);
  }

  private void play(String call) {
    Sound sound = new Sound.Speech("Hello", null, null);
    onTheLoop(() -> ozml().switchboard().play(call, null, sound, false, "Speak", operation -> {}));
  }

  private void onTheLoop(Runnable what) {
    ozml().switchboard().loop().execute(what);
  }

  private Ozml ozml() {
    if (ozml == null) throw new IllegalStateException("call live first");
    return ozml;
  }
}
