package org.ozml.service.message;

import static java.util.Locale.ROOT;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The type of a text message, as SendMessage names it: {@code SMS:TEXT}, {@code
 * SMS:TEXT:GSM7BIT:CLASS0} and so on. The others of the gateway, such as logos and ringtones, are
 * not known.
 *
 * @param coding GSM7BIT, UCS2, or empty: what the text needs
 * @param display 0 (shown at once) to 3; -1 for none (3GPP TS 23.038, section 4)
 */
record SmsType(String coding, int display) {
  private static final Pattern FORM =
      Pattern.compile("SMS:TEXT(?::(GSM7BIT|UCS2))?(?::CLASS([0-3]))?");

  /** Reads a type; empty is SMS:TEXT, an unknown one null. */
  static @Nullable SmsType of(String name) {
    Matcher form = FORM.matcher(name.isBlank() ? "SMS:TEXT" : name.strip().toUpperCase(ROOT));
    if (!form.matches()) {
      return null;
    }
    String coding = form.group(1) == null ? "" : form.group(1);
    return new SmsType(coding, form.group(2) == null ? -1 : Integer.parseInt(form.group(2)));
  }

  boolean unicode(String text) {
    return coding.equals("UCS2") || (coding.isEmpty() && !ShortText.isGsm(text));
  }

  /** Returns the SMPP data_coding (SMPP 3.4, section 5.2.19; 3GPP TS 23.038, section 4). */
  byte dataCoding(boolean unicode) {
    int alphabet = unicode ? 0x08 : 0x00;
    return (byte) (display < 0 ? alphabet : 0x10 | alphabet | display);
  }
}
