package org.ozml.service.message;

import java.time.Duration;
import java.util.List;

/**
 * The connections that are configured.
 *
 * @param all each name once
 * @param email the name of the one that takes e-mail; empty: none
 * @param sms the name of the one that takes SMS; empty: none
 * @param patience how long a message is tried before it is given up
 */
public record Connections(List<Connection> all, String email, String sms, Duration patience) {
  /** A usual patience: a day. */
  public static final Duration A_DAY = Duration.ofDays(1);

  /**
   * @throws IllegalArgumentException if two have one name, or a default is not among them
   */
  public Connections {
    all = List.copyOf(all);
    email = Connection.canonical(email);
    sms = Connection.canonical(sms);
    List<String> names = all.stream().map(Connection::name).toList();
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException("each connection needs a name of its own: " + names);
    }
    for (String name : List.of(email, sms)) {
      if (!name.isEmpty() && !names.contains(name)) {
        throw new IllegalArgumentException("there is no connection " + name + " among " + names);
      }
    }
  }
}
