package org.ozml.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.util.UrlEncoded;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request, from its query and its form. Names match without regard to case; of
 * several with one name the first counts, those of the query before those of the form.
 */
public final class Parameters {
  private static final int MOST = 1_000;

  private final Map<String, String> values = new LinkedHashMap<>();
  private int count;

  /**
   * Adds what stands in a query or a form. Jetty's own collections are not used: they copy all
   * values of a name for each further one, which keeps a processor busy for seconds.
   *
   * @throws IllegalArgumentException when it cannot be decoded, or is too much; says why
   */
  void add(byte[] encoded) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(encoded)).toString();
      UrlEncoded.decodeUtf8To(text, 0, text.length(), this::put);
    } catch (CharacterCodingException | RuntimeException e) {
      throw new IllegalArgumentException("it is no percent-encoded UTF-8", e);
    }
    if (count > MOST) {
      throw new IllegalArgumentException("there are more than %,d parameters".formatted(MOST));
    }
  }

  private void put(String name, @Nullable String value) {
    if (count++ < MOST)
      values.putIfAbsent(name.toLowerCase(Locale.ROOT), value == null ? "" : value);
  }

  /** Returns a parameter; null when it is not there. */
  public @Nullable String get(String name) {
    return values.get(name.toLowerCase(Locale.ROOT));
  }

  /** Returns a parameter; empty when it is not there. */
  public String text(String name) {
    return values.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  /** Returns all, by their names in lower case. */
  public Map<String, String> all() {
    return values;
  }

  /** Names them but tells no value: one may be a password. */
  @Override
  public String toString() {
    return values.keySet().toString();
  }
}
