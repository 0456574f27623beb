package org.ozml.server.command;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ozml.document.XmlText;

/**
 * XML being written, as bytes of UTF-8: a list of a thousand calls is asked for many times a
 * second.
 */
final class Xml {
  private byte[] bytes = new byte[512];
  private int length;

  /** Adds markup, of ASCII only. */
  Xml raw(String markup) {
    room(markup.length());
    for (int i = 0; i < markup.length(); i++) bytes[length++] = (byte) markup.charAt(i);
    return this;
  }

  /** Adds what was written before. */
  Xml raw(byte[] written) {
    room(written.length);
    System.arraycopy(written, 0, bytes, length, written.length);
    length += written.length;
    return this;
  }

  /** Adds text, escaped. What XML does not allow is replaced. */
  Xml text(String text) {
    return isPlain(text) ? raw(text) : raw(XmlText.escaped(text).getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '<' || c == '>' || c == '&' || c == '"') return false;
    }
    return true;
  }

  /** Adds a number that is not negative. */
  Xml number(long number) {
    room(20);
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) digits++;
    long rest = number;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /** Adds a number with three decimals. */
  Xml thousandths(long number) {
    number(number / 1000).raw(".");
    long part = number % 1000;
    if (part < 100) raw("0");
    if (part < 10) raw("0");
    return number(part);
  }

  Xml open(String name) {
    return raw("<").raw(name).raw(">");
  }

  Xml close(String name) {
    return raw("</").raw(name).raw(">");
  }

  Xml element(String name, String text) {
    return open(name).text(text).close(name);
  }

  Xml element(String name, long number) {
    return open(name).number(number).close(name);
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  /** Returns all of it. */
  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
