package org.ozml.document;

import org.jspecify.annotations.Nullable;

/**
 * A parameter's value as the document has it: constant, with references, or wrong. It is parsed and
 * checked when the document is read; a running call only replaces references (OzML language notes,
 * section 2).
 *
 * @param <T> what the value means
 */
public final class Value<T> {
  private final String written;
  private final ValueType<T> type;
  private final @Nullable T constant;
  private final @Nullable Template template;
  private final @Nullable Resolver<T> resolver;
  private final boolean given;

  /** Makes a value of what the references stand for; null when that is not of the type. */
  interface Resolver<T> {
    @Nullable T resolve(Scope scope);
  }

  private Value(String written, ValueType<T> type, @Nullable T constant, boolean given) {
    this.written = written;
    this.type = type;
    this.constant = constant;
    this.template = null;
    this.resolver = null;
    this.given = given;
  }

  private Value(String written, ValueType<T> type, Template template) {
    this.written = written;
    this.type = type;
    this.constant = null;
    this.template = template;
    this.resolver = type.prepare(template);
    this.given = true;
  }

  /** A value that no document wrote, such as a default. */
  public static <T> Value<T> of(T constant) {
    return new Value<>(constant.toString(), ValueType.anything(), constant, false);
  }

  /** A value in which a $ means nothing. */
  static <T> Value<T> literal(String written, ValueType<T> type) {
    return new Value<>(written, type, type.parse(type.clean(written)), true);
  }

  static <T> Value<T> read(String written, ValueType<T> type) {
    String text = type.clean(written);
    if (text.indexOf('$') < 0) return new Value<>(written, type, type.parse(text), true);
    Template template = Template.parse(text);
    String literal = template.literal();
    return literal == null
        ? new Value<>(written, type, template)
        : new Value<>(written, type, type.parse(literal), true);
  }

  /** Returns the text in the document. */
  public String written() {
    return written;
  }

  /** Returns whether the document says so, as opposed to a default. */
  public boolean given() {
    return given;
  }

  /** Returns the value when it holds no reference and is good, else null. */
  public @Nullable T constant() {
    return constant;
  }

  /**
   * Returns the references in it, to be replaced when the command runs; null when there are none.
   */
  public @Nullable Template template() {
    return template;
  }

  /** Returns whether the document's text can mean nothing of this type. */
  public boolean wrong() {
    return constant == null && resolver == null;
  }

  /** Returns what would have been right, in words: "a number of seconds, such as 10 or 0.5". */
  public String expected() {
    return type.expected(type.clean(written));
  }

  /**
   * Returns the value with its references replaced; null when what comes out is not of this type.
   */
  public @Nullable T resolve(Scope scope) {
    return resolver == null ? constant : resolver.resolve(scope);
  }

  @Override
  public String toString() {
    return written;
  }
}
