package org.ozml.service.message;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ozml.service.message.Messages.DeliveryReport;
import org.ozml.service.message.Messages.Incoming;

/** Remembers what it is told. */
final class Told implements Messages.Listener {
  final BlockingQueue<Incoming> arrivals = new LinkedBlockingQueue<>();
  final BlockingQueue<DeliveryReport> reports = new LinkedBlockingQueue<>();

  /** Whether it takes what it is told, or dies of it. */
  volatile boolean takes = true;

  @Override
  public void arrived(Incoming message, Runnable told) {
    arrivals.add(message);
    if (takes) {
      told.run();
    }
  }

  @Override
  public void reported(DeliveryReport report, Runnable told) {
    reports.add(report);
    if (takes) {
      told.run();
    }
  }

  static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came within 10 s");
    }
    return next;
  }
}
