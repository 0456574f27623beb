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

  @Override
  public void arrived(Incoming message) {
    arrivals.add(message);
  }

  @Override
  public void reported(DeliveryReport report) {
    reports.add(report);
  }

  static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came within 10 s");
    }
    return next;
  }
}
