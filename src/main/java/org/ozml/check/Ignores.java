package org.ozml.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Diagnostic;
import org.ozml.document.Document;
import org.ozml.document.Rule;
import org.ozml.document.Spelling;

/**
 * The comments {@code <!-- ozml:ignore OZ310 reason -->} of a document. Each silences one code: for
 * the element behind it, its start tag and text but not the elements inside; or, at the end of a
 * line, for what begins in that line. A comment without a reason silences nothing. Each that is of
 * no use is a finding itself.
 */
final class Ignores {
  private static final String MARK = "ozml:ignore";
  private static final Pattern COMMENT =
      Pattern.compile("(?s)<!--\\s*ozml:ignore\\b\\s*(\\S*)\\s*(.*?)\\s*-->");

  private final Document document;
  private final List<Ignore> ignores = new ArrayList<>();
  private final List<Diagnostic> unusable = new ArrayList<>();

  /** One comment, and the part of the text that it stands for. */
  private static final class Ignore {
    private final Rule rule;
    private final int offset;
    private final int from;
    private final int to;
    private boolean used;

    Ignore(Rule rule, int offset, int from, int to) {
      this.rule = rule;
      this.offset = offset;
      this.from = from;
      this.to = to;
    }

    boolean silences(Diagnostic finding) {
      int at = finding.position().offset();
      if (finding.rule() != rule || at < from || at >= to) return false;
      used = true;
      return true;
    }
  }

  private Ignores(Document document) {
    this.document = document;
  }

  /** Takes out what is silenced; adds what is wrong with the comments. */
  static void apply(Document document, List<Diagnostic> findings) {
    String text = document.source().text();
    if (text.indexOf(MARK) < 0) return; // almost always
    Ignores ignores = new Ignores(document);
    ignores.read(text);
    findings.removeIf(ignores::silence);
    ignores.stale();
    findings.addAll(ignores.unusable);
  }

  /** All of them, so that none is taken for stale that silences the same. */
  private boolean silence(Diagnostic finding) {
    boolean silenced = false;
    for (Ignore ignore : ignores) silenced |= ignore.silences(finding);
    return silenced;
  }

  private void stale() {
    for (Ignore ignore : ignores) {
      if (ignore.used) continue;
      report(
          Rule.OZ321,
          ignore.offset,
          "there is no %s here to ignore".formatted(ignore.rule),
          "delete the comment, or put it in front of the element that has the finding");
    }
  }

  private void report(Rule rule, int offset, String message, String advice) {
    unusable.add(
        new Diagnostic(rule, document.source(), document.source().at(offset), message, advice));
  }

  // ---- the text

  private void read(String text) {
    for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', end(text, at))) {
      if (!text.startsWith("<!--", at)) continue;
      Matcher comment = COMMENT.matcher(text).region(at, end(text, at));
      if (comment.matches()) read(text, at, comment);
    }
  }

  /** Returns the end of a tag, comment, CDATA section or processing instruction. */
  private static int end(String text, int at) {
    if (text.startsWith("<!--", at)) return behind(text, "-->", at);
    if (text.startsWith("<![CDATA[", at)) return behind(text, "]]>", at);
    if (text.startsWith("<?", at)) return behind(text, "?>", at);
    return Math.min(text.length(), Spelling.endOfTag(text, at) + 1);
  }

  private static int behind(String text, String mark, int at) {
    int end = text.indexOf(mark, at);
    return end < 0 ? text.length() : end + mark.length();
  }

  private void read(String text, int at, Matcher comment) {
    String code = comment.group(1);
    Rule rule = rule(code);
    if (rule == null) {
      String known = Spelling.didYouMean(code, codes());
      report(
          Rule.OZ320,
          at,
          code.isEmpty()
              ? "the comment does not say what to ignore"
              : "%s is no code that can be ignored".formatted(Spelling.shorten(code)),
          "write one warning's code of OZ2.. or OZ3.., and the reason%s".formatted(known));
    } else if (comment.group(2).isEmpty()) {
      report(
          Rule.OZ320,
          at,
          "the comment does not say why %s is to be ignored".formatted(rule),
          "write the reason: <!-- ozml:ignore %s because ... -->".formatted(rule));
    } else {
      int end = comment.end();
      int from = element(text, end);
      if (from < 0 || (lineEnds(text, end) && !lineBegins(text, at))) {
        int line = Math.max(text.lastIndexOf('\n', at), text.lastIndexOf('\r', at)) + 1;
        ignores.add(new Ignore(rule, at, line, at));
      } else {
        ignores.add(new Ignore(rule, at, from, own(text, from)));
      }
    }
  }

  private static @Nullable Rule rule(String code) {
    for (Rule rule : Rule.values()) {
      if (rule.name().equals(code.toUpperCase(Locale.ROOT)) && rule.canBeIgnored()) return rule;
    }
    return null;
  }

  private static List<String> codes() {
    List<String> codes = new ArrayList<>();
    for (Rule rule : Rule.values()) if (rule.canBeIgnored()) codes.add(rule.name());
    return codes;
  }

  /** Returns the start tag that comes next, behind other comments; -1 when something else does. */
  private static int element(String text, int from) {
    int at = text.indexOf('<', from);
    while (at >= 0 && (text.startsWith("<!--", at) || text.startsWith("<?", at))) {
      at = text.indexOf('<', end(text, at));
    }
    return at < 0 || text.startsWith("</", at) || text.startsWith("<!", at) ? -1 : at;
  }

  /** Returns where the first element inside begins, or the element ends. */
  private static int own(String text, int element) {
    int at = text.indexOf('<', end(text, element));
    while (at >= 0 && (text.startsWith("<!", at) || text.startsWith("<?", at))) {
      at = text.indexOf('<', end(text, at));
    }
    return at < 0 ? text.length() : at;
  }

  private static boolean lineBegins(String text, int at) {
    int i = at - 1;
    while (i >= 0 && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) i--;
    return i < 0 || text.charAt(i) == '\n' || text.charAt(i) == '\r';
  }

  private static boolean lineEnds(String text, int at) {
    int i = at;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) i++;
    return i >= text.length() || text.charAt(i) == '\n' || text.charAt(i) == '\r';
  }
}
