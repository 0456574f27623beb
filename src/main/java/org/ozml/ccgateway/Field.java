package org.ozml.ccgateway;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of an interface: where it stands and what it may be. Lenient where the published
 * examples are: a number or a flag may come as a text.
 *
 * @param name as it is written in path, query or body
 * @param kind what it is read as
 * @param meaning one line for the description
 * @param needed whether it has to be there
 * @param pattern what a text has to match; null: anything
 * @param most the longest text in characters (of DATA: in bytes of UTF-8), the largest number
 * @param least the smallest number
 * @param expected what is right, for the message: "1 skill queue, 2 agent ..."
 */
public record Field(
    String name,
    Kind kind,
    Place place,
    String meaning,
    boolean needed,
    @Nullable Pattern pattern,
    long most,
    long least,
    String expected) {

  /** What a parameter is read as. */
  public enum Kind {
    TEXT,
    /** A text that is counted in bytes: call-associated data. */
    DATA,
    NUMBER,
    FLAG
  }

  /** Where a parameter stands. */
  public enum Place {
    PATH,
    QUERY,
    BODY
  }

  /** Most bytes of call-associated data: 16 KB in UTF-8. */
  public static final int MOST_DATA = 16 * 1024;

  /** A text. */
  public static Field text(String name, Place place, String pattern, int most, String expected) {
    return new Field(
        name, Kind.TEXT, place, expected, false, Pattern.compile(pattern), most, 0, expected);
  }

  /** A whole number. */
  public static Field number(String name, Place place, long least, long most, String expected) {
    return new Field(name, Kind.NUMBER, place, expected, false, null, most, least, expected);
  }

  /** True or false. */
  public static Field flag(String name, Place place, String meaning) {
    return new Field(name, Kind.FLAG, place, meaning, false, null, 0, 0, "true or false");
  }

  /** The id of a call. */
  public static Field callId(Place place) {
    return text("callid", place, "[0-9A-Za-z-]+", 64, "a call id");
  }

  /** Call-associated data. */
  public static Field data(String name) {
    return new Field(
        name,
        Kind.DATA,
        Place.BODY,
        "call-associated data",
        false,
        null,
        MOST_DATA,
        0,
        "at most 16384 bytes of UTF-8");
  }

  /** Returns the same that has to be there. */
  public Field mandatory() {
    return new Field(name, kind, place, meaning, true, pattern, most, least, expected);
  }

  /** Returns the same with another description. */
  public Field meaning(String other) {
    return new Field(name, kind, place, other, needed, pattern, most, least, expected);
  }

  /**
   * Reads a value as it came in: a text, a number or a flag.
   *
   * @return a String, a Long or a Boolean
   * @throws IllegalArgumentException when it is not as defined; says what is wrong
   */
  Object read(Object given) {
    return switch (kind) {
      case TEXT -> text(given);
      case DATA -> data(given);
      case NUMBER -> number(given);
      case FLAG -> flag(given);
    };
  }

  private String text(Object given) {
    if (!(given instanceof String || given instanceof Number)) throw wrong(given);
    String text = given instanceof Double d ? new BigDecimal(d).toPlainString() : given.toString();
    if (text.length() > most) {
      throw new IllegalArgumentException(
          "%s has %d characters; at most %d are allowed".formatted(name, text.length(), most));
    }
    if (pattern != null && !pattern.matcher(text).matches()) throw wrong(given);
    return text;
  }

  private String data(Object given) {
    if (!(given instanceof String text)) throw wrong(given);
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > most) {
      throw new IllegalArgumentException(
          "%s has %,d bytes in UTF-8; at most %,d are allowed".formatted(name, bytes, most));
    }
    return text;
  }

  private Long number(Object given) {
    try {
      long number =
          given instanceof Number value
              ? new BigDecimal(value.toString()).longValueExact()
              : Long.parseLong(given instanceof String text ? text.strip() : "-");
      if (number < least || number > most) throw wrong(given);
      return number;
    } catch (ArithmeticException | NumberFormatException e) {
      throw wrong(given);
    }
  }

  private Boolean flag(Object given) {
    if (given instanceof Boolean flag) return flag;
    String text = given instanceof String word ? word.strip().toLowerCase(Locale.ROOT) : "";
    if (!List.of("true", "false").contains(text)) throw wrong(given);
    return text.equals("true");
  }

  /** Returns what is wrong with a value, and what would be right. */
  IllegalArgumentException wrong(Object given) {
    String text = shortened(given.toString());
    String shown = given instanceof String ? "'" + text + "'" : text;
    return new IllegalArgumentException(
        "%s: %s is not valid; expected %s".formatted(name, shown, expected));
  }

  private static String shortened(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > 40 ? plain.substring(0, 40) + "..." : plain;
  }
}
