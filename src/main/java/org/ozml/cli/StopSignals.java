package org.ozml.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The signals that ask a process to end: SIGTERM and SIGINT, which is Ctrl-C. A shutdown hook would
 * not do: it cannot hear a second signal, the process would end with 143, and the JVM's own hooks
 * take the log away meanwhile.
 */
final class StopSignals {
  private StopSignals() {}

  /**
   * Listens from now on.
   *
   * @param first done at the first signal, on a thread of the JVM
   * @param more done at each after that
   */
  static void listen(Runnable first, Runnable more) {
    AtomicBoolean asked = new AtomicBoolean();
    Runnable each = () -> (asked.compareAndSet(false, true) ? first : more).run();
    try {
      handle("TERM", each);
      handle("INT", each);
    } catch (ReflectiveOperationException e) {
      // -Xrs, or a JVM without them: signals end the process as they always do.
      System.getLogger(StopSignals.class.getName())
          .log(System.Logger.Level.WARNING, "this Java cannot end gracefully: " + reason(e));
    }
  }

  private static String reason(ReflectiveOperationException e) {
    return String.valueOf(e instanceof InvocationTargetException ? e.getCause() : e);
  }

  /** The class is there in every JDK, but javac warns of it, and nothing can turn that off. */
  private static void handle(String name, Runnable done) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object listener =
        Proxy.newProxyInstance(
            StopSignals.class.getClassLoader(),
            new Class<?>[] {handler},
            (proxy, method, arguments) -> {
              done.run();
              return null;
            });
    signal
        .getMethod("handle", signal, handler)
        .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
  }
}
