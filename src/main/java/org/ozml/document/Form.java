package org.ozml.document;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Commands that come as a name and parameters, as a request over HTTP has them, instead of an
 * element. Values are literal: a {@code $} means nothing in them.
 */
public final class Form {
  private static final Source SOURCE = new Source("HTTP", "");

  private Form() {}

  /** Finds a command by any of its spellings; null when there is none. */
  public static @Nullable Class<? extends Command> command(String name) {
    ElementType type = ElementType.command(name);
    return type == null ? null : type.type.asSubclass(Command.class);
  }

  /**
   * Makes a command of what is given. It says itself what is wrong with that: {@link
   * Command#fault}.
   *
   * @param command one of {@link #command}
   * @param values by names in lower case, of any spelling; blank ones and those that the command
   *     does not know count for nothing
   */
  public static Command read(Class<? extends Command> command, Map<String, String> values) {
    ElementType type = ElementType.command(command.getSimpleName());
    if (type == null) throw new IllegalArgumentException(command + " is no command");
    Element element = type.make();
    element.locate(type, SOURCE, Position.START);
    for (ElementType.Parameter parameter : type.parameters) {
      String given = given(parameter, values);
      if (given != null) parameter.set(element, Value.literal(given, parameter.type));
      Value<?> value = parameter.of(element);
      if (value == null ? parameter.required : value.wrong()) element.blame(parameter.name);
    }
    element.seal();
    return (Command) element;
  }

  private static @Nullable String given(
      ElementType.Parameter parameter, Map<String, String> values) {
    for (String spelling : parameter.spellings) {
      String value = values.get(ElementType.lower(spelling));
      if (value != null && !value.isBlank()) return value;
    }
    return null;
  }

  /** Makes the document in which a command stands alone. */
  public static Document document(Command command) {
    return new Document(SOURCE, Response.of(command), List.of());
  }
}
