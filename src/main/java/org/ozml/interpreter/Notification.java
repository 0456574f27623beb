package org.ozml.interpreter;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;

/**
 * What a web application is told: a name and fields, in the order sent (language notes, section 6).
 */
public final class Notification {
  private final String name;
  private final Map<String, String> fields = new LinkedHashMap<>();

  private Notification(String name) {
    this.name = name;
    fields.put("NotificationName", name);
  }

  /**
   * Makes a notification with the fields that are always present where there is a call.
   *
   * @param extension the API extension concerned; empty: that of the call, if there is one
   */
  public static Notification of(String name, @Nullable Call call, String extension) {
    Notification notification = new Notification(name);
    if (call != null) {
      notification
          .with("CallId", call.id())
          .with("CallState", call.state().word())
          .with("CallerId", call.shown().number())
          .with("CallerDisplayName", call.shown().name())
          .with("Dialed", call.dialed());
    }
    String concerned = extension.isEmpty() && call != null ? call.extension() : extension;
    return notification.with("ApiExtension", concerned);
  }

  /** Adds a field. */
  public Notification with(String field, String value) {
    fields.put(field, value);
    return this;
  }

  /** Adds a field in seconds, with at most three decimals. */
  public Notification with(String field, Duration value) {
    return with(field, seconds(value));
  }

  /** Returns its name. */
  public String name() {
    return name;
  }

  /** Returns the fields in order, NotificationName first. */
  public Map<String, String> fields() {
    return Collections.unmodifiableMap(fields);
  }

  /** Returns the fields as the variables of the script that answers it. */
  Map<String, String> variables() {
    return fields;
  }

  /** Returns seconds as text: 12, 0.5. */
  public static String seconds(Duration value) {
    long millis = value.toMillis();
    return millis % 1000 == 0
        ? Long.toString(millis / 1000)
        : String.format(Locale.ROOT, "%.3f", millis / 1000.0).replaceAll("0+$", "");
  }
}
