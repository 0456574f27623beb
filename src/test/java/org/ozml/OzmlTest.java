package org.ozml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ozml.call.Leg;
import org.ozml.call.Report;
import org.ozml.call.Result;
import org.ozml.call.Route;
import org.ozml.call.TraceEvent;
import org.ozml.document.Document;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.interpreter.Settings;
import org.ozml.interpreter.Step;
import org.ozml.interpreter.Subscriptions;
import org.ozml.service.web.Fetcher;
import org.ozml.simulator.Chance;
import org.ozml.simulator.Simulator;
import org.ozml.simulator.SoundLength;
import org.ozml.simulator.VirtualTime;
import org.ozml.simulator.World;

/** The simulator is an embedder's host here. */
class OzmlTest {
  private final VirtualTime time = new VirtualTime();
  private final Simulator host =
      new Simulator(
          World.friendly(), new SoundLength(file -> null, file -> null), time, Chance.NONE);
  private final List<TraceEvent> trace = new ArrayList<>();

  private static Document script(String commands) {
    return Ozml.parse("script.xml", "<Response>" + commands + "</Response>");
  }

  private Ozml start(Ozml.Builder builder) {
    Ozml ozml = builder.trace(trace::add).build();
    host.attach(ozml.switchboard(), number -> null);
    return ozml;
  }

  private void pass(int seconds) {
    long end = seconds * 1_000_000_000L;
    while (time.untilNext() >= 0 && time.now() + time.untilNext() <= end) time.step();
  }

  private List<String> commands() {
    return trace.stream()
        .filter(ScriptEvent.CommandEnded.class::isInstance)
        .map(ScriptEvent.CommandEnded.class::cast)
        .map(ended -> ended.command() + " " + ended.result().code())
        .toList();
  }

  @Test
  void shouldAnswerACallWithAScript() {
    Ozml ozml = start(Ozml.with(host).extension("100", script("<Speak>Hello</Speak>")));
    host.call("1001", "100");
    pass(10);
    assertThat(commands()).containsExactly("Speak 200");
    assertThat(ozml.switchboard().calls()).isEmpty();
    assertThat(ozml.switchboard().awaited()).isZero();
  }

  @Test
  void shouldOfferTheLegOfADevice() {
    Ozml ozml = start(Ozml.with(host).extension("100", script("<Reject/>")));
    Leg leg = ozml.offer(0, "1001", "100");
    assertThat(leg.number()).isEqualTo("1001");
    assertThat(commands()).containsExactly("Reject 200");
  }

  @Test
  void shouldRunCommandsOfTheEmbeddersOwn() {
    start(
        Ozml.with(host)
            .extension("100", script("<weather City='$CallerId'/><Speak>$said</Speak>"))
            .command(
                "Weather",
                (command, session) ->
                    () -> {
                      session.set("said", session.value(command.attributes().get("City")));
                      return Step.OK;
                    }));
    host.call("1001", "100");
    pass(10);
    assertThat(commands()).containsExactly("weather 200", "Speak 200");
    assertThat(trace.toString()).contains("text=1001");
  }

  @Test
  void shouldAskTheEmbeddersWebApplications() {
    Fetcher web =
        (request, answer) -> {
          String body = "<Speak>" + request.form().get("NotificationName") + "</Speak>";
          answer.accept(
              new Fetcher.Answer.Document(
                  200, body.getBytes(java.nio.charset.StandardCharsets.UTF_8), "", request.url()));
          return () -> {};
        };
    start(Ozml.with(host).extension("100", "http://application/").fetcher(web));
    host.call("1001", "100");
    pass(10);
    assertThat(trace.toString()).contains("text=IncomingCall");
  }

  @Test
  void shouldCallDevicesOfTheHost() {
    Ozml ozml = start(Ozml.with(host));
    host.call("1001", "1002");
    pass(10);
    assertThat(ozml.switchboard().calls()).hasSize(1);
  }

  @Test
  void shouldFollowTheEmbeddersRouting() {
    List<Ozml> built = new ArrayList<>();
    Ozml ozml =
        start(
            Ozml.with(host)
                .extension("100", script("<Speak>Hello</Speak>"))
                .routing(
                    query -> {
                      Ozml self = built.get(0);
                      Route route =
                          new Route.ToScript(java.util.Objects.requireNonNull(self.script("100")));
                      self.switchboard().report(new Report.Routed(0, query.id(), route));
                    }));
    built.add(ozml);
    host.call("1001", "anything");
    pass(10);
    assertThat(commands()).containsExactly("Speak 200");
    assertThat(ozml.script("101")).isNull();
  }

  @Test
  void shouldAskTheWebApplicationWhereCallsGo() {
    start(Ozml.with(host).fetcher(answers("<Route>1003</Route>")).interception("http://routes/"));
    host.call("1001", "1002");
    pass(10);
    assertThat(trace.toString())
        .contains("notification=RoutingInterception")
        .contains("number=1003")
        .doesNotContain("number=1002");
  }

  @Test
  void shouldTellWhatHappensToCalls() {
    start(
        Ozml.with(host)
            .fetcher(answers(""))
            .subscriptions(new Subscriptions("http://changes/", java.util.Map.of())));
    host.call("1001", "1002");
    pass(10);
    assertThat(
            trace.stream()
                .filter(ScriptEvent.Requested.class::isInstance)
                .map(event -> ((ScriptEvent.Requested) event).form())
                .map(form -> form.get("PreviousState") + " -> " + form.get("CallState")))
        .containsExactly(" -> Ringing", "Ringing -> Answered", "Answered -> InCall");
  }

  private static Fetcher answers(String body) {
    byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return (request, answer) -> {
      answer.accept(new Fetcher.Answer.Document(200, bytes, "", request.url()));
      return () -> {};
    };
  }

  @Test
  void shouldActOnACallBetweenTwoOthers() {
    Ozml ozml = start(Ozml.with(host).callIds(() -> "C1"));
    host.call("1001", "1002");
    pass(5);
    List<Result> results = new ArrayList<>();
    ozml.run(script("<Hold/><Hangup CallId='none'/>"), "C1", results::add);
    ozml.run(script("<Hold/>"), "C2", results::add);
    pass(6);
    assertThat(results).containsExactly(Result.callNotFound("none"), Result.callNotFound("C2"));
    assertThat(ozml.switchboard().call("C1")).hasToString("C1 Hold");
  }

  @Test
  void shouldKeepToTheSettings() {
    Settings few = new Settings(10, 1, java.time.Duration.ofSeconds(1), true);
    String loop =
        "<Array ID='a'>"
            + "<Item>x</Item>".repeat(30)
            + "</Array><ForEach Source='a'><Var ID='v' Value='1'/></ForEach>";
    start(Ozml.with(host).extension("100", script(loop)).settings(few));
    host.call("1001", "100");
    pass(10);
    assertThat(trace).anyMatch(ScriptEvent.Aborted.class::isInstance);
  }

  @Test
  void shouldSayWhatIsWrongWithADocument() {
    assertThat(
            Ozml.check(
                Ozml.parse(
                    "x.xml",
                    "<Response><Speek/></Response>"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))))
        .singleElement()
        .hasToString("x.xml:1:11: error OZ101: unknown command 'Speek'");
  }
}
