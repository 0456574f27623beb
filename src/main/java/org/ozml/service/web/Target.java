package org.ozml.service.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ozml.service.web.Fetcher.Answer.Failed.Kind;

/**
 * Where a request goes: an http or https URL, read generously. Scripts build URLs from variables,
 * so a blank or an umlaut is percent-encoded instead of refused, and an international host name is
 * put into its ASCII form. The host is told apart here because {@link URI} knows none with an
 * underscore, which is what containers are often called.
 *
 * @param host in lower case, without brackets if it is an IPv6 address
 * @param url the whole URL in ASCII, without the fragment, which is not sent (RFC 9110, section
 *     7.1)
 */
record Target(String scheme, String host, int port, URI url) {

  private static final Pattern URL =
      Pattern.compile("(?i)(https?)://([^/?#]*)([^?#]*(?:\\?[^#]*)?)(?:#.*)?", Pattern.DOTALL);
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\[\\]:%\\s]+)(?::(\\d{1,5}))?");
  private static final Pattern TO_ENCODE = Pattern.compile("[ \"<>\\\\^`{|}]|[^\\x00-\\x7F]+");

  /**
   * @throws FetchFailure with a reason that says what is wrong with the URL
   */
  static Target of(String text) throws FetchFailure {
    Matcher parts = URL.matcher(text.strip());
    if (!parts.matches()) {
      throw refused(text, "cannot be fetched: an absolute http:// or https:// URL is expected");
    }
    if (parts.group(2).contains("@")) {
      throw refused(text, "must not contain a user name or password");
    }
    Matcher authority = AUTHORITY.matcher(parts.group(2));
    if (!authority.matches()) {
      throw refused(text, "has no valid host");
    }
    String scheme = parts.group(1).toLowerCase(Locale.ROOT);
    String port = authority.group(2) == null ? "" : ":" + authority.group(2);
    try {
      String host = IDN.toASCII(authority.group(1)).toLowerCase(Locale.ROOT);
      URI url = new URI(scheme + "://" + host + port + encoded(parts.group(3)));
      return new Target(scheme, host.replaceAll("[\\[\\]]", ""), number(scheme, port), url);
    } catch (URISyntaxException e) {
      throw refused(text, "is malformed: " + e.getReason());
    } catch (IllegalArgumentException e) {
      throw refused(text, "is malformed: " + e.getMessage());
    }
  }

  /**
   * Where a redirect leads (RFC 9110, section 10.2.2).
   *
   * @param location absolute, or relative to this URL
   * @throws FetchFailure as {@link #of}
   */
  Target redirectedTo(String location) throws FetchFailure {
    String reference = encoded(location.strip());
    try {
      // URI.resolve follows RFC 2396, in which a bare query replaces the last segment too.
      return of(
          reference.startsWith("?")
              ? url.toString().replaceFirst("\\?.*", "") + reference
              : url.resolve(reference).toString());
    } catch (IllegalArgumentException e) {
      throw refused(location, "is malformed");
    }
  }

  /**
   * A URL for people, without user name and password: rather too much is hidden than too little.
   */
  static String withoutUser(String url) {
    return url.replaceFirst("(?s)^(\\w+://)?.*@", "$1...@");
  }

  private static int number(String scheme, String port) {
    int number =
        port.isEmpty() ? (scheme.equals("https") ? 443 : 80) : Integer.parseInt(port.substring(1));
    if (number < 1 || number > 65535) {
      throw new IllegalArgumentException("ports go from 1 to 65535");
    }
    return number;
  }

  private static String encoded(String text) {
    return TO_ENCODE
        .matcher(text)
        .replaceAll(match -> URLEncoder.encode(match.group(), UTF_8).replace("+", "%20"));
  }

  private static FetchFailure refused(String text, String why) {
    return new FetchFailure(Kind.REFUSED_URL, '"' + withoutUser(text) + "\" " + why);
  }
}
