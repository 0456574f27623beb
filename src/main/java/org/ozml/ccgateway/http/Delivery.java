package org.ozml.ccgateway.http;

import java.time.Duration;

/** How what an agent is told gets to the desktop. On the loop. */
sealed interface Delivery permits Polling, Push {
  /** Whoever is not heard of, or cannot be told anything, for so long is not there any more. */
  Duration PATIENCE = Duration.ofMinutes(2);

  /** Delivers nothing more. */
  void end();
}
