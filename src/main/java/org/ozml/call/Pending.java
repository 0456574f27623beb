package org.ozml.call;

/**
 * Something with an id that a report is awaited for. An id that nobody waits for any more is
 * harmless.
 */
interface Pending {
  /** Takes a report that names the id this was registered with. */
  void on(Report report);
}
