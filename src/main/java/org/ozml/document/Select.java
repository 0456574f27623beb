package org.ozml.document;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A SELECT as a document has it, taken apart once: the text with a question mark for each
 * reference, and the references (OzML language notes, 2.2). Quotes and comments are those of
 * standard SQL. What the databases of this world read differently is refused: a dollar outside of
 * quotes, which opens quotes in PostgreSQL, a comment inside a comment, and a backslash before a
 * quote.
 */
final class Select {
  /** Stands for a reference while the text is scanned; no XML document can hold it. */
  private static final char MARK = '\0';

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<lone>'\0'(?!'))"
              + "|(?<quoted>'[^']*(?:''[^']*)*+'|\"[^\"]*\"|`[^`]*`)"
              + "|(?<comment>--[^\n\r]*|/\\*(?:(?!/\\*|\\*/).)*\\*/)"
              + "|(?<reference>\0)"
              + "|(?<bad>['\"`?$]|/\\*|\\*/)"
              + "|(?<semicolon>;)"
              + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_]*)"
              + "|(?<space>\\s+)"
              + "|.",
          Pattern.DOTALL);

  private static final Pattern QUERY = Pattern.compile("(?i)select|with");

  private final StringBuilder sql = new StringBuilder();
  private final List<Template.Reference> references;

  /** What was expected instead; null when all is good. */
  private @Nullable String expected;

  private Select(Template template) {
    references = template.references();
    scan(template.marked(MARK));
  }

  /** Takes a text apart; look at {@link #expected} before anything else. */
  static Select of(Template template) {
    return new Select(template);
  }

  /** Returns whether a text is meant as a statement, good or not. */
  static boolean isMeant(String text) {
    Matcher word = QUERY.matcher(text);
    return word.lookingAt()
        && (word.end() == text.length() || !isNamePart(text.charAt(word.end())));
  }

  /** Returns what was expected instead of the text; null when the text is good. */
  @Nullable String expected() {
    return expected;
  }

  /** Binds what the references stand for. */
  Statement bind(Scope scope) {
    return new Statement(
        sql.toString(), references.stream().map(one -> Template.text(one, scope)).toList());
  }

  private void scan(String text) {
    boolean begun = false;
    boolean over = false;
    Matcher token = TOKEN.matcher(text);
    while (expected == null && token.find()) {
      String found = token.group();
      boolean blank = token.group("space") != null || token.group("comment") != null;
      if (found.indexOf(MARK) >= 0) {
        reference(token);
      } else if (token.group("quoted") != null && found.contains("\\'")) {
        expected = "no backslash before a quote";
      } else if (token.group("bad") != null) {
        expected = bad(found);
      } else if (token.group("semicolon") != null) {
        over = true;
        continue; // not every database takes it
      } else {
        sql.append(found);
      }
      if (blank || expected != null) continue;
      if (over) expected = "one statement, with ; at most at its end";
      else if (!begun && !QUERY.matcher(found).matches()) expected = "a SELECT, which only reads";
      begun = true;
    }
    if (expected == null && !begun) expected = "a SELECT, which only reads";
  }

  private void reference(Matcher token) {
    if (token.group("lone") == null && token.group("reference") == null) {
      expected =
          token.group("comment") != null
              ? "no reference inside a comment"
              : "a reference outside of quotes, or alone in single quotes";
    } else if (!sql.isEmpty() && (isNamePart(sql.charAt(sql.length() - 1)) || isValue())) {
      expected = "a reference where a value can stand, not as a part of a name";
    } else {
      sql.append('?');
    }
  }

  private boolean isValue() {
    return sql.charAt(sql.length() - 1) == '?';
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static String bad(String found) {
    return switch (found) {
      case "?" -> "a $name where a value belongs, not a question mark";
      case "$" -> "a $ only before a name or inside quotes";
      case "/*", "*/" -> "comments that end, without comments inside";
      default -> "quotes that are closed";
    };
  }
}
