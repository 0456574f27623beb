package org.ozml.server.access;

import java.net.InetAddress;
import java.time.Duration;
import org.ozml.call.Result;
import org.ozml.server.access.Decision.Allowed;
import org.ozml.server.access.Decision.Refused;

/** The decisions there are, each with its code and what the log says of it. */
final class Verdicts {
  private Verdicts() {}

  static Refused addressForbidden(InetAddress from) {
    return refused(
        Result.forbiddenAddress(), "address " + from.getHostAddress() + " is not allowed");
  }

  static Refused credentialsMissing(String why) {
    return refused(Result.authenticationRequired(), why);
  }

  static Refused credentialsWrong(String why) {
    return refused(Result.authenticationFailed(), why);
  }

  /** Wrong or right is not looked at. */
  static Refused notNow(Duration wait, String why) {
    return new Refused(Result.authenticationFailed(), wait, why);
  }

  static Decision byRight(String user, AccessRules.User account, Right needed) {
    return account.rights().contains(needed)
        ? new Allowed(user)
        : refused(
            Result.forbiddenUser(),
            "user %s does not have the right \"%s\"".formatted(user, needed.word()));
  }

  private static Refused refused(Result result, String why) {
    return new Refused(result, Duration.ZERO, why);
  }
}
