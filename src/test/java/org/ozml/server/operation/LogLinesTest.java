package org.ozml.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.ozml.call.CallEvent;
import org.ozml.call.CallState;
import org.ozml.call.Result;
import org.ozml.interpreter.ScriptEvent;
import org.yaml.snakeyaml.Yaml;

/** What is logged, as people and as programs read it. */
class LogLinesTest {
  private final StringWriter written = new StringWriter();

  /** A line of JSON is YAML, too. */
  private static Map<String, Object> read(String line) {
    return new Yaml().load(line);
  }

  private List<String> lines(boolean text, LogRecord... entries) {
    LogLines lines = new LogLines(new PrintWriter(written), text);
    for (LogRecord entry : entries) lines.publish(entry);
    lines.close();
    return written.toString().lines().toList();
  }

  private static LogRecord entry(Level level, String message, Object... parameters) {
    LogRecord entry = new LogRecord(level, message);
    entry.setLoggerName("org.ozml.calls");
    entry.setParameters(parameters);
    return entry;
  }

  @Test
  void shouldWriteAnEntryAsOneObject() {
    LogRecord entry =
        entry(Level.WARNING, "code {0}", new Field("code", 402), new Field("call", "k3F"));
    entry.setThrown(new IllegalStateException("first\nsecond"));
    List<String> lines = lines(false, entry);
    assertThat(lines).hasSize(1);
    Map<String, Object> read = read(lines.get(0));
    assertThat(read)
        .containsEntry("level", "warning")
        .containsEntry("logger", "org.ozml.calls")
        .containsEntry("message", "code 402")
        .containsEntry("code", 402)
        .containsEntry("call", "k3F");
    assertThat(lines.get(0)).startsWith("{\"time\":\"20").contains("Z\",\"level\"");
    assertThat((String) read.get("exception"))
        .startsWith("java.lang.IllegalStateException: first\nsecond")
        .contains("LogLinesTest");
  }

  @Test
  void shouldLetNothingBeginALineOfItsOwn() {
    String evil = "a\r\n{\"level\":\"error\"}\u001b[2J\u2028\u202e\"\\\ud800\u0085";
    List<String> json = lines(false, entry(Level.INFO, "{0}", evil));
    assertThat(json).hasSize(1);
    assertThat(read(json.get(0))).containsEntry("message", evil.replace("\ud800", "\ud800"));
    written.getBuffer().setLength(0);
    LogRecord entry = entry(Level.INFO, "{0}", evil);
    entry.setThrown(new IllegalStateException(evil));
    List<String> text = lines(true, entry);
    assertThat(text.get(0))
        .contains("a\\u000d\\n{")
        .contains("\\u001b[2J")
        .doesNotContain("\u202e");
    assertThat(text.subList(1, text.size())).allMatch(line -> line.startsWith("    "));
    assertThat(written.toString().chars().filter(c -> c != '\n'))
        .noneMatch(Character::isISOControl);
  }

  @Test
  void shouldKeepNobodyWaitingAndSayHowManyAreMissing() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    Writer stuck =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            begun.countDown();
            try {
              free.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            written.write(text, from, length);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    LogLines lines = new LogLines(new PrintWriter(stuck), false, 2);
    lines.publish(entry(Level.INFO, "first"));
    begun.await();
    for (int i = 0; i < 5; i++) lines.publish(entry(Level.INFO, "more")); // two fit
    free.countDown();
    lines.close();
    assertThat(written.toString().lines().map(line -> read(line).get("message")))
        .containsExactly("first", "3 log entries are missing here", "more", "more");
  }

  // ---- the life of a call

  private List<Map<String, Object>> reported(org.ozml.call.TraceEvent... events) {
    String name = "test." + System.nanoTime();
    Logger logger = Logger.getLogger(name);
    logger.setUseParentHandlers(false);
    LogLines lines = new LogLines(new PrintWriter(written), false);
    logger.addHandler(lines);
    CallReports reports = new CallReports(System.getLogger(name));
    for (var event : events) reports.on(event);
    lines.close();
    return written.toString().lines().map(LogLinesTest::read).toList();
  }

  private static CallEvent.StateChanged changed(long at, CallState to, CallState from) {
    return new CallEvent.StateChanged(at, "k3F", to, from, "1001", "9994");
  }

  @Test
  void shouldReportTheLifeOfACall() {
    List<Map<String, Object>> log =
        reported(
            changed(1_000_000_000L, CallState.RINGING, CallState.RINGING),
            changed(2_000_000_000L, CallState.ANSWERED, CallState.RINGING),
            changed(2_000_000_000L, CallState.IN_CALL, CallState.ANSWERED),
            new CallEvent.KeyPressed(3, "k3F", "1001", '7'),
            new CallEvent.KeysSent(3, "k3F", "1001", "7531"),
            changed(1_235_500_000_000L, CallState.COMPLETED, CallState.IN_CALL));
    assertThat(log)
        .extracting(entry -> entry.get("message"))
        .containsExactly(
            "call began: 1001 to 9994", "call answered", "call ended: Completed after 1234.5 s");
    assertThat(log).allMatch(entry -> entry.get("call").equals("k3F"));
    assertThat(log.get(2)).containsEntry("state", "Completed").containsEntry("seconds", 1234.5);
    assertThat(written.toString()).doesNotContain("7531");
  }

  @Test
  void shouldReportWebApplicationsThatFailWithoutTheirQuery() {
    Map<String, String> form = Map.of("CallId", "k3F", "DtmfDigits", "7531");
    String url = "http://app/menu?pin=7531";
    List<Map<String, Object>> log =
        reported(
            new ScriptEvent.Requested(1, 4, 10, "DtmfEntered", url, form),
            new ScriptEvent.Requested(1, 4, 11, "CallConnected", url, form),
            new ScriptEvent.Requested(1, 4, 12, "GoTo", url, form),
            new ScriptEvent.Answered(2, 4, 10, false, "HTTP 500", null, null),
            new ScriptEvent.Answered(2, 4, 11, true, "1 command", "<Response/>", "menu"),
            new ScriptEvent.Answered(2, 4, 12, false, "7531 is no OzML", "7531", "menu"));
    assertThat(log)
        .extracting(entry -> entry.get("message"))
        .containsExactly(
            "DtmfEntered to http://app/menu failed: HTTP 500",
            "GoTo to http://app/menu failed: the answer is no OzML document");
    assertThat(log).allMatch(entry -> entry.get("call").equals("k3F"));
    assertThat(written.toString()).doesNotContain("7531");
  }

  @Test
  void shouldReportScriptsThatWentWrong() {
    List<Map<String, Object>> log =
        reported(
            new ScriptEvent.Started(1, 4, "k3F", org.ozml.document.Context.EXTENSION, "a.xml"),
            new ScriptEvent.Warned(1, 4, "$pin is not set"),
            new ScriptEvent.Finished(1, 4, "k3F", Result.callNotFound("x1"), "601"),
            new ScriptEvent.Finished(1, 5, "", Result.parseError("<Speak>secret"), "300"),
            new ScriptEvent.Finished(1, 6, "", Result.OK, "done"),
            new ScriptEvent.Aborted(1, 7, "k3F", "too many commands"));
    assertThat(log)
        .extracting(entry -> entry.get("message"))
        .containsExactly(
            "script warns: $pin is not set",
            "script ended with 601: Call not found with ID 'x1'",
            "script ended with 300",
            "script aborted: too many commands");
    assertThat(log.get(0)).containsEntry("call", "k3F");
    assertThat(log.get(1)).containsEntry("code", 601).containsEntry("call", "k3F");
    assertThat(log.get(2)).doesNotContainKey("call");
  }

  /** Jetty logs the URL of each request then, and Apache's client what it sends. */
  @Test
  void shouldNeverLetLibrariesTellInDetail() {
    LogLines lines =
        LogLines.begin(new PrintWriter(new StringWriter()), false, System.Logger.Level.DEBUG);
    try {
      assertThat(System.getLogger("org.ozml.a").isLoggable(System.Logger.Level.DEBUG)).isTrue();
      for (String library : List.of("org.eclipse.jetty.server", "org.apache.hc.client5")) {
        Logger logger = Logger.getLogger(library);
        assertThat(logger.isLoggable(Level.INFO)).isFalse();
        assertThat(logger.isLoggable(Level.WARNING)).isTrue();
      }
    } finally {
      lines.close();
      LogManager.getLogManager().reset();
    }
  }
}
