package org.ozml.service.message;

import java.time.Duration;
import java.util.Locale;

/**
 * A way out, or in, as it is configured. Scripts name it: {@code SendMsg ToConnection}.
 *
 * <p>Source: OzML, SendMsg and WaitForMsg.
 */
public sealed interface Connection {
  /** Returns the name, such as {@code office@localhost}; see {@link #canonical}. */
  String name();

  /**
   * Returns the one spelling of a name: case and blanks in it do not matter (the vendor's own
   * examples write {@code admin @localhost}), and {@code @localhost} may be missing.
   */
  static String canonical(String name) {
    String bare = name.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    return bare.isEmpty() || bare.contains("@") ? bare : bare + "@localhost";
  }

  /**
   * A mail server.
   *
   * @param user to log in with; empty: no login
   * @param sender address that is shown when a script names none
   * @param connect how long a connection may take to come about
   * @param answer how long each answer of the server may take
   */
  record Mail(
      String name,
      String host,
      int port,
      Security security,
      String user,
      String password,
      String sender,
      Duration connect,
      Duration answer)
      implements Connection {
    /** How the line is protected; the server's certificate is checked in both last cases. */
    public enum Security {
      /** Not at all. */
      NONE,
      /** It becomes TLS after the greeting, or nothing is sent (RFC 3207). */
      STARTTLS,
      /** TLS from the first byte (RFC 8314). */
      TLS
    }

    public Mail {
      name = canonical(name);
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
      return name + " " + security + " " + host + ":" + port;
    }
  }

  /**
   * A short message service centre, spoken to in SMPP 3.4.
   *
   * @param sender number or name that is shown when a script names none; may be empty
   * @param mailbox the user whose inbox takes what arrives; empty: the system's
   * @param extension the API extension that is told IncomingSMS; empty: none
   * @param window how many messages may wait for the centre's answer at a time
   * @param connect how long a connection, and binding, may take
   * @param answer how long each answer of the centre may take
   * @param enquire after how much silence the line is checked
   */
  record Smpp(
      String name,
      String host,
      int port,
      String systemId,
      String password,
      String systemType,
      String sender,
      String mailbox,
      String extension,
      int window,
      Duration connect,
      Duration answer,
      Duration enquire)
      implements Connection {
    public Smpp {
      name = canonical(name);
      mailbox = mailbox.toLowerCase(Locale.ROOT);
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
      return name + " " + systemId + " at " + host + ":" + port;
    }
  }

  /**
   * A web application that messages are posted to.
   *
   * @param url absolute http or https URL
   */
  record Webhook(String name, String url) implements Connection {
    public Webhook {
      name = canonical(name);
    }
  }

  /**
   * A user of this system, with an inbox.
   *
   * @param user the name before {@code @localhost}
   */
  record User(String user) implements Connection {
    public User {
      user = user.toLowerCase(Locale.ROOT);
    }

    @Override
    public String name() {
      return canonical(user);
    }
  }
}
