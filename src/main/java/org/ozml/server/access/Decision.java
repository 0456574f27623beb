package org.ozml.server.access;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Result;

/** Whether a request is carried out. */
public sealed interface Decision {

  /**
   * It is.
   *
   * @param user who asks; null if no credentials were needed and none came
   */
  record Allowed(@Nullable String user) implements Decision {}

  /**
   * It is not.
   *
   * @param result what is answered: 304 to 307
   * @param retryAfter how long every further attempt would be in vain; zero if nothing is known
   * @param why for the log; has no password and only user names that are configured
   */
  record Refused(Result result, Duration retryAfter, String why) implements Decision {}
}
