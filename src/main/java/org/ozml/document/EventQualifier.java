package org.ozml.document;

/** What an alarm event reports (SIA DC-05). */
public enum EventQualifier {
  NEW_EVENT,
  NEW_RESTORE,
  STATUS_REPORT
}
