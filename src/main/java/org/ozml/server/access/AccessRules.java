package org.ozml.server.access;

import java.util.Map;
import java.util.Set;

/**
 * What a configuration says of access.
 *
 * @param users by their names
 * @param networks from where requests are answered, whoever asks
 */
public record AccessRules(Map<String, User> users, Networks networks) {

  private static final int LONGEST_NAME = 64;

  /**
   * One user.
   *
   * @param password what is kept of it
   * @param rights what the user may do
   */
  public record User(PasswordHash password, Set<Right> rights) {
    public User {
      rights = Set.copyOf(rights);
    }
  }

  /**
   * @throws IllegalArgumentException if a user name is blank, longer than 64 characters or has
   *     control characters
   */
  public AccessRules {
    users = Map.copyOf(users);
    users.keySet().forEach(AccessRules::checkName);
  }

  // Names stand in logs, one event a line.
  private static void checkName(String name) {
    if (name.isBlank()
        || name.length() > LONGEST_NAME
        || name.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a user name has 1 to %d characters, none of them a control character"
              .formatted(LONGEST_NAME));
    }
  }
}
