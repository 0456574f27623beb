package org.ozml.service.message;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a long message a short one is.
 *
 * @param reference what all parts of one message have in common
 * @param total how many there are
 * @param number which it is, from 1
 */
record Segment(int reference, int total, int number) {
  /** Returns null when the numbers make no sense: it is a message of its own then. */
  static @Nullable Segment of(int reference, int total, int number) {
    return total > 1 && number >= 1 && number <= total
        ? new Segment(reference, total, number)
        : null;
  }

  /**
   * Reads the header in front of a text (3GPP TS 23.040, section 9.2.3.24): its length, then
   * elements of type, length and value. Null when none tells of parts.
   */
  static @Nullable Segment read(byte[] message) {
    int end = Math.min(message.length, header(message));
    for (int at = 1; at + 1 < end; at += 2 + (message[at + 1] & 0xFF)) {
      int type = message[at];
      int length = message[at + 1] & 0xFF;
      // 8-bit reference, or 16-bit (sections 9.2.3.24.1 and 9.2.3.24.8)
      int wide = type == 8 ? 1 : 0;
      if ((type == 0 || type == 8) && length == 3 + wide && at + 2 + length <= end) {
        int reference = message[at + 2] & 0xFF;
        if (type == 8) {
          reference = (reference << 8) | (message[at + 3] & 0xFF);
        }
        return of(reference, message[at + 3 + wide] & 0xFF, message[at + 4 + wide] & 0xFF);
      }
    }
    return null;
  }

  /** Returns what follows the header. */
  static byte[] body(byte[] message) {
    return Arrays.copyOfRange(message, Math.min(message.length, header(message)), message.length);
  }

  private static int header(byte[] message) {
    return message.length == 0 ? 0 : 1 + (message[0] & 0xFF);
  }
}
