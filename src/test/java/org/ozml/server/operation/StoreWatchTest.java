package org.ozml.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.ozml.service.message.MessageStore.State;
import org.ozml.service.message.MessageStore.StoreException;

/** Whether the store is there, as others see it. */
class StoreWatchTest {
  private final BlockingQueue<Boolean> looks = new LinkedBlockingQueue<>();
  private final BlockingQueue<Boolean> answers = new SynchronousQueue<>();

  /** Each look waits until the test says what it finds. */
  private Map<String, Map<State, Long>> look() {
    looks.add(true);
    try {
      if (answers.take()) return Map.of("smsc", Map.of(State.QUEUED, 7L));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new StoreException("cannot reach the store", null);
  }

  private void find(boolean there) throws InterruptedException {
    assertThat(looks.poll(20, TimeUnit.SECONDS)).isTrue();
    assertThat(answers.offer(there, 20, TimeUnit.SECONDS)).isTrue();
  }

  private void awaitLook() throws InterruptedException {
    assertThat(looks.poll(20, TimeUnit.SECONDS)).isTrue();
    looks.add(true);
  }

  private static String told(StoreWatch watch) {
    Exposition to = new Exposition();
    watch.write(to);
    return to.toString();
  }

  @Test
  void shouldSayWhenTheStoreIsAwayAndWhenItIsBack() throws Exception {
    try (StoreWatch watch = new StoreWatch(this::look, Duration.ofMillis(1), Duration.ofHours(1))) {
      find(true);
      awaitLook();
      assertThat(watch.up()).isTrue();
      assertThat(told(watch))
          .contains("ozml_store_up 1\n")
          .contains("ozml_outbox_messages{connection=\"smsc\",state=\"queued\"} 7\n");
      find(false);
      awaitLook();
      assertThat(watch.up()).isFalse();
      assertThat(told(watch)).contains("ozml_store_up 0\n").doesNotContain("ozml_outbox_messages");
      find(true);
      awaitLook();
      assertThat(watch.up()).isTrue();
      find(true);
    }
  }

  @Test
  void shouldNotWaitForAStoreThatDoesNotAnswer() throws Exception {
    try (StoreWatch watch = new StoreWatch(this::look, Duration.ofMillis(1), Duration.ZERO)) {
      awaitLook();
      assertThat(watch.up()).isFalse();
      find(true);
    }
  }
}
