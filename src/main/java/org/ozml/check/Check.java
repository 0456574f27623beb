package org.ozml.check;

/** One rule, or a few that need the same facts. It looks at one element at a time. */
interface Check {
  /**
   * Judges an element.
   *
   * @param site the element and what stands around it
   * @param script what the rest of the document says
   * @param findings where to report; only constants are judged, values with references are judged
   *     when they run
   */
  void judge(Site site, Script script, Findings findings);
}
