package org.ozml.picture;

import org.ozml.check.Flow;

/** How often runs took what a flow allows: what is drawn over a picture. */
public interface Taken {
  /** Returns how often something was reached. */
  long times(Flow.Node node);

  /** Returns how often it went on this way. */
  long times(Flow.Edge edge);
}
