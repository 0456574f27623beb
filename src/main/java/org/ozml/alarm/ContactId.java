package org.ozml.alarm;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One alarm message: sixteen digits ACCT 18 QXYZ GG CCC S, sent as DTMF (SIA DC-05-1999.09). Fields
 * are hexadecimal digits, filled up with zeros on the left. The digit A is not used: 0 has the
 * value 10 and takes its place, so an A in a field becomes 0.
 *
 * @param account four digits
 * @param qualifier what kind of report it is
 * @param event three digits, see {@link EventCodes}
 * @param partition two digits; 00: none
 * @param zone three digits, a zone or a user; 000: none
 */
public record ContactId(
    String account, Qualifier qualifier, String event, String partition, String zone) {
  /** How many digits a message has. */
  public static final int LENGTH = 16;

  /** Digits by their value, from 1; 0 has the value 10. */
  private static final String DIGITS = "1234567890BCDEF";

  /** The keys that send them: there are no keys B to F. */
  private static final String KEYS = "1234567890*#ABC";

  /** What kind of report a message is. */
  public enum Qualifier {
    /** Something has happened; of a 4xx code: opening. */
    NEW_EVENT('1', "NewEvent"),
    /** It is as before; of a 4xx code: closing. */
    NEW_RESTORE('3', "NewRestore"),
    /** What was reported before is still so. */
    STATUS_REPORT('6', "StatusReport");

    private final char digit;
    private final String word;

    Qualifier(char digit, String word) {
      this.digit = digit;
      this.word = word;
    }

    /** Returns the word that scripts use. */
    public String word() {
      return word;
    }

    private static @Nullable Qualifier of(char digit) {
      for (Qualifier one : values()) {
        if (one.digit == digit) return one;
      }
      return null;
    }
  }

  /** Fills fields up; one that is too long or has other characters is refused. */
  public ContactId {
    account = field(account, 4);
    event = field(event, 3);
    partition = field(partition, 2);
    zone = field(zone, 3);
  }

  private static String field(String given, int length) {
    String digits = given.toUpperCase(Locale.ROOT).replace('A', '0');
    if (digits.length() > length || digits.chars().anyMatch(digit -> DIGITS.indexOf(digit) < 0)) {
      throw new IllegalArgumentException(
          "'%s' is not up to %d hexadecimal digits".formatted(given, length));
    }
    return "0".repeat(length - digits.length()) + digits;
  }

  /** Returns the sixteen digits; the last one makes the sum of their values a multiple of 15. */
  public String digits() {
    String digits = account + "18" + qualifier.digit + event + partition + zone;
    return digits + DIGITS.charAt(14 - sum(digits) % 15);
  }

  /** Returns the keys that send the sixteen digits. */
  public String keys() {
    return translate(digits(), DIGITS, KEYS);
  }

  /** Returns the digits that keys stand for; a key that stands for none becomes a question mark. */
  public static String digitsOf(String keys) {
    return translate(keys, KEYS, DIGITS);
  }

  private static String translate(String text, String from, String to) {
    StringBuilder translated = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int place = from.indexOf(text.charAt(i));
      translated.append(place < 0 ? '?' : to.charAt(place));
    }
    return translated.toString();
  }

  /**
   * Reads sixteen digits, of message type 18 or 98. The sum shows any single wrong digit, but no
   * two that have changed places.
   *
   * @return null when they are no message or the sum is wrong
   */
  public static @Nullable ContactId parse(String digits) {
    if (digits.length() != LENGTH || digits.chars().anyMatch(digit -> DIGITS.indexOf(digit) < 0)) {
      return null;
    }
    String type = digits.substring(4, 6);
    Qualifier qualifier = Qualifier.of(digits.charAt(6));
    boolean known = type.equals("18") || type.equals("98");
    if (!known || qualifier == null || sum(digits) % 15 != 0) return null;
    return new ContactId(
        digits.substring(0, 4),
        qualifier,
        digits.substring(7, 10),
        digits.substring(10, 12),
        digits.substring(12, 15));
  }

  private static int sum(String digits) {
    return digits.chars().map(digit -> DIGITS.indexOf(digit) + 1).sum();
  }

  /** Returns the name of the event. */
  public String eventName() {
    return EventCodes.name(event);
  }

  /** Returns the fields in order, by the names of the variables that scripts know them by. */
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("account", account);
    fields.put("eventqualifier", qualifier.word());
    fields.put("eventcode", event);
    fields.put("eventname", eventName());
    fields.put("partition", partition);
    fields.put("zone", zone);
    return fields;
  }

  /** Returns it as it is usually written: 1234 1131 01 015. */
  @Override
  public String toString() {
    return account + " " + qualifier.digit + event + " " + partition + " " + zone;
  }
}
