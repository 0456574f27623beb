package org.ozml.document;

/**
 * What can be wrong with a document: the stable codes of all diagnostics. {@code ozml explain}
 * tells more about each.
 */
public enum Rule {
  OZ001("not well-formed XML", Severity.ERROR),
  OZ002("document type declaration", Severity.ERROR),
  OZ003("no OzML document", Severity.ERROR),
  OZ004("limit exceeded", Severity.ERROR),
  OZ005("text before the XML declaration", Severity.WARNING),
  OZ006("character encoding", Severity.WARNING),
  OZ101("unknown element", Severity.ERROR),
  OZ102("unknown attribute", Severity.ERROR),
  OZ103("missing parameter", Severity.ERROR),
  OZ104("unusable value", Severity.ERROR),
  OZ105("element in the wrong place", Severity.ERROR),
  OZ106("command in the wrong context", Severity.ERROR),
  OZ107("stray text", Severity.WARNING),
  OZ108("parameter given twice", Severity.WARNING),
  OZ109("not valid against the schema", Severity.ERROR),
  OZ201("Reject is not the first command", Severity.ERROR),
  OZ202("key used twice", Severity.ERROR),
  OZ203("key cannot be entered", Severity.WARNING),
  OZ204("key is the back key", Severity.ERROR),
  OZ205("no common context", Severity.ERROR),
  OZ206("digits contradict each other", Severity.ERROR),
  OZ301("variable is never set", Severity.WARNING),
  OZ302("unknown array", Severity.WARNING),
  OZ303("command can never run", Severity.WARNING),
  OZ304("menu repeats without a pause", Severity.WARNING),
  OZ305("moved party not named", Severity.WARNING);

  private final String title;
  private final Severity severity;

  Rule(String title, Severity severity) {
    this.title = title;
    this.severity = severity;
  }

  /** Returns what the rule finds, in a few words. */
  public String title() {
    return title;
  }

  /** Returns how bad its findings are. */
  public Severity severity() {
    return severity;
  }
}
