package org.ozml.server;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request, from its query and its form. Names match without regard to case; of
 * several with one name the first counts, those of the query before those of the form.
 */
public final class Parameters {
  private final Map<String, String> values = new LinkedHashMap<>();

  void add(Fields fields) {
    for (Fields.Field field : fields) {
      values.putIfAbsent(
          field.getName().toLowerCase(Locale.ROOT), String.valueOf(field.getValue()));
    }
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
