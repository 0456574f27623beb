package org.ozml.call;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What has gone wrong inside: the loop logs it and carries on, but a test must not. */
public final class InternalErrors {
  private static final List<Throwable> ALL = new ArrayList<>();
  private static final Logger LOG = Logger.getLogger(Loop.class.getName());

  static {
    LOG.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            ALL.add(record.getThrown());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
    LOG.setUseParentHandlers(false);
  }

  private InternalErrors() {}

  /** Forgets those of other tests, which may have made one on purpose; listens from now on. */
  public static void forget() {
    ALL.clear();
  }

  /** Returns those that there were since they were forgotten. */
  public static List<Throwable> all() {
    return List.copyOf(ALL);
  }
}
