package org.ozml.document;

/** Which party of a call a parameter names. */
public enum Party {
  CALLER,
  CALLEE,
  ALL
}
