package org.ozml.document;

import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says why a text is not well-formed, in terms of what its author probably did: XML parsers say
 * what they expected, which is seldom the mistake.
 */
final class LikelyCause {
  private static final Pattern HTML =
      Pattern.compile(
          "(?is)\\s*(?:<\\?xml[^>]*>\\s*)?(?:<!--.*?-->\\s*)*(?:<!doctype\\s+html|<html\\b)");
  private static final Pattern OZML = Pattern.compile("(?i)<\\?xml\\b|<response\\b|<ozml\\b");
  private static final Pattern ENTITY =
      Pattern.compile("&(?:[A-Za-z_][\\w.-]*|#[0-9]+|#[xX][0-9A-Fa-f]+);");
  private static final Pattern CLOSING = Pattern.compile("</\\s*([\\w.:-]+)");
  private static final Pattern DUPLICATE = Pattern.compile("Duplicate attribute '([^']+)'");
  private static final String HTML_ADVICE = "a web server probably answered with an error page";

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
    return HTML.matcher(text.substring(0, Math.min(text.length(), 2000))).lookingAt();
  }

  static boolean isBlank(char c) {
    return c == '\uFEFF' || Character.isWhitespace(c);
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
    if (found == null) found = cause.startTag();
    if (found == null) found = cause.lessThan();
    if (found == null) found = cause.truncated();
    if (found == null) found = cause.tags();
    if (found == null) found = cause.other();
    return found;
  }

  /** Says what to do about a root element that is no OzML. */
  static String ofRoot(String written, Position position, Source source) {
    String text = source.text();
    if (written.equalsIgnoreCase("html") || isHtml(text)) {
      return "expected Response: this is an HTML page, " + HTML_ADVICE;
    }
    Matcher script = OZML.matcher(text);
    if (script.find(Math.min(position.offset() + 1, text.length()))) {
      return "delete everything in front of the '%s' of line %d: probably a web program printed it"
          .formatted(script.group(), source.at(script.start()).line());
    }
    return "expected Response or OzML" + Spelling.didYouMean(written, List.of("Response", "OzML"));
  }

  /** Says that a DOCTYPE is none of ours. */
  static Diagnostic ofDoctype(Source source, Position position) {
    return isHtml(source.text())
        ? new Diagnostic(
            Rule.OZ003,
            source,
            position,
            "this is an HTML page",
            "expected Response: " + HTML_ADVICE)
        : new Diagnostic(
            Rule.OZ002,
            source,
            position,
            "the document has a DOCTYPE",
            "OzML has none, and for safety none is read: delete it");
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
          text.indexOf('<'), "this is an HTML page", "expected a Response element: " + HTML_ADVICE);
    }
    int first = 0;
    while (first < text.length() && isBlank(text.charAt(first))) first++;
    if (text.charAt(first) == '<') return null;
    String start = text.substring(first, Math.min(text.length(), first + 20));
    return at(
        first,
        "the document starts with '%s'".formatted(Spelling.shorten(start)),
        OZML.matcher(text).find()
            ? "delete everything in front of the first '<': probably a web program printed it"
            : "expected an XML document, such as <Response><Speak>Hello</Speak></Response>");
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
          "the entity '%s' is not defined".formatted(Spelling.shorten(entity.group())),
          "XML knows &amp; &lt; &gt; &quot; &apos; and numbers such as &#160;");
    }
    return at(at, "a bare '&'", "write &amp; instead, in URLs too: ?a=1&amp;b=2");
  }

  /** A start tag that goes wrong in its attributes. */
  private @Nullable Diagnostic startTag() {
    int tag = text.lastIndexOf('<', error);
    // An open quote runs on to the next tag, or to the one behind it: the mistake is further up.
    for (int tries = 0; tag >= 0 && tries < 3; tries++) {
      StartTag.Mistake mistake = commentedOut(tag) ? null : StartTag.mistake(text, tag);
      if (mistake != null && mistake.offset() <= error) {
        return at(mistake.offset(), mistake.message(), mistake.advice());
      }
      tag = text.lastIndexOf('<', tag - 1);
    }
    Matcher duplicate = DUPLICATE.matcher(parser);
    if (!duplicate.find()) return null;
    String name = duplicate.group(1);
    int start = text.lastIndexOf('<', Math.max(0, error - 1));
    Pattern attribute = Pattern.compile("\\s" + Pattern.quote(name) + "\\s*=");
    Matcher second = attribute.matcher(text).region(start, text.length());
    int place = start;
    while (second.find() && second.end() <= error) place = second.start() + 1;
    return at(place, "attribute '%s' is given twice".formatted(name), "delete one of the two");
  }

  private boolean commentedOut(int tag) {
    return text.lastIndexOf("<!--", tag) > text.lastIndexOf("-->", tag)
        || text.lastIndexOf("<![CDATA[", tag) > text.lastIndexOf("]]>", tag);
  }

  /** A less-than sign that starts no tag. */
  private @Nullable Diagnostic lessThan() {
    int tag = text.lastIndexOf('<', Math.min(error, text.length() - 1));
    if (tag < 0 || error - tag > 2 || tag + 1 >= text.length()) return null;
    char next = text.charAt(tag + 1);
    if (Character.isLetter(next) || "/!?_:".indexOf(next) >= 0) return null;
    return at(tag, "a bare '<'", "write &lt; instead");
  }

  private @Nullable Diagnostic truncated() {
    Diagnostic inMarkup = endInMarkup();
    if (inMarkup != null) return inMarkup;
    if (!parser.contains("EOF") && !parser.contains("end of input")) return null;
    CanonicalReader.Open inner = open.peek();
    if (inner == null) return null;
    Diagnostic twice = openedTwice();
    if (twice != null) return twice;
    return at(
        Math.max(0, text.stripTrailing().length() - 1),
        "the document ends inside %s, which was opened in line %d"
            .formatted(Spelling.shorten(inner.written), inner.position.line()),
        "it is cut off, or </%s> is missing".formatted(Spelling.shorten(inner.written)));
  }

  private @Nullable Diagnostic endInMarkup() {
    Diagnostic found = unended("<!--", "-->", "a comment");
    if (found == null) found = unended("<![CDATA[", "]]>", "a CDATA section");
    if (found == null) found = unended("<", ">", "a tag");
    return found;
  }

  private @Nullable Diagnostic unended(String start, String end, String what) {
    int tag = text.lastIndexOf(start);
    if (tag < 0 || text.indexOf(end, tag) >= 0 || tag > error) return null;
    return at(
        tag,
        "the document ends inside " + what,
        "it is cut off, or the '%s' is missing".formatted(end));
  }

  /** Tags that do not match, usually because a closing tag lacks its slash. */
  private @Nullable Diagnostic tags() {
    Diagnostic twice = openedTwice();
    if (twice != null) return twice;
    int tag = text.lastIndexOf("</", error);
    if (tag < 0 || error - tag > 200) return null;
    Matcher closing = CLOSING.matcher(text).region(tag, text.length());
    if (!closing.lookingAt()) return null;
    String name = Spelling.shorten(closing.group(1));
    if (open.isEmpty()) {
      return at(
          tag,
          "</%s> closes nothing that is open".formatted(name),
          "delete it, or look for a tag that was closed too early");
    }
    CanonicalReader.Open inner = open.peek();
    if (closing.group(1).equals(inner.written)) return null;
    String expected = Spelling.shorten(inner.written);
    String advice =
        closing.group(1).equalsIgnoreCase(inner.written)
            ? "XML wants the same letters, upper and lower case, in both"
            : "close it first, or write <%s ... />".formatted(expected);
    return at(
        tag,
        "</%s> stands where </%s> was expected, opened in line %d"
            .formatted(name, expected, inner.position.line()),
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
        String name = Spelling.shorten(inner.written);
        return at(
            inner.position.offset(),
            "<%s> is opened again inside the <%s> of line %d"
                .formatted(name, name, outer.position.line()),
            "if this was to close it, write </%s>".formatted(name));
      }
      inner = outer;
    }
    return null;
  }

  private Diagnostic other() {
    if (parser.contains("target (\"xml\")")) {
      return at(
          Math.max(0, text.lastIndexOf("<?", error)),
          "a second XML declaration",
          "only the first line of a document can be one");
    }
    if (parser.contains("'--' not allowed in comment")) {
      return at(
          Math.max(0, text.lastIndexOf("<!--", error)),
          "'--' inside a comment",
          "XML allows it only at the comment's end: write another sign");
    }
    if (open.isEmpty() && parser.contains("epilog")) {
      return at(
          error > 0 && text.charAt(error - 1) == '<' ? error - 1 : error,
          "there is more behind the end of the root element",
          "a document has one root: delete the rest");
    }
    for (int i = Math.max(0, error - 1); i < Math.min(text.length(), error + 1); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && !Character.isWhitespace(c)) || c >= 0xFFFE) {
        return at(i, "XML does not allow the character U+%04X".formatted((int) c), "delete it");
      }
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
