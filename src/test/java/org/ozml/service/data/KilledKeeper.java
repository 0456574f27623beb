package org.ozml.service.data;

import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What KilledKeeperTest kills: keeps alarms and calls as fast as it can and says which are
 * acknowledged.
 */
final class KilledKeeper {
  /** So many are on their way at a time. */
  private static final int TOGETHER = 100;

  private final Alarms alarms;
  private final CallWriter calls;
  private final AtomicInteger numbers = new AtomicInteger();

  private KilledKeeper(Store store) {
    alarms = new AlarmWriter(new AlarmTable(store), InstantSource.system());
    calls = new CallWriter(new CallTable(store));
  }

  /**
   * Keeps until it is killed.
   *
   * @param arguments URL of the store, user, password
   */
  public static void main(String[] arguments) throws InterruptedException {
    var keeper = new KilledKeeper(Store.open(arguments[0], arguments[1], arguments[2]));
    for (int i = 0; i < TOGETHER; i++) {
      keeper.alarm();
    }
    Thread history =
        new Thread(
            () -> {
              while (true) {
                keeper.call();
              }
            });
    history.start();
    new CountDownLatch(1).await();
  }

  /** The next one comes when this one is acknowledged. */
  private void alarm() {
    int number = numbers.incrementAndGet();
    alarms.keep(
        AlarmWriterTest.alarm(number),
        answer -> {
          if (answer instanceof Alarms.Answer.Kept) {
            System.out.println("alarm " + Integer.toString(number, 36));
          }
          alarm();
        });
  }

  /** One that begins and goes on, and one that begins and ends. */
  private void call() {
    acknowledged("begun ", calls::begin, CallWriterTest.call(numbers.incrementAndGet()));
    PastCall brief = CallWriterTest.call(numbers.incrementAndGet());
    acknowledged("begun ", calls::begin, brief);
    acknowledged("ended ", calls::write, brief);
  }

  private void acknowledged(String what, Consumer<PastCall> happens, PastCall call) {
    var stored = new CountDownLatch(1);
    happens.accept(call);
    calls.whenStored(
        () -> {
          System.out.println(what + call.callId());
          stored.countDown();
        });
    try {
      stored.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
