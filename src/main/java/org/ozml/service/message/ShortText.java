package org.ozml.service.message;

import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a short message, cut into as many parts as it needs.
 *
 * <p>In the GSM alphabet (3GPP TS 23.038, section 6.2.1), an octet for each septet as SMPP wants
 * it, or in UCS-2 (UTF-16). One message has 160 septets or 140 octets; of several, each begins with
 * a header of 6 octets that says how they belong together (3GPP TS 23.040, section 9.2.3.24.1), so
 * that 153 septets or 67 units are left. What takes two, an extension character or a surrogate
 * pair, is never cut.
 *
 * @param unicode whether it is in UCS-2
 * @param parts what goes over the line, with the header if there are several
 */
record ShortText(boolean unicode, List<byte[]> parts) {
  /** The header counts parts in one octet. */
  static final int MOST_PARTS = 255;

  private static final int OCTETS = 140;
  private static final int SEPTETS = 160;
  private static final int HEADER = 6;
  private static final int ESCAPE = 0x1B;

  /** The character for each septet. */
  private static final String ALPHABET =
      "@£$¥èéùìòÇ\nØø\rÅå"
          + "Δ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ"
          + " !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
          + "¿abcdefghijklmnopqrstuvwxyzäöñüà";

  /** Characters for which another septet stands, behind an escape (section 6.2.1.1). */
  private static final String EXTENSION = "\f^{}\\[~]|€";

  private static final String EXTENSION_SEPTETS = "\n\u0014()/<=>@e";

  /** Whether each character is in the GSM alphabet. */
  static boolean isGsm(String text) {
    return text.chars().allMatch(c -> c != ESCAPE && septets(c).length > 0);
  }

  /** Whether a text fits into the parts that a header can count. */
  static boolean fits(String text, boolean unicode) {
    return of(text, unicode, 0).parts().size() <= MOST_PARTS;
  }

  /**
   * Cuts a text.
   *
   * @param unicode else what is not in the GSM alphabet becomes a question mark
   * @param reference what all parts of one message have in common; its lowest octet counts
   */
  static ShortText of(String text, boolean unicode, int reference) {
    List<byte[]> letters = text.codePoints().mapToObj(c -> encode(c, unicode)).toList();
    int whole = unicode ? OCTETS : SEPTETS;
    // 6 octets take the room of 7 septets.
    int room = unicode ? OCTETS - HEADER : SEPTETS - 7;
    if (letters.stream().mapToInt(letter -> letter.length).sum() <= whole) {
      return new ShortText(unicode, cut(letters, whole));
    }
    List<byte[]> bodies = cut(letters, room);
    List<byte[]> parts = new ArrayList<>();
    for (byte[] body : bodies) {
      ByteArrayOutputStream part = new ByteArrayOutputStream();
      // Length of the header, then one element: concatenated, 3 octets.
      part.writeBytes(new byte[] {5, 0, 3, (byte) reference, (byte) bodies.size()});
      part.write(parts.size() + 1);
      part.writeBytes(body);
      parts.add(part.toByteArray());
    }
    return new ShortText(unicode, parts);
  }

  private static byte[] encode(int character, boolean unicode) {
    if (unicode) {
      return Character.toString(character).getBytes(UTF_16BE);
    }
    byte[] septets = septets(character);
    return septets.length > 0 ? septets : new byte[] {'?'};
  }

  private static byte[] septets(int character) {
    int place = ALPHABET.indexOf(character);
    int extended = EXTENSION.indexOf(character);
    if (place >= 0) {
      return new byte[] {(byte) place};
    } else if (extended >= 0) {
      return new byte[] {ESCAPE, (byte) EXTENSION_SEPTETS.charAt(extended)};
    }
    return new byte[0];
  }

  private static List<byte[]> cut(List<byte[]> letters, int room) {
    List<byte[]> bodies = new ArrayList<>();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] letter : letters) {
      if (body.size() + letter.length > room) {
        bodies.add(body.toByteArray());
        body.reset();
      }
      body.writeBytes(letter);
    }
    bodies.add(body.toByteArray());
    return bodies;
  }

  /** Reads septets in the GSM alphabet, an octet each. */
  static String read(byte[] septets) {
    StringBuilder text = new StringBuilder();
    boolean escaped = false;
    for (byte septet : septets) {
      int extended = escaped ? EXTENSION_SEPTETS.indexOf(septet) : -1;
      escaped = !escaped && septet == ESCAPE;
      if (extended >= 0) {
        text.append(EXTENSION.charAt(extended));
      } else if (!escaped) {
        text.append(ALPHABET.charAt(septet & 0x7F));
      }
    }
    return text.toString();
  }
}
