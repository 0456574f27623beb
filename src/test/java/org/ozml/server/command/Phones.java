package org.ozml.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.ozml.call.CallEvent;
import org.ozml.call.Trace;
import org.ozml.call.TraceEvent;
import org.ozml.configuration.Configuration;
import org.ozml.installation.Installation;
import org.ozml.installation.SimulatedTelephones;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.scenario.ScenarioReader;
import org.ozml.server.access.PasswordHash;
import org.ozml.simulator.LiveNetwork;
import org.ozml.simulator.Recordings;
import org.ozml.simulator.World;

/** A whole installation with simulated people in real time, on ports of this machine. */
final class Phones implements AutoCloseable {
  static final String PASSWORD = "right & proper";

  private static final String WORLD =
      """
      others: not found
      people:
        "1001": answers after 0s
        "1002": answers after 0s
        "1003": answers after 0s
        "1004": busy
        "1005": no answer
        "1006": answers after 3600s
        "1007": fails
        "1008": {answering: answers after 0s, centre: good}
      files: {tune.wav: 600s}
      web:
        http://app.example.com/changed: <Response/>
        http://app.example.com/recorded: <Response/>
        http://app.example.com/done: <Response/>
        http://app.example.com/alarm: <Response/>
      """;

  private static final String CONFIGURATION =
      """
      store: {url: "jdbc:h2:mem:%s"}
      connections:
        mobile@localhost:
          sms: {server: 127.0.0.1, port: 1, system-id: x, password: x}
        office@localhost:
          email: {server: 127.0.0.1, port: 1, sender: pbx@example.com}
        admin@localhost: inbox
      address-books:
        office:
          - {name: Ann & Co, phone: 1001, email: ann@example.com}
          - {name: Ben, phone: 1002}
      extensions:
        1001: phone
        1002: phone
        1009: phone
        9994: {script: waits.xml}
        9995: {script: missing.xml}
        600: echo test
        city: {line: ""}
      server: {older: 0, newer: 0, public-url: "http://pbx.example.com"}
      """;

  private static final String ACCESS =
      """
      access:
        users:
          admin: {password: "%1$s", may: [calls, lists, messages]}
          lists: {password: "%1$s", may: [lists]}
      """;

  private final Path folder;
  private final String base;
  private final Installation installation;
  private final List<TraceEvent> events = new ArrayList<>();
  private LiveNetwork network;

  /**
   * Opens one.
   *
   * @param more lines that are added under {@code access:}
   */
  Phones(Path folder, String more) throws IOException {
    this.folder = folder;
    Files.writeString(folder.resolve("waits.xml"), "<Response><Delay>3600</Delay></Response>");
    Path world = Files.writeString(folder.resolve("world.yaml"), WORLD);
    World people = new ScenarioReader().readWorld(world);
    String hash = PasswordHash.of(PASSWORD.toCharArray(), 1_000).text();
    base = CONFIGURATION.formatted(folder.getFileName()) + ACCESS.formatted(hash);
    installation =
        Installation.open(
            configuration(more),
            around -> {
              network = new LiveNetwork(people, name -> null, Recordings.NONE);
              return new SimulatedTelephones(network);
            });
    installation.system().listen(new Listener());
  }

  private Configuration configuration(String more) throws IOException {
    Path file = Files.writeString(folder.resolve("ozml.yaml"), base + more);
    return Configuration.read(file, Map.of());
  }

  /** Takes on the usual configuration and some lines more. */
  void configure(String more) throws IOException {
    installation.configure(configuration(more));
  }

  LiveNetwork network() {
    return network;
  }

  Installation installation() {
    return installation;
  }

  String url(Generation generation) {
    boolean newer = generation == Generation.NEWER;
    int port = newer ? installation.server().newerPort() : installation.server().olderPort();
    return "http://127.0.0.1:" + port + (newer ? "/api" : "/");
  }

  // ---- what happens

  private final class Listener implements Trace {
    @Override
    public void on(TraceEvent event) {
      synchronized (events) {
        events.add(event);
        events.notifyAll();
      }
    }
  }

  /** Forgets what has happened. */
  void forget() {
    synchronized (events) {
      events.clear();
    }
  }

  /** Waits until something has happened. */
  <E extends TraceEvent> E await(Class<E> type, Predicate<E> wanted) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    synchronized (events) {
      for (int next = 0; ; next++) {
        while (next >= events.size()) {
          long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
          if (left <= 0) throw new AssertionError("nothing such has happened: " + events);
          events.wait(left);
        }
        TraceEvent event = events.get(next);
        if (type.isInstance(event) && wanted.test(type.cast(event))) return type.cast(event);
      }
    }
  }

  /** Waits for the next call and returns its id. */
  String newCall() throws InterruptedException {
    return await(CallEvent.StateChanged.class, change -> change.state() == change.previous())
        .call();
  }

  /** Waits until a script has run a command. */
  void awaitCommand(String command) throws InterruptedException {
    await(ScriptEvent.CommandEnded.class, ended -> ended.command().equals(command));
  }

  /** Hangs everybody up. */
  void hangUpAll() {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    installation.system().hangUpAll();
    installation.system().order(() -> done.complete(true));
    done.orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    installation.close();
  }
}
