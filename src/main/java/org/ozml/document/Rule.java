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
  OZ305("moved party not named", Severity.WARNING),
  OZ310("nobody gets out of the menu", Severity.WARNING),
  OZ311("key waits for a longer one", Severity.WARNING),
  OZ312("call stays on hold", Severity.WARNING),
  OZ313("recording without a limit", Severity.WARNING),
  OZ314("silence ends the call", Severity.WARNING),
  OZ315("failed transfer ends the call", Severity.WARNING),
  OZ316("key does nothing", Severity.WARNING),
  OZ317("menu does not wait for a key", Severity.WARNING),
  OZ318("script is not there", Severity.WARNING),
  OZ319("scripts lead to each other for ever", Severity.WARNING),
  OZ320("unusable ozml:ignore", Severity.WARNING),
  OZ321("ozml:ignore without a finding", Severity.WARNING);

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

  /**
   * Returns whether a comment may silence it: a warning about what a script does. How a document is
   * written, and what is certainly wrong, cannot be meant so.
   */
  public boolean canBeIgnored() {
    return severity == Severity.WARNING && compareTo(OZ201) >= 0 && compareTo(OZ320) < 0;
  }
}
