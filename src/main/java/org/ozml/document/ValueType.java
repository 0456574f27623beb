package org.ozml.document;

import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a parameter's text is read: what is cleaned up, what it means, what is said when it means
 * nothing. The nested classes are all the types that OzML parameters have (OzML language notes, 1.7
 * and 2.1).
 *
 * @param <T> what the value means
 */
abstract class ValueType<T> extends XmlAdapter<String, Value<T>> {
  private final String expected;

  private ValueType(String expected) {
    this.expected = expected;
  }

  /** Returns the value, or null when the cleaned text is not of this type. */
  abstract @Nullable T parse(String text);

  String clean(String written) {
    return written.strip();
  }

  /**
   * Prepares a text with references for the runs of its command; null when nothing of this type can
   * come of it, whatever the references stand for.
   */
  Value.@Nullable Resolver<T> prepare(Template template) {
    return scope -> parse(template.resolve(scope, isUrl()));
  }

  boolean isUrl() {
    return false;
  }

  /** Returns what a text of this type is, in words. */
  final String expected() {
    return expected;
  }

  /** Returns what was expected instead of a cleaned text that is wrong. */
  String expected(String text) {
    return expected;
  }

  /** Values that a list of names allows, for "did you mean". */
  List<String> names() {
    return List.of();
  }

  @Override
  public final Value<T> unmarshal(String written) {
    return Value.read(written, this);
  }

  @Override
  public final String marshal(Value<T> value) {
    return value.written();
  }

  @SuppressWarnings("unchecked") // never parses: a default is a constant
  static <T> ValueType<T> anything() {
    return (ValueType<T>) Text.ANY;
  }

  /** Any text; surrounding space does not count. */
  static final class Text extends ValueType<String> {
    private static final ValueType<?> ANY = new Text();

    Text() {
      super("a text");
    }

    @Override
    String parse(String text) {
      return text;
    }
  }

  /** A number, or its address in this system: {@code 102@localhost} is 102. */
  static final class Address extends ValueType<String> {
    private static final Pattern HERE = Pattern.compile("(?i)(.+)@localhost");

    Address() {
      super("a number, such as 102 or 102@localhost");
    }

    @Override
    String parse(String text) {
      Matcher here = HERE.matcher(text);
      return here.matches() ? here.group(1) : text;
    }
  }

  /** The name of a variable or an array, as references can write it. */
  static final class Name extends ValueType<String> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    Name() {
      super("a name of letters, digits and _ that does not start with a digit, without $");
    }

    @Override
    @Nullable String parse(String text) {
      return NAME.matcher(text).matches() ? text : null;
    }
  }

  /** Spoken text: inner runs of white space are one space. */
  static final class Speech extends ValueType<String> {
    private static final Pattern RUN = Pattern.compile("\\s+");

    Speech() {
      super("a text");
    }

    @Override
    String clean(String written) {
      String text = written.strip();
      return isPlain(text) ? text : RUN.matcher(text).replaceAll(" ");
    }

    /** Whether all white space is single blanks already, as it mostly is. */
    private static boolean isPlain(String text) {
      char before = 'x';
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c < ' ' || (c == ' ' && before == ' ')) return false;
        before = c;
      }
      return true;
    }

    @Override
    String parse(String text) {
      return text;
    }
  }

  /** A message: common indentation removed, line breaks kept. */
  static final class Message extends ValueType<String> {
    Message() {
      super("a text");
    }

    @Override
    String clean(String written) {
      // The first line follows the tag, and the last one is the closing tag's: neither is indented
      // like the message.
      String text = written.stripTrailing();
      int end = text.indexOf('\n');
      if (end < 0) return text.strip();
      return (text.substring(0, end).strip() + "\n" + text.substring(end + 1).stripIndent())
          .strip();
    }

    @Override
    String parse(String text) {
      return text;
    }
  }

  /** An absolute URL; references behind its first question mark are percent-encoded. */
  static class Url extends ValueType<String> {
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://[^\\s/]+\\S*");

    Url() {
      this("an absolute URL, such as http://example.com/menu");
    }

    Url(String expected) {
      super(expected);
    }

    @Override
    @Nullable String parse(String text) {
      return ABSOLUTE.matcher(text).matches() ? text : null;
    }

    @Override
    boolean isUrl() {
      return true;
    }
  }

  /** Where GoTo goes. What begins as a SELECT is one; no value of a variable makes it one. */
  static final class Location extends ValueType<GoTo.Target> {
    private static final Url URL = new Url();
    private static final Sql SQL = new Sql();

    Location() {
      super("an absolute URL, such as http://example.com/menu, or an SQL SELECT");
    }

    @Override
    GoTo.@Nullable Target parse(String text) {
      return Select.isMeant(text) ? select(SQL.parse(text)) : url(URL.parse(text));
    }

    @Override
    Value.@Nullable Resolver<GoTo.Target> prepare(Template template) {
      if (!Select.isMeant(template.marked(' '))) {
        return scope -> url(URL.parse(template.resolve(scope, true)));
      }
      Value.Resolver<Statement> statement = SQL.prepare(template);
      return statement == null ? null : scope -> select(statement.resolve(scope));
    }

    private static GoTo.@Nullable Target url(@Nullable String url) {
      return url == null ? null : new GoTo.Target.Url(url);
    }

    private static GoTo.@Nullable Target select(@Nullable Statement statement) {
      return statement == null ? null : new GoTo.Target.Select(statement);
    }

    @Override
    String expected(String text) {
      return Select.isMeant(text) ? SQL.expected(text) : super.expected(text);
    }
  }

  /** An SQL statement that reads. */
  static final class Sql extends ValueType<Statement> {
    private static final Scope NOTHING = name -> null;

    Sql() {
      super("an SQL SELECT");
    }

    @Override
    @Nullable Statement parse(String text) {
      Select select = Select.of(Template.literally(text));
      return select.expected() == null ? select.bind(NOTHING) : null;
    }

    @Override
    Value.@Nullable Resolver<Statement> prepare(Template template) {
      Select select = Select.of(template);
      return select.expected() == null ? select::bind : null;
    }

    @Override
    String expected(String text) {
      String expected = Select.of(Template.parse(text)).expected();
      return expected == null ? super.expected(text) : expected;
    }
  }

  /** Where Route goes; here an empty text means something: reject. */
  static final class Destination extends ValueType<String> {
    Destination() {
      super("an extension or the name of an outside line");
    }

    @Override
    String parse(String text) {
      return text;
    }
  }

  /** {@code true|false}, also {@code 1|0|yes|no}. */
  static final class Flag extends ValueType<Boolean> {
    Flag() {
      super("true or false");
    }

    @Override
    @Nullable Boolean parse(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "true", "1", "yes" -> Boolean.TRUE;
        case "false", "0", "no" -> Boolean.FALSE;
        default -> null;
      };
    }

    @Override
    List<String> names() {
      return List.of("true", "false", "yes", "no");
    }
  }

  /** A number of seconds, fractions allowed; up to a year, so that no sum of times can overflow. */
  static final class Seconds extends ValueType<Duration> {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,8}(\\.\\d{1,9})?|\\.\\d{1,9}");
    private static final double YEAR = 366 * 86_400.0;

    Seconds() {
      super("a number of seconds, such as 10 or 0.5");
    }

    @Override
    @Nullable Duration parse(String text) {
      if (!NUMBER.matcher(text).matches()) return null;
      double seconds = Double.parseDouble(text);
      return seconds > YEAR ? null : Duration.ofMillis(Math.round(seconds * 1000));
    }
  }

  /** A whole number of at most nine digits. */
  static final class Count extends ValueType<Integer> {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    Count() {
      super("a whole number");
    }

    @Override
    @Nullable Integer parse(String text) {
      return NUMBER.matcher(text).matches() ? Integer.valueOf(text) : null;
    }
  }

  /** Keys of a telephone. */
  static class Keys extends ValueType<String> {
    private static final Pattern KEYS = Pattern.compile("[0-9*#A-D]+");

    Keys() {
      this("keys 0-9, *, # or A-D");
    }

    Keys(String expected) {
      super(expected);
    }

    @Override
    @Nullable String parse(String text) {
      String keys = text.toUpperCase(Locale.ROOT);
      return KEYS.matcher(keys).matches() ? keys : null;
    }
  }

  /** One key of a telephone. */
  static final class Key extends Keys {
    Key() {
      super("one key: 0-9, *, # or A-D");
    }

    @Override
    @Nullable String parse(String text) {
      return text.length() == 1 ? super.parse(text) : null;
    }
  }

  /** Names of constants, written without regard to case. */
  private abstract static class Names<E extends Enum<E>> extends ValueType<E> {
    private final E[] constants;
    private final List<String> names;

    Names(String expected, E[] constants) {
      super(expected);
      this.constants = constants;
      this.names =
          Arrays.stream(constants)
              .map(constant -> constant.name().replace("_", "").toLowerCase(Locale.ROOT))
              .toList();
    }

    @Override
    @Nullable E parse(String text) {
      for (int i = 0; i < constants.length; i++) {
        if (names.get(i).equalsIgnoreCase(text)) return constants[i];
      }
      return null;
    }

    @Override
    List<String> names() {
      return names;
    }
  }

  /** A party of a call. */
  static final class PartyName extends Names<Party> {
    PartyName() {
      super("caller, callee or all", Party.values());
    }
  }

  /** The party that a transfer moves; it cannot be all. */
  static final class OneParty extends Names<Party> {
    OneParty() {
      super("caller or callee", new Party[] {Party.CALLER, Party.CALLEE});
    }
  }

  /** A recording's format. */
  static final class Format extends Names<RecordingFormat> {
    Format() {
      super("mp3 or wav", RecordingFormat.values());
    }
  }

  /** An alarm's qualifier. */
  static final class Qualifier extends Names<EventQualifier> {
    Qualifier() {
      super("NewEvent, NewRestore or StatusReport", EventQualifier.values());
    }
  }

  /** A field of an alarm: hexadecimal digits, filled up with zeros on the left. */
  private abstract static class Hex extends ValueType<String> {
    private static final Pattern DIGITS = Pattern.compile("[0-9A-F]+");
    private final int length;

    Hex(int length) {
      super("up to " + length + " hexadecimal digits");
      this.length = length;
    }

    @Override
    @Nullable String parse(String text) {
      String digits = text.toUpperCase(Locale.ROOT);
      if (digits.length() > length || !DIGITS.matcher(digits).matches()) return null;
      return "0".repeat(length - digits.length()) + digits;
    }
  }

  /** A partition. */
  static final class Hex2 extends Hex {
    Hex2() {
      super(2);
    }
  }

  /** An event code or a zone. */
  static final class Hex3 extends Hex {
    Hex3() {
      super(3);
    }
  }

  /** An account. */
  static final class Hex4 extends Hex {
    Hex4() {
      super(4);
    }
  }
}
