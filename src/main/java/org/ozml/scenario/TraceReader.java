package org.ozml.scenario;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.call.CallEvent;
import org.ozml.call.TraceEvent;
import org.ozml.ccgateway.AgentEvent;
import org.ozml.interpreter.ScriptEvent;

/** Reads what {@link TraceJson} writes; times are exact to the microsecond. */
public final class TraceReader {
  private static final Map<String, Class<?>> EVENTS = new HashMap<>();

  static {
    for (Class<?> event : CallEvent.class.getPermittedSubclasses()) put(event);
    for (Class<?> event : ScriptEvent.class.getPermittedSubclasses()) put(event);
    put(AgentEvent.class);
    put(Setting.class);
  }

  private static void put(Class<?> event) {
    EVENTS.put(event.getSimpleName(), event);
  }

  private TraceReader() {}

  /** A line that is no event; the message says what is wrong and what was expected. */
  public static final class NoEvent extends Exception {
    private static final long serialVersionUID = 1;

    private NoEvent(String message) {
      super(message);
    }
  }

  /** Returns the event on a line. */
  public static TraceEvent event(String line) throws NoEvent {
    Object read;
    try {
      read = JsonReader.read(line);
    } catch (JsonReader.NotJson e) {
      throw new NoEvent(String.valueOf(e.getMessage()));
    }
    if (!(read instanceof Map<?, ?> map) || map.get("event") == null) {
      throw new NoEvent("expected an object with 'at' and 'event'");
    }
    Class<?> type = EVENTS.get(map.get("event"));
    if (type == null) throw new NoEvent("'%s' is no event".formatted(map.get("event")));
    return (TraceEvent) record(type, map);
  }

  /** How records are made; looking that up takes longer than all the rest. */
  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(type);
        }
      };

  private record Shape(String name, List<Part> parts, Constructor<?> maker) {
    static Shape of(Class<?> type) {
      RecordComponent[] components = type.getRecordComponents();
      List<Part> parts = new ArrayList<>();
      Class<?>[] types = new Class<?>[components.length];
      for (int i = 0; i < components.length; i++) {
        RecordComponent one = components[i];
        types[i] = one.getType();
        boolean mayMiss = one.getAnnotatedType().isAnnotationPresent(Nullable.class);
        String where = type.getSimpleName() + "." + one.getName();
        parts.add(new Part(one.getName(), where, one.getGenericType(), mayMiss));
      }
      try {
        return new Shape(type.getSimpleName(), parts, type.getDeclaredConstructor(types));
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private record Part(String name, String where, Type type, boolean mayMiss) {}

  private static Object record(Class<?> type, Map<?, ?> map) throws NoEvent {
    Shape shape = SHAPES.get(type);
    List<@Nullable Object> values = new ArrayList<>();
    for (Part part : shape.parts()) {
      Object value = map.get(part.name());
      if (value == null && !part.mayMiss()) throw new NoEvent(part.where() + " is missing");
      boolean isTime = part.name().equals("at");
      if (isTime) values.add(time(part.where(), value).toNanos());
      else values.add(value == null ? null : value(part.where(), part.type(), value));
    }
    try {
      return shape.maker().newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      throw new NoEvent("%s: %s".formatted(shape.name(), e.getCause()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object value(String where, Type type, @Nullable Object value) throws NoEvent {
    if (type instanceof ParameterizedType several) {
      Type item = several.getActualTypeArguments()[several.getActualTypeArguments().length - 1];
      return several.getRawType() == List.class
          ? list(where, item, value)
          : map(where, item, value);
    }
    Class<?> raw = (Class<?>) type;
    if (raw == Object.class && value != null) return value; // JSON as it is
    if (raw == Duration.class) return time(where, value);
    if (value instanceof Map<?, ?> map) return record(kind(where, raw, map), map);
    if (raw == boolean.class && value instanceof Boolean) return value;
    if (value instanceof BigDecimal number) {
      if (raw == long.class) return number.longValue();
      if (raw == int.class) return number.intValue();
    }
    if (value instanceof String text) {
      if (raw == String.class) return text;
      if (raw == char.class && text.length() == 1) return text.charAt(0);
      if (raw.isEnum()) return constant(where, raw, text);
      if (raw == LocalDateTime.class) return date(where, text);
    }
    throw new NoEvent("%s cannot be %s".formatted(where, Json.line(value)));
  }

  private static Duration time(String where, @Nullable Object value) throws NoEvent {
    if (!(value instanceof BigDecimal seconds)) {
      throw new NoEvent("%s: expected seconds, not %s".formatted(where, Json.line(value)));
    }
    BigDecimal nanos = seconds.movePointRight(9).setScale(0, RoundingMode.HALF_UP);
    return Duration.ofNanos(nanos.longValue());
  }

  private static Object date(String where, String text) throws NoEvent {
    try {
      return LocalDateTime.parse(text);
    } catch (DateTimeException e) {
      throw new NoEvent("%s: '%s' is no time".formatted(where, text));
    }
  }

  private static Object constant(String where, Class<?> type, String word) throws NoEvent {
    for (Object constant : type.getEnumConstants()) {
      if (TraceJson.word(((Enum<?>) constant).name()).equals(word)) return constant;
    }
    throw new NoEvent("%s cannot be '%s'".formatted(where, word));
  }

  private static List<Object> list(String where, Type item, @Nullable Object value) throws NoEvent {
    if (!(value instanceof List<?> written)) throw new NoEvent(where + " has to be a list");
    List<Object> list = new ArrayList<>();
    for (Object one : written) list.add(value(where, item, one));
    return list;
  }

  private static Map<String, Object> map(String where, Type item, @Nullable Object value)
      throws NoEvent {
    if (!(value instanceof Map<?, ?> written)) throw new NoEvent(where + " has to be an object");
    Map<String, Object> map = new LinkedHashMap<>();
    for (Map.Entry<?, ?> one : written.entrySet()) {
      map.put(String.valueOf(one.getKey()), value(where, item, one.getValue()));
    }
    return map;
  }

  /** Where one of several may stand, it says which. */
  private static Class<?> kind(String where, Class<?> type, Map<?, ?> map) throws NoEvent {
    if (type.isRecord()) return type;
    if (type.isSealed()) {
      for (Class<?> kind : type.getPermittedSubclasses()) {
        if (kind.getSimpleName().equals(map.get("kind"))) return kind;
      }
    }
    throw new NoEvent("%s cannot be %s".formatted(where, Json.line(map)));
  }
}
