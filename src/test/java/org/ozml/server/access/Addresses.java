package org.ozml.server.access;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses that tests write as text. */
final class Addresses {
  private Addresses() {}

  static InetAddress ip(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
