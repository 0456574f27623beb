package org.ozml.service.message;

import static java.util.Locale.ROOT;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a message centre says became of a part (SMPP 3.4, appendix B). Its text differs from centre
 * to centre, so nothing is read of it but what is needed.
 *
 * @param reference what the centre called the part when it took it
 * @param status Delivered, Failed, Expired, Rejected, Unknown
 */
record Receipt(String reference, String status) {
  private static final Pattern ID = Pattern.compile("\\bid:(\\S+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern STATE = Pattern.compile("\\bstat:(\\w+)", Pattern.CASE_INSENSITIVE);

  /**
   * Reads a receipt.
   *
   * @param id of the TLV receipted_message_id; empty: it is in the text
   * @param state of the TLV message_state; 0: it is in the text
   * @return null when it tells no end: the message is still on its way, or nothing can be read
   */
  static @Nullable Receipt of(String id, int state, String text) {
    String reference = id.isEmpty() ? word(ID, text) : id;
    String status = state == 0 ? status(word(STATE, text)) : status(state);
    return reference.isEmpty() || status == null ? null : new Receipt(reference, status);
  }

  private static String word(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  /** Section 5.2.28. */
  private static @Nullable String status(int state) {
    return switch (state) {
      case 2 -> "Delivered";
      case 3 -> "Expired";
      case 4, 5 -> "Failed";
      case 7 -> "Unknown";
      case 8 -> "Rejected";
      default -> null; // 1 en route, 6 accepted: not yet at its end
    };
  }

  private static @Nullable String status(String word) {
    return switch (word.toUpperCase(ROOT)) {
      case "DELIVRD" -> status(2);
      case "EXPIRED" -> status(3);
      case "DELETED", "UNDELIV" -> status(5);
      case "UNKNOWN" -> status(7);
      case "REJECTD" -> status(8);
      default -> null;
    };
  }
}
