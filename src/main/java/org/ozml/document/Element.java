package org.ozml.document;

import jakarta.xml.bind.annotation.XmlTransient;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What all elements of a document have: a position, and whether they can run. */
@XmlTransient
public abstract class Element {
  private transient ElementType type = ElementType.RESPONSE;
  private transient Source source = Source.NONE;
  private transient Position position = Position.START;
  private transient @Nullable String fault;
  private transient boolean references;

  Element() {}

  /** Returns where the start tag begins. */
  public Position position() {
    return position;
  }

  /** Returns the canonical name, such as {@code Input} or {@code OnBusy}. */
  public String name() {
    return type.name;
  }

  /** Returns where the start tag begins, and in which document. */
  public Place place() {
    return new Place(source.name(), position.line(), position.column());
  }

  /** Returns the first parameter that is missing or unparsable; null when all are good. */
  public @Nullable String fault() {
    return fault;
  }

  /**
   * Returns whether any parameter holds a reference, and so has to be checked when the command
   * runs.
   */
  public boolean hasReferences() {
    return references;
  }

  /**
   * Returns the first parameter whose references lead to something unusable, or to nothing where
   * something is needed; null when all are good.
   */
  public @Nullable String fault(Scope scope) {
    for (ElementType.Parameter parameter : type.parameters) {
      Value<?> value = parameter.of(this);
      if (value == null) continue;
      Object resolved = value.resolve(scope);
      boolean missing = parameter.required && "".equals(resolved);
      if (resolved == null || missing) return parameter.name;
    }
    return null;
  }

  /** Returns the contexts in which the command may stand. */
  public Set<Context> contexts() {
    return type.contexts;
  }

  /**
   * Returns the parameters that are given or have a default, by canonical name, for tools that
   * treat all commands alike.
   */
  public Map<String, Value<?>> parameters() {
    Map<String, Value<?>> given = new LinkedHashMap<>();
    for (ElementType.Parameter parameter : type.parameters) {
      Value<?> value = parameter.of(this);
      if (value != null) given.put(parameter.name, value);
    }
    return given;
  }

  /**
   * Returns the elements inside that are no commands, such as the blocks of a menu, in the order of
   * the language.
   */
  public List<Element> inner() {
    return List.of();
  }

  static List<Element> present(@Nullable Element... elements) {
    return Arrays.stream(elements).filter(Objects::nonNull).map(Element.class::cast).toList();
  }

  List<String> spellings(String parameter) {
    ElementType.Parameter found = type.parameter(parameter);
    return found == null ? List.of(parameter) : found.spellings;
  }

  void locate(ElementType type, Source source, Position start) {
    this.type = type;
    this.source = source;
    position = start;
  }

  void refers() {
    references = true;
  }

  void blame(String parameter) {
    if (fault == null) fault = parameter;
  }

  /** Called once, when the element has been read: from here on it does not change. */
  void seal() {}
}
