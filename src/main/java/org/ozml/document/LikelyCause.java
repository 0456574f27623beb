package org.ozml.document;

import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says why a text is not well-formed, in terms of what its author probably did: XML parsers say
 * what they expected, which is seldom the mistake.
 */
final class LikelyCause {
  private static final Pattern HTML = Pattern.compile("(?is)\\s*(<!doctype\\s+html|<html\\b).*");
  private static final Pattern UNQUOTED = Pattern.compile("([\\w.:-]+)\\s*=\\s*([^\\s\"'<>/]*)");
  private static final Pattern ENTITY =
      Pattern.compile("&(?:[A-Za-z_][\\w.-]*|#[0-9]+|#[xX][0-9A-Fa-f]+);");
  private static final Pattern NO_BLANK =
      Pattern.compile("[\\w.:-]+\\s*=\\s*(\"[^\"<]*\"|'[^'<]*')(?=[A-Za-z_])");
  private static final Pattern GLUED =
      Pattern.compile("<([A-Za-z]+?)(id|source|text|key|url)\\s*=", 2);

  private final Source source;
  private final String text;
  private final Deque<CanonicalReader.Open> open;
  private final int error;
  private final String parser;

  private LikelyCause(
      Source source, Deque<CanonicalReader.Open> open, int error, String parserMessage) {
    this.source = source;
    this.text = source.text();
    this.open = open;
    this.error = Math.max(0, Math.min(error, text.length()));
    this.parser = parserMessage;
  }

  static boolean isHtml(String text) {
    return HTML.matcher(text.substring(0, Math.min(text.length(), 2000))).matches();
  }

  /**
   * Explains a parser's error.
   *
   * @param open the elements that are open there, innermost first
   * @param error offset at which the parser gave up
   */
  static Diagnostic of(
      Source source, Deque<CanonicalReader.Open> open, int error, String parserMessage) {
    LikelyCause cause = new LikelyCause(source, open, error, parserMessage);
    Diagnostic found = cause.whole();
    if (found == null) found = cause.ampersand();
    if (found == null) found = cause.attribute();
    if (found == null) found = cause.truncated();
    if (found == null) found = cause.tags();
    if (found == null) found = cause.other();
    return found;
  }

  static boolean isBlank(char c) {
    return c == '\uFEFF' || Character.isWhitespace(c);
  }

  private @Nullable Diagnostic whole() {
    if (text.chars().allMatch(c -> isBlank((char) c))) {
      return new Diagnostic(
          Rule.OZ003,
          source,
          Position.START,
          "the document is empty",
          "expected a Response element");
    }
    if (isHtml(text)) {
      return at(
          text.indexOf('<'),
          "this is an HTML page",
          "expected a Response element: a web server probably answered with an error page");
    }
    int first = 0;
    while (first < text.length() && isBlank(text.charAt(first))) first++;
    if (first < text.length() && text.charAt(first) != '<') {
      int markup = text.indexOf('<');
      return at(
          first,
          "the document starts with '%s'"
              .formatted(
                  Spelling.shorten(text.substring(first, Math.min(text.length(), first + 20)))),
          markup < 0
              ? "expected an XML document, such as <Response><Speak>Hello</Speak></Response>"
              : "delete everything in front of the first '<': probably a web program printed it");
    }
    return null;
  }

  /** A bare ampersand, usually in a URL with a query of two parameters. */
  private @Nullable Diagnostic ampersand() {
    int at = text.lastIndexOf('&', Math.min(error, text.length() - 1));
    if (at < 0 || error - at > 80) return null;
    if (text.substring(at, Math.max(at, error)).contains("<")) return null;
    Matcher entity = ENTITY.matcher(text).region(at, text.length());
    if (entity.lookingAt()) {
      if (!parser.contains("ntity")) return null;
      return at(
          at,
          "the entity '%s' is not defined".formatted(entity.group()),
          "XML knows &amp; &lt; &gt; &quot; &apos; and numbers such as &#160;");
    }
    return at(at, "a bare '&'", "write &amp; instead, in URLs too: ?a=1&amp;b=2");
  }

  /** A start tag that goes wrong in its attributes. */
  private @Nullable Diagnostic attribute() {
    int tag = text.lastIndexOf('<', Math.max(0, error - 1));
    if (tag < 0 || tag + 1 >= text.length() || !Character.isLetter(text.charAt(tag + 1)))
      return null;
    int quoteOpen = unclosedQuote(tag);
    Matcher glued = GLUED.matcher(text).region(tag, text.length());
    if (glued.lookingAt()) {
      return at(
          tag,
          "no blank between '%s' and '%s'".formatted(glued.group(1), glued.group(2)),
          "write <%s %s=\"...\">".formatted(glued.group(1), glued.group(2)));
    }
    Matcher unquoted = UNQUOTED.matcher(text).region(tag + 1, Math.min(text.length(), error + 40));
    while (unquoted.find()) {
      int value = unquoted.end(1);
      while (value < text.length()
          && (text.charAt(value) == '=' || Character.isWhitespace(text.charAt(value)))) value++;
      char c = value < text.length() ? text.charAt(value) : '"';
      if (c != '"' && c != '\'' && unquoted.start() <= error && insideTag(tag, unquoted.start())) {
        return at(
            unquoted.start(1),
            "the value of attribute '%s' has no quotes".formatted(unquoted.group(1)),
            "write %s=\"%s\"".formatted(unquoted.group(1), unquoted.group(2)));
      }
    }
    Matcher blank = NO_BLANK.matcher(text).region(tag + 1, Math.min(text.length(), error + 2));
    blank.useTransparentBounds(true);
    while (blank.find()) {
      if (blank.end() >= error - 2) {
        return at(
            Math.min(blank.end(), text.length() - 1),
            "no blank between two attributes",
            "put a blank behind %s".formatted(Spelling.shorten(blank.group())));
      }
    }
    if (quoteOpen >= 0) {
      return at(
          quoteOpen,
          "the attribute value that starts here is not closed before the next '<'",
          "put a quote at its end; a '<' in a value is written &lt;");
    }
    return null;
  }

  /** Whether an offset lies in the markup of a tag and not in a quoted value. */
  private boolean insideTag(int tag, int offset) {
    char quote = 0;
    for (int i = tag; i < offset; i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return false;
      }
    }
    return quote == 0;
  }

  private int unclosedQuote(int tag) {
    int start = -1;
    char quote = 0;
    for (int i = tag; i < Math.min(error + 1, text.length()); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
          start = -1;
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        start = i;
      } else if (c == '>') {
        return -1;
      }
    }
    // A second '<' was taken for the tag when the open quote stands in front of it.
    return start;
  }

  private @Nullable Diagnostic truncated() {
    if (!parser.contains("EOF") && !parser.contains("end of input")) return null;
    CanonicalReader.Open inner = open.peek();
    Diagnostic inMarkup = endInMarkup();
    if (inMarkup != null || inner == null) return inMarkup;
    Diagnostic twice = openedTwice();
    if (twice != null) return twice;
    return at(
        Math.max(0, text.stripTrailing().length() - 1),
        "the document ends inside %s, which was opened in line %d"
            .formatted(inner.written, inner.position.line()),
        "it is cut off, or </%s> is missing".formatted(inner.written));
  }

  private @Nullable Diagnostic endInMarkup() {
    int tag = text.lastIndexOf('<');
    if (tag < 0 || text.indexOf('>', tag) >= 0) return null;
    return at(tag, "the document ends inside a tag", "it is cut off, or a '>' is missing");
  }

  /** Tags that do not match, usually because a closing tag lacks its slash. */
  private @Nullable Diagnostic tags() {
    Diagnostic twice = openedTwice();
    if (twice != null) return twice;
    int tag = text.lastIndexOf("</", error);
    if (tag < 0 || error - tag > 200) return null;
    Matcher closing = Pattern.compile("</\\s*([\\w.:-]+)").matcher(text).region(tag, text.length());
    if (!closing.lookingAt()) return null;
    if (open.isEmpty()) {
      return at(
          tag,
          "</%s> closes nothing that is open".formatted(closing.group(1)),
          "delete it, or look for a tag that was closed too early");
    }
    CanonicalReader.Open inner = open.peek();
    if (closing.group(1).equals(inner.written)) return null;
    String advice =
        closing.group(1).equalsIgnoreCase(inner.written)
            ? "XML wants the same letters, upper and lower case, in both"
            : "close it first, or write <%s ... />".formatted(inner.written);
    return at(
        tag,
        "</%s> stands where </%s> was expected, opened in line %d"
            .formatted(closing.group(1), inner.written, inner.position.line()),
        advice);
  }

  /**
   * An element that stands directly in one of the same name: its closing tag was written without
   * the slash.
   */
  private @Nullable Diagnostic openedTwice() {
    CanonicalReader.Open inner = null;
    for (CanonicalReader.Open outer : open) {
      if (inner != null && inner.written.equals(outer.written)) {
        return at(
            inner.position.offset(),
            "<%s> is opened again inside the <%s> of line %d"
                .formatted(inner.written, outer.written, outer.position.line()),
            "if this was to close it, write </%s>".formatted(inner.written));
      }
      inner = outer;
    }
    return null;
  }

  private Diagnostic other() {
    if (parser.contains("target (\"xml\")")) {
      return at(error, "a second XML declaration", "only the first line of a document can be one");
    }
    if (open.isEmpty() && parser.contains("epilog")) {
      return at(
          error,
          "there is more behind the end of the root element",
          "a document has one root: delete the rest");
    }
    String first = parser.lines().findFirst().orElse("it cannot be read");
    String words = first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    return at(error, Spelling.shorten(words), null);
  }

  private Diagnostic at(int offset, String message, @Nullable String advice) {
    return new Diagnostic(
        Rule.OZ001, source, source.at(offset), "not well-formed: " + message, advice);
  }
}
