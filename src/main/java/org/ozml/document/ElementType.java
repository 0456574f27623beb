package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the annotations of a document class say about its element, looked up without regard to case
 * and by any spelling. The classes are the one place where the language is written down; this reads
 * it from there.
 */
final class ElementType {
  /**
   * Accepted on every command and ignored in a script, because the vendor lists them everywhere.
   */
  private static final Set<String> CREDENTIALS = Set.of("username", "password");

  /** The commands by every spelling in lower case, and as written canonically. */
  private static final Map<String, ElementType> COMMANDS = commands();

  static final ElementType RESPONSE = of(Response.class, "Response");
  static final ElementType OTHER = of(OtherCommand.class, "OtherCommand");

  /** The elements that exist only inside certain commands. */
  private static final Map<String, ElementType> INNER = inner();

  final String name;
  final Class<?> type;
  final boolean holdsCommands;

  /** Whether several may stand in one element, as opposed to a named block. */
  final boolean repeats;

  final List<Parameter> parameters = new ArrayList<>();
  final Set<Context> contexts;
  @Nullable Parameter text;
  private final Map<String, Parameter> byName = new HashMap<>();
  private final Map<String, ElementType> children = new LinkedHashMap<>();

  /** One parameter: a field of the class. */
  static final class Parameter {
    final String name;
    final boolean required;
    final ValueType<?> type;
    final List<String> spellings = new ArrayList<>();
    private final Field field;

    private Parameter(Field field, XmlAttribute attribute) {
      this.field = field;
      this.name = attribute.name().intern(); // JAXB compares names by identity
      spellings.add(name);
      Alias alias = field.getAnnotation(Alias.class);
      if (alias != null) spellings.addAll(List.of(alias.value()));
      this.required = attribute.required();
      try {
        field.setAccessible(true);
        Class<?> adapter = field.getAnnotation(XmlJavaTypeAdapter.class).value();
        this.type = (ValueType<?>) adapter.getDeclaredConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(field.toString(), e);
      }
    }

    @Nullable Value<?> of(Element element) {
      try {
        return (Value<?>) field.get(element);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(field.toString(), e);
      }
    }

    void set(Element element, Value<?> value) {
      try {
        field.set(element, value);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(field.toString(), e);
      }
    }
  }

  private ElementType(Class<?> type, String name, boolean repeats) {
    this.type = type;
    this.name = name.intern();
    this.repeats = repeats;
    this.holdsCommands = Block.class.isAssignableFrom(type);
    UsedIn used = type.getAnnotation(UsedIn.class);
    this.contexts = used == null ? Set.of(Context.values()) : Set.of(used.value());
  }

  private static ElementType of(Class<?> type, String name) {
    return of(type, name, true);
  }

  private static ElementType of(Class<?> type, String name, boolean repeats) {
    ElementType element = new ElementType(type, name, repeats);
    for (Field field : type.getDeclaredFields()) {
      XmlAttribute attribute = field.getAnnotation(XmlAttribute.class);
      if (attribute != null) element.add(field, attribute);
      XmlElement child = field.getAnnotation(XmlElement.class);
      if (child != null) {
        ElementType inside =
            of(elementClass(field), child.name(), List.class.isAssignableFrom(field.getType()));
        spell(element.children, child.name(), field.getAnnotation(Alias.class), inside);
      }
    }
    return element;
  }

  private void add(Field field, XmlAttribute attribute) {
    Parameter parameter = new Parameter(field, attribute);
    parameters.add(parameter);
    spell(byName, parameter.name, field.getAnnotation(Alias.class), parameter);
    if (field.isAnnotationPresent(TextForm.class)) text = parameter;
  }

  private static Class<?> elementClass(Field field) {
    Type type = field.getGenericType();
    return type instanceof ParameterizedType list
        ? (Class<?>) list.getActualTypeArguments()[0]
        : field.getType();
  }

  private static <T> void spell(Map<String, T> map, String name, @Nullable Alias alias, T what) {
    map.put(name, what);
    map.put(lower(name), what);
    if (alias != null) for (String other : alias.value()) map.put(lower(other), what);
  }

  private static Map<String, ElementType> commands() {
    Map<String, ElementType> commands = new HashMap<>();
    for (Class<?> type : Command.class.getPermittedSubclasses()) {
      if (type != OtherCommand.class) {
        String name = type.getSimpleName();
        spell(commands, name, type.getAnnotation(Alias.class), of(type, name));
      }
    }
    return commands;
  }

  private static Map<String, ElementType> inner() {
    Map<String, ElementType> inner = new HashMap<>();
    Set.copyOf(COMMANDS.values()).forEach(command -> command.collect(inner));
    return inner;
  }

  /** Makes an element without parameters. */
  Element make() {
    try {
      Constructor<?> maker = type.getDeclaredConstructor();
      maker.setAccessible(true);
      return (Element) maker.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.toString(), e);
    }
  }

  private void collect(Map<String, ElementType> all) {
    children.forEach(
        (name, child) -> {
          if (all.put(name, child) == null) child.collect(all);
        });
  }

  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Finds a command by any spelling. */
  static @Nullable ElementType command(String name) {
    ElementType exact = COMMANDS.get(name);
    return exact != null ? exact : COMMANDS.get(lower(name));
  }

  /** Finds an element that exists only inside certain commands. */
  static @Nullable ElementType inner(String name) {
    return INNER.get(lower(name));
  }

  static boolean isRoot(String name) {
    return name.equalsIgnoreCase("Response") || name.equalsIgnoreCase("OzML");
  }

  /** Returns the canonical names of all commands. */
  static List<String> commandNames() {
    return COMMANDS.values().stream().map(type -> type.name).distinct().sorted().toList();
  }

  /** Finds the type of a child that is not a command. */
  @Nullable ElementType child(String name) {
    return children.get(lower(name));
  }

  List<String> childNames() {
    return children.values().stream().map(child -> child.name).distinct().toList();
  }

  /** Returns whether nothing but text can stand inside. */
  boolean isLeaf() {
    return !holdsCommands && children.isEmpty();
  }

  /** Finds a parameter by any spelling. */
  @Nullable Parameter parameter(String name) {
    Parameter exact = byName.get(name);
    return exact != null ? exact : byName.get(lower(name));
  }

  boolean ignores(String attribute) {
    return CREDENTIALS.contains(lower(attribute)) && Command.class.isAssignableFrom(type);
  }

  List<String> parameterNames() {
    return parameters.stream().map(parameter -> parameter.name).toList();
  }
}
