package org.ozml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.ozml.interpreter.Subscriptions;
import org.ozml.service.Services;
import org.ozml.service.message.Messages;
import org.ozml.service.web.Fetcher;
import org.ozml.simulator.Chance;
import org.ozml.simulator.Simulator;
import org.ozml.simulator.SoundLength;
import org.ozml.simulator.VirtualTime;
import org.ozml.simulator.World;

/** A message that has arrived counts as told when somebody has dealt with it. */
class ArrivalsTest {
  private final VirtualTime time = new VirtualTime();
  private final Simulator host =
      new Simulator(
          World.friendly(), new SoundLength(file -> null, file -> null), time, Chance.NONE);
  private final List<Consumer<Fetcher.Answer>> asked = new ArrayList<>();
  private final Post post = new Post();
  private final AtomicInteger told = new AtomicInteger();

  ArrivalsTest() {
    Ozml ozml =
        Ozml.with(host)
            .extension(
                "9994",
                Ozml.parse(
                    "wait.xml",
                    "<Response><WaitForMsg FromConnection='sms@localhost'/></Response>"))
            .services(
                Services.of(
                        (request, answer) -> {
                          asked.add(answer);
                          return () -> {};
                        })
                    .with(post))
            .subscriptions(new Subscriptions(null, Map.of("9994", "http://127.0.0.1/sms")))
            .build();
    host.attach(ozml.switchboard(), number -> null);
  }

  private void settle() {
    long end = time.now() + Duration.ofSeconds(5).toNanos();
    while (time.untilNext() >= 0 && time.now() + time.untilNext() <= end) time.step();
  }

  private void arrives(String extension) {
    post.listener.arrived(
        new Messages.Incoming(
            "1",
            Messages.Kind.SMS,
            "sms@localhost",
            "+3620",
            "1717",
            "Hi",
            LocalDateTime.MIN,
            extension),
        told::incrementAndGet);
    settle();
  }

  private void reported(String url) {
    post.listener.reported(
        new Messages.DeliveryReport("1", "+3620", "Delivered", LocalDateTime.MIN, url, ""),
        told::incrementAndGet);
    settle();
  }

  private void answers(Fetcher.Answer answer) {
    asked.get(0).accept(answer);
    settle();
  }

  private static Fetcher.Answer empty() {
    return new Fetcher.Answer.Document(
        200, "".getBytes(StandardCharsets.UTF_8), "text/plain", "http://127.0.0.1/sms");
  }

  private static Fetcher.Answer failed() {
    return new Fetcher.Answer.Failed(Fetcher.Answer.Failed.Kind.UNREACHABLE, "nobody is at home");
  }

  @Test
  void shouldCountAsToldWhenTheWebApplicationHasAnswered() {
    arrives("9994");
    assertThat(asked).hasSize(1);
    assertThat(told).hasValue(0);
    answers(empty());
    assertThat(told).hasValue(1);
  }

  @Test
  void shouldCountAsToldWhenTheWebApplicationHasFailed() {
    arrives("9994");
    answers(failed());
    assertThat(told).hasValue(1);
  }

  @Test
  void shouldCountAsToldWhenNobodyWantsToKnow() {
    arrives("");
    arrives("other");
    assertThat(asked).isEmpty();
    assertThat(told).hasValue(2);
  }

  @Test
  void shouldCountAsToldWhenAScriptHasWaitedForIt() {
    host.call("1001", "9994");
    settle();
    arrives("9994");
    assertThat(asked).isEmpty();
    assertThat(told).hasValue(1);
  }

  @Test
  void shouldCountAReportAsToldWhenTheWebApplicationHasAnswered() {
    reported("http://127.0.0.1/report");
    assertThat(told).hasValue(0);
    answers(failed());
    assertThat(told).hasValue(1);
  }

  /** Takes nothing; the test says what arrives. */
  private static final class Post implements Messages {
    private Listener listener =
        new Listener() {
          @Override
          public void arrived(Incoming message, Runnable told) {
            throw new AssertionError("nobody listens");
          }

          @Override
          public void reported(DeliveryReport report, Runnable told) {
            throw new AssertionError("nobody listens");
          }
        };

    @Override
    public void send(Outgoing message, Consumer<Acceptance> answer) {
      answer.accept(Acceptance.Refused.noDestination("nothing is sent here"));
    }

    @Override
    public void listen(Listener next) {
      listener = next;
    }
  }
}
