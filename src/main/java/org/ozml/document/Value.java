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
  private final boolean given;

  private Value(
      String written,
      ValueType<T> type,
      @Nullable T constant,
      @Nullable Template template,
      boolean given) {
    this.written = written;
    this.type = type;
    this.constant = constant;
    this.template = template;
    this.given = given;
  }

  /** A value that no document wrote, such as a default. */
  public static <T> Value<T> of(T constant) {
    return new Value<>(constant.toString(), ValueType.anything(), constant, null, false);
  }

  static <T> Value<T> read(String written, ValueType<T> type) {
    String text = type.clean(written);
    if (text.indexOf('$') < 0) return new Value<>(written, type, type.parse(text), null, true);
    Template template = Template.parse(text);
    String literal = template.literal();
    return literal == null
        ? new Value<>(written, type, null, template, true)
        : new Value<>(written, type, type.parse(literal), null, true);
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
    return constant == null && template == null;
  }

  /** Returns what would have been right, in words: "a number of seconds, such as 10 or 0.5". */
  public String expected() {
    return type.expected();
  }

  /**
   * Returns the value with its references replaced; null when what comes out is not of this type.
   */
  public @Nullable T resolve(Scope scope) {
    return template == null ? constant : type.parse(template.resolve(scope, type.isUrl()));
  }

  @Override
  public String toString() {
    return written;
  }
}
