package org.ozml.document;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text with references to variables, taken apart once (OzML language notes, 2.2). */
public final class Template {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$(?:\\$|([A-Za-z_][A-Za-z0-9_]*)(?:\\.([A-Za-z_][A-Za-z0-9_]*))?)");

  /**
   * One {@code $name} or {@code $name.member}.
   *
   * @param name in lower case
   * @param member in lower case; null when none is written
   * @param written as it stands in the document, with the $
   */
  public record Reference(String name, @Nullable String member, String written) {}

  /** Strings and references, in order. */
  private final List<Object> parts;

  private Template(List<Object> parts) {
    this.parts = parts;
  }

  /** Returns a text in which a $ means nothing. */
  static Template literally(String text) {
    return new Template(List.of(text));
  }

  /** Takes a text apart; {@code $$} becomes one part {@code $}. */
  static Template parse(String text) {
    List<Object> parts = new ArrayList<>();
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder literal = new StringBuilder();
    int done = 0;
    while (matcher.find()) {
      literal.append(text, done, matcher.start());
      done = matcher.end();
      String name = matcher.group(1);
      if (name == null) {
        literal.append('$');
        continue;
      }
      if (!literal.isEmpty()) parts.add(literal.toString());
      literal.setLength(0);
      String member = matcher.group(2);
      String lower = member == null ? null : lower(member);
      parts.add(new Reference(lower(name), lower, matcher.group()));
    }
    literal.append(text, done, text.length());
    if (!literal.isEmpty()) parts.add(literal.toString());
    return new Template(List.copyOf(parts));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Returns the references, in order. */
  public List<Reference> references() {
    return parts.stream().filter(Reference.class::isInstance).map(Reference.class::cast).toList();
  }

  /** Returns the text when nothing in it has to be replaced, else null. */
  @Nullable String literal() {
    if (parts.isEmpty()) return "";
    return parts.size() == 1 && parts.get(0) instanceof String text ? text : null;
  }

  /** Returns the text with a mark for each reference. */
  String marked(char mark) {
    StringBuilder text = new StringBuilder();
    for (Object part : parts) text.append(part instanceof Reference ? mark : part);
    return text.toString();
  }

  /** Returns what stands in a text for a reference. */
  static String text(Reference reference, Scope scope) {
    StringBuilder text = new StringBuilder();
    replace(reference, scope, false, text);
    return text.toString();
  }

  /**
   * Replaces the references.
   *
   * @param url whether values behind the first {@code ?} are percent-encoded
   */
  String resolve(Scope scope, boolean url) {
    StringBuilder text = new StringBuilder();
    for (Object part : parts) {
      if (part instanceof Reference reference) {
        boolean encode = url && text.indexOf("?") >= 0;
        replace(reference, scope, encode, text);
      } else {
        text.append(part);
      }
    }
    return text.toString();
  }

  private static void replace(
      Reference reference, Scope scope, boolean encode, StringBuilder text) {
    Variable variable = scope.find(reference.name());
    if (variable == null) {
      scope.undefined(reference.written());
      text.append(reference.written());
      return;
    }
    String member = reference.member();
    String value = member == null ? null : variable.members().get(member);
    String rest = "";
    if (value == null) {
      if (member != null && !variable.members().isEmpty()) {
        scope.undefined(reference.written());
        text.append(reference.written());
        return;
      }
      value = variable.text();
      // A variable without members: the full stop and the word behind it are ordinary text.
      if (member != null) rest = reference.written().substring(reference.name().length() + 1);
    }
    text.append(encode ? encoded(value) : value).append(rest);
  }

  /** Percent-encoded: a plus stands for a blank in forms only (RFC 3986, section 2.1). */
  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
