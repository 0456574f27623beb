import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.ozml.Ozml;
import org.ozml.call.Cause;
import org.ozml.call.Hearing;
import org.ozml.call.Host;
import org.ozml.call.Leg;
import org.ozml.call.Report;
import org.ozml.call.ShownId;
import org.ozml.call.Sound;
import org.ozml.call.Switchboard;
import org.ozml.document.Document;
import org.ozml.interpreter.Step;

/**
 * A program with call scripts in it: the console is the only telephone, and scripts have a command of
 * their own. After `mvn package`:
 *
 * <pre>java -cp target/ozml.jar examples/embed/ConsolePhone.java</pre>
 */
public final class ConsolePhone implements Host {
  private static final String SCRIPT =
      """
      <Response>
        <UserInput Timeout="60">
          <InitialCommands><Speak>Press 1 for the weather.</Speak></InitialCommands>
          <Inputs>
            <Input Key="1"><Weather City="Budapest"/><Speak>It is $weather.</Speak></Input>
          </Inputs>
        </UserInput>
        <Speak>Goodbye.</Speak>
      </Response>
      """;

  /** Ten lines: read, set up, call, press keys. */
  public static void main(String[] arguments) throws Exception {
    run(System.in, System.out);
  }

  static void run(InputStream keyboard, PrintStream screen) throws Exception {
    Document script = Ozml.parse("weather.xml", SCRIPT);
    ConsolePhone phone = new ConsolePhone(screen);
    Ozml ozml =
        Ozml.with(phone)
            .extension("100", script)
            .command(
                "Weather",
                (command, session) ->
                    () -> {
                      String city = session.value(command.attributes().get("City"));
                      session.set("weather", "sunny in " + city);
                      return Step.OK;
                    })
            .build();
    phone.call(ozml, "100");
    phone.typeKeys(keyboard);
    phone.ended.await();
  }

  // ---- the telephone: it does what it is told, and reports what comes of it

  private final PrintStream screen;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "phone");
            made.setDaemon(true);
            return made;
          });
  private final Map<Long, Future<?>> timers = new ConcurrentHashMap<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Switchboard switchboard;
  private Leg leg; // of the thread

  ConsolePhone(PrintStream screen) {
    this.screen = screen;
  }

  void call(Ozml ozml, String number) {
    switchboard = ozml.switchboard();
    thread.execute(() -> leg = ozml.offer(now(), "console", number));
  }

  void typeKeys(InputStream keyboard) {
    Thread reader =
        new Thread(
            () -> {
              try {
                for (int key = keyboard.read(); key >= 0; key = keyboard.read()) {
                  char typed = (char) key;
                  boolean good = "0123456789*#".indexOf(typed) >= 0;
                  if (good) report(() -> new Report.Key(now(), leg, typed));
                }
                report(() -> new Report.Ended(now(), leg, Cause.NORMAL)); // Ctrl-D hangs up
              } catch (IOException e) {
                report(() -> new Report.Ended(now(), leg, Cause.FAILED));
              }
            });
    reader.setDaemon(true);
    reader.start();
  }

  /** Never from inside one of the methods below: the thread comes to it afterwards. */
  private void report(Supplier<Report> what) {
    thread.execute(
        () -> {
          Report report = what.get();
          switchboard.report(report);
          if (report instanceof Report.Ended) ended.countDown();
        });
  }

  private static long now() {
    return System.nanoTime();
  }

  @Override
  public void answer(Leg offered) {
    report(() -> new Report.Answered(now(), offered));
  }

  @Override
  public void play(long play, List<Leg> legs, Sound sound, boolean repeat) {
    screen.println(sound instanceof Sound.Speech speech ? speech.text() : "(" + sound + ")");
    screen.flush();
    report(() -> new Report.Played(now(), play, Report.Played.End.COMPLETED));
  }

  @Override
  public void stop(long play) {}

  @Override
  public void hangUp(Leg which, Cause cause) {
    report(() -> new Report.Ended(now(), which, cause));
  }

  @Override
  public void reject(Leg offered, Cause cause) {
    report(() -> new Report.Ended(now(), offered, cause));
  }

  @Override
  public void startTimer(long timer, Duration after) {
    Runnable fire = () -> switchboard.report(new Report.TimerFired(now(), timer));
    timers.put(timer, thread.schedule(fire, after.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void cancelTimer(long timer) {
    Future<?> running = timers.remove(timer);
    if (running != null) running.cancel(false);
  }

  @Override
  public void mix(long mix, Map<Leg, Hearing> hearings) {
    report(() -> new Report.Mixed(now(), mix));
  }

  // ---- what a console cannot do

  @Override
  public void dial(Leg dialled, String to, ShownId shown) {
    report(() -> new Report.Ended(now(), dialled, Cause.NOT_FOUND));
  }

  @Override
  public void alert(Leg offered) {}

  @Override
  public void record(long recording, List<Leg> legs, String format, String folder, Duration quiet) {
    report(() -> new Report.RecordFailed(now(), recording, "a console hears nothing"));
  }

  @Override
  public void stopRecord(long recording) {}

  @Override
  public void sendKeys(long operation, Leg to, String keys) {
    report(() -> new Report.KeysSent(now(), operation, to));
  }
}
