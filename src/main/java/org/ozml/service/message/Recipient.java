package org.ozml.service.message;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be a recipient: one rule for senders, configuration and simulation. */
public final class Recipient {
  /** One address without a display name, in ASCII (RFC 5321, section 4.1.2, without quoting). */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[\\w!#$%&'*+/=?^`{|}~-]+(\\.[\\w!#$%&'*+/=?^`{|}~-]+)*"
              + "@([A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*|\\[[0-9A-Fa-fIPv.:]+])");

  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{3,20}");

  /** What people write into phone numbers. */
  private static final Pattern DECORATION = Pattern.compile("[\\s()/.-]");

  private Recipient() {}

  /** Says in one sentence why nobody can be reached so; null when somebody may. */
  public static @Nullable String fault(Messages.Kind kind, String recipient) {
    return switch (kind) {
      case EMAIL -> isAddress(recipient) ? null : "'%s' is no e-mail address".formatted(recipient);
      case SMS -> isNumber(recipient) ? null : "'%s' is no phone number".formatted(recipient);
      case CONNECTION -> null;
    };
  }

  /** Returns whether a text is one e-mail address. */
  public static boolean isAddress(String text) {
    return ADDRESS.matcher(text).matches();
  }

  static boolean isNumber(String text) {
    return NUMBER.matcher(bare(text)).matches();
  }

  /** Returns a phone number without blanks, brackets and the like. */
  static String bare(String number) {
    return DECORATION.matcher(number).replaceAll("");
  }
}
