package org.ozml.service.web;

import java.io.IOException;
import org.ozml.service.web.Fetcher.Answer.Failed;

/** An exchange has come to its end without a document; the message is the reason in full. */
final class FetchFailure extends IOException {
  private static final long serialVersionUID = 1;

  private final Failed.Kind kind;
  private final String reason;

  FetchFailure(Failed.Kind kind, String reason) {
    super(reason);
    this.kind = kind;
    this.reason = reason;
  }

  Failed answer() {
    return new Failed(kind, reason);
  }
}
