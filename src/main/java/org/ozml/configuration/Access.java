package org.ozml.configuration;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may do what over HTTP, as it is written in the configuration.
 *
 * @param users by name; empty: one is made when the system starts
 * @param allow addresses and ranges that requests may come from; empty: all
 * @param deny exceptions from that
 * @param olderWithoutPassword the older generation's "office user authentication" is off
 */
public record Access(
    Map<String, User> users, List<String> allow, List<String> deny, boolean olderWithoutPassword) {
  /** What a user may be given. */
  public static final List<String> RIGHTS =
      List.of("calls", "messages", "lists", "recordings", "console");

  /** No users, all addresses. */
  public static final Access DEFAULT = new Access(Map.of(), List.of(), List.of(), false);

  /** Copies what it is given. */
  public Access {
    users = Map.copyOf(users);
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
  }

  /**
   * A user.
   *
   * @param password its hash, as {@code ozml password} prints it
   * @param may some of {@link #RIGHTS}
   */
  public record User(String password, Set<String> may) {
    /** Copies the set. */
    public User {
      may = Set.copyOf(may);
    }

    /** Leaves the hash out. */
    @Override
    public String toString() {
      return "may " + may;
    }
  }
}
