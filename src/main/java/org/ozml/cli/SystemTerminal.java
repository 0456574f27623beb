package org.ozml.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The terminal that the program was started in, if any. */
final class SystemTerminal implements Terminal {
  private static final File KEYBOARD = new File("/dev/tty");

  private final InputStream in;

  SystemTerminal(InputStream in) {
    this.in = in;
  }

  @Override
  public boolean interactive() {
    return isTerminal(0) && isTerminal(1);
  }

  @Override
  public boolean showsOutput() {
    return isTerminal(1);
  }

  @Override
  public boolean showsErrors() {
    return isTerminal(2);
  }

  /** Linux says what each stream is; elsewhere Java knows whether all of them are a terminal. */
  private static boolean isTerminal(int stream) {
    Path link = Path.of("/proc/self/fd/" + stream);
    try {
      if (Files.isSymbolicLink(link)) {
        String device = Files.readSymbolicLink(link).toString();
        return device.startsWith("/dev/pts/")
            || device.startsWith("/dev/tty")
            || device.equals("/dev/console");
      }
    } catch (IOException e) {
      return false;
    }
    return hasConsole();
  }

  @SuppressWarnings("SystemConsoleNull") // from 22 on the console itself is asked
  private static boolean hasConsole() {
    Console console = System.console();
    if (console == null || Runtime.version().feature() < 22) return console != null;
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  @Override
  public Listening listen(IntConsumer typed) {
    String before = stty("-g");
    if (before == null) {
      read(typed);
      return () -> {};
    }
    AtomicBoolean restored = new AtomicBoolean();
    Runnable restore =
        () -> {
          if (!restored.getAndSet(true)) stty(before);
        };
    Thread onExit = new Thread(restore, "restore terminal");
    Runtime.getRuntime().addShutdownHook(onExit);
    stty("-icanon", "-echo", "min", "1"); // each key at once; Ctrl-C still ends the program
    read(typed);
    return restore::run;
  }

  private void read(IntConsumer typed) {
    Thread reader =
        new Thread(
            () -> {
              try {
                int c;
                do {
                  c = in.read();
                  typed.accept(c);
                } while (c >= 0);
              } catch (IOException e) {
                typed.accept(-1);
              }
            },
            "keyboard");
    reader.setDaemon(true);
    reader.start();
  }

  /** Returns what {@code stty} printed; null when there is none, or no terminal. */
  private static @Nullable String stty(String... arguments) {
    List<String> command = new ArrayList<>(List.of("stty"));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(KEYBOARD)
              .redirectError(Redirect.DISCARD)
              .start();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      boolean good = process.waitFor(2, TimeUnit.SECONDS) && process.exitValue() == 0;
      return good ? printed : null;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
