package org.ozml.scenario;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.call.TraceEvent;

/**
 * Tells what happened to programs: an object for each event, with its time in seconds, its name and
 * the components of its record. Times are numbers in seconds; constants are written as OzML writes
 * states: {@code InCall}.
 */
public final class TraceJson {
  private TraceJson() {}

  /** Returns the line for an event. */
  public static String line(TraceEvent event) {
    return Json.line(object(event));
  }

  /** Returns the name and the components of an event, as they are written. */
  public static Map<String, @Nullable Object> fields(TraceEvent event) {
    return object(event);
  }

  private static Map<String, @Nullable Object> object(Object made) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    if (made instanceof TraceEvent event) {
      object.put("at", seconds(event.at()));
      object.put("event", made.getClass().getSimpleName());
    } else if (made.getClass().getInterfaces().length > 0) {
      object.put("kind", made.getClass().getSimpleName()); // one of several that may stand here
    }
    for (RecordComponent component : made.getClass().getRecordComponents()) {
      if (component.getName().equals("at")) continue;
      object.put(component.getName(), value(component(made, component)));
    }
    return object;
  }

  private static @Nullable Object component(Object made, RecordComponent component) {
    try {
      return component.getAccessor().invoke(made);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof Duration duration) return seconds(duration.toNanos());
    if (value instanceof Enum<?> constant) return word(constant.name());
    if (value instanceof List<?> list) {
      List<@Nullable Object> values = new ArrayList<>();
      for (Object item : list) values.add(value(item));
      return values;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> values = new LinkedHashMap<>();
      map.forEach((name, item) -> values.put(name, value(item)));
      return values;
    }
    return value instanceof Record ? object(value) : value;
  }

  /** Microseconds are exact enough; 4.400000 is 4.4. */
  private static BigDecimal seconds(long nanos) {
    BigDecimal exact = BigDecimal.valueOf(Math.round(nanos / 1e3), 6).stripTrailingZeros();
    return exact.scale() < 0 ? exact.setScale(0) : exact;
  }

  /** Returns a constant as traces write it: IN_CALL is InCall. */
  static String word(String constant) {
    StringBuilder word = new StringBuilder();
    for (String part : constant.split("_", -1)) {
      word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
    }
    return word.toString();
  }
}
