package org.ozml.document;

/** How a command can turn out, as far as it decides what runs next. */
public enum Way {
  /** It answers 200. */
  DONE,
  /** It answers another code, or a menu's web application or database has no script to run. */
  FAILED,
  /**
   * A menu: nobody pressed a key in time (OzML language notes, section 5, rule 5); or no message
   * came.
   */
  NO_INPUT,
  /** A menu: there is nothing for what was entered (section 5, rule 3). */
  NO_MATCH,
  /**
   * A menu: a web application or the database answers what was entered with a script; or the
   * message came that was waited for.
   */
  ANSWERED,
  /** A menu: somebody pressed its back key (section 5, rule 6). */
  BACK
}
