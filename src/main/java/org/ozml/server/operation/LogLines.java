package org.ozml.server.operation;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Writes what is logged, through {@link System.Logger}, {@code java.util.logging} or SLF4J: one
 * JSON object a line with time, level, logger, message, call and whatever else the entry names; or
 * as text, where a person reads along. Whoever logs never waits: up to 10,000 entries wait for a
 * thread of this class, and when there are more the log says how many are missing. Nothing in an
 * entry can begin a line of its own or reach a terminal as a command.
 */
public final class LogLines extends Handler {
  private static final int WAITING = 10_000;
  private static final long FAREWELL = 2_000;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  /** Loggers are remembered weakly, and their levels with them. */
  private static final List<Logger> KEPT = new ArrayList<>();

  private final PrintWriter out;
  private final boolean text;
  private final BlockingQueue<LogRecord> waiting;
  private final Thread thread = new Thread(this::run, "log");
  private final Words words = new Words();
  private long missing; // guarded by this
  private volatile boolean closing;

  /** Writes message and parameters together, as MessageFormat does. */
  private static final class Words extends Formatter {
    @Override
    public String format(LogRecord entry) {
      return formatMessage(entry);
    }
  }

  /**
   * Begins to write.
   *
   * @param text for people; otherwise JSON
   */
  LogLines(PrintWriter out, boolean text) {
    this(out, text, WAITING);
  }

  LogLines(PrintWriter out, boolean text, int waiting) {
    this.out = out;
    this.text = text;
    this.waiting = new ArrayBlockingQueue<>(waiting);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Takes over the log of this process: what was set up before is dropped.
   *
   * @param text for people; otherwise JSON
   * @param level of ours; libraries say less, from warnings on: in detail they would tell URLs, in
   *     which old clients send passwords
   */
  public static LogLines begin(PrintWriter out, boolean text, System.Logger.Level level) {
    LogManager.getLogManager().reset();
    LogLines lines = new LogLines(out, text);
    Logger root = Logger.getLogger("");
    Level wanted = level(level);
    root.setLevel(wanted.intValue() < Level.WARNING.intValue() ? Level.WARNING : wanted);
    Logger ours = Logger.getLogger("org.ozml");
    ours.setLevel(wanted);
    KEPT.addAll(List.of(root, ours));
    root.addHandler(lines);
    return lines;
  }

  private static Level level(System.Logger.Level level) {
    return switch (level) {
      case ALL -> Level.ALL;
      case TRACE -> Level.FINER;
      case DEBUG -> Level.FINE;
      case INFO -> Level.INFO;
      case WARNING -> Level.WARNING;
      case ERROR -> Level.SEVERE;
      case OFF -> Level.OFF;
    };
  }

  @Override
  public void publish(LogRecord entry) {
    if (!isLoggable(entry) || closing) return;
    if (!waiting.offer(entry)) {
      synchronized (this) {
        missing++;
      }
    }
  }

  private void run() {
    try {
      while (!closing || !waiting.isEmpty()) {
        LogRecord entry = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (entry == null) continue;
        out.println(line(entry));
        sayWhatIsMissing();
        if (waiting.isEmpty()) out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    out.flush();
  }

  private void sayWhatIsMissing() {
    long count;
    synchronized (this) {
      count = missing;
      missing = 0;
    }
    if (count == 0) return;
    LogRecord entry = new LogRecord(Level.WARNING, count + " log entries are missing here");
    entry.setLoggerName(LogLines.class.getName());
    out.println(line(entry));
  }

  String line(LogRecord entry) {
    return text ? text(entry) : json(entry);
  }

  // ---- for people

  private String text(LogRecord entry) {
    StringBuilder line = new StringBuilder();
    String logger = String.valueOf(entry.getLoggerName());
    line.append(CLOCK.format(entry.getInstant()))
        .append(String.format(Locale.ROOT, " %-7s ", word(entry.getLevel())))
        .append(escaped(logger.substring(logger.lastIndexOf('.') + 1), false));
    for (Field field : fields(entry)) {
      boolean call = field.name().equals("call") && !field.toString().isEmpty();
      if (call) line.append(' ').append(escaped(field.toString(), false));
    }
    line.append(": ").append(escaped(words.format(entry), false));
    if (entry.getThrown() != null) {
      // Indented, so that no part of a message can pass for an entry.
      trace(entry.getThrown())
          .lines()
          .forEach(each -> line.append("\n    ").append(escaped(each, false)));
    }
    return line.toString();
  }

  // ---- for programs

  private String json(LogRecord entry) {
    StringBuilder line = new StringBuilder("{");
    member(line, "time", entry.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
    member(line, "level", word(entry.getLevel()));
    member(line, "logger", String.valueOf(entry.getLoggerName()));
    member(line, "message", words.format(entry));
    for (Field field : fields(entry)) {
      if (!field.toString().isEmpty()) member(line, field.name(), field.value());
    }
    if (entry.getThrown() != null) member(line, "exception", trace(entry.getThrown()));
    return line.append('}').toString();
  }

  private static void member(StringBuilder line, String name, Object value) {
    if (line.length() > 1) line.append(',');
    line.append('"').append(name).append("\":");
    if (value instanceof Number) line.append(value);
    else line.append('"').append(escaped(value.toString(), true)).append('"');
  }

  // ---- both

  private static List<Field> fields(LogRecord entry) {
    Object[] parameters = entry.getParameters();
    if (parameters == null) return List.of();
    return Arrays.stream(parameters)
        .filter(Field.class::isInstance)
        .map(Field.class::cast)
        .toList();
  }

  private static String word(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) return "error";
    if (level.intValue() >= Level.WARNING.intValue()) return "warning";
    return level.intValue() >= Level.INFO.intValue() ? "info" : "debug";
  }

  private static String trace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString().strip();
  }

  /** Control characters as escapes: no line breaks, nothing that a terminal obeys. */
  private static String escaped(String value, boolean quoted) {
    StringBuilder safe = new StringBuilder(value.length() + 16);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (quoted && (c == '"' || c == '\\')) safe.append('\\').append(c);
      else if (c == '\n') safe.append("\\n");
      else if (c == '\t') safe.append("\\t");
      else if (Character.isISOControl(c) || isUnseen(c) || isHalf(value, i)) {
        safe.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else safe.append(c);
    }
    return safe.toString();
  }

  /** Line and paragraph separators, and marks that turn the order of a line around. */
  private static boolean isUnseen(char c) {
    int type = Character.getType(c);
    return type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.FORMAT;
  }

  /** Half of a pair of surrogates is no UTF-8. */
  private static boolean isHalf(String value, int i) {
    char c = value.charAt(i);
    if (!Character.isSurrogate(c)) return false;
    boolean first = i + 1 < value.length() && Character.isSurrogatePair(c, value.charAt(i + 1));
    boolean second = i > 0 && Character.isSurrogatePair(value.charAt(i - 1), c);
    return !first && !second;
  }

  @Override
  public void flush() {}

  /** Writes what waits, for which there are two seconds. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(FAREWELL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
