package org.ozml.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Result;
import org.ozml.server.access.Access;
import org.ozml.server.access.Decision;

/** One request and its answer. */
public final class Visit {
  private static final Pattern ADDRESS = Pattern.compile("\\[.*]|[0-9.]+");

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final Parameters parameters = new Parameters();
  private final Semaphore longOnes;
  private @Nullable String user;
  private byte[] body = {};
  private @Nullable Leaving leaving;

  /**
   * Takes a request.
   *
   * @param longOnes places for those that last long
   */
  Visit(Request request, Response response, Callback callback, Semaphore longOnes) {
    this.longOnes = longOnes;
    this.request = request;
    this.response = response;
    this.callback = callback;
  }

  // ---- the request

  /** Returns the request as Jetty has it. */
  public Request request() {
    return request;
  }

  /** Returns the answer as Jetty has it, for those that go on for long. */
  public Response response() {
    return response;
  }

  /** Returns what is told when such an answer has ended. */
  public Callback callback() {
    return callback;
  }

  /** Returns the decoded path, which has no dots to walk up with. */
  public String path() {
    return String.valueOf(request.getHttpURI().getCanonicalPath());
  }

  /** Returns GET, POST ... */
  public String method() {
    return request.getMethod();
  }

  /** Returns the parameters of query and form. */
  public Parameters parameters() {
    return parameters;
  }

  /** Returns the body, where the site reads bodies; empty when there is none. Not to be changed. */
  public byte[] body() {
    return body;
  }

  void body(byte[] read) {
    body = read;
  }

  /** Returns the address of the connection. */
  public InetAddress from() {
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress from
        ? from.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  /** Returns whether a proxy says that it passes somebody else's request on. */
  public boolean forwarded() {
    return header(HttpHeader.FORWARDED) != null || header(HttpHeader.X_FORWARDED_FOR) != null;
  }

  /** Returns a header; null when it is not there. */
  public @Nullable String header(HttpHeader name) {
    return request.getHeaders().get(name);
  }

  /** Returns a header, its name in any case; null when it is not there. */
  public @Nullable String header(String name) {
    return request.getHeaders().get(name);
  }

  /**
   * Returns whether a browser asks for a page that is not ours. Such a page can be anywhere, while
   * the browser is at an address that may ask; and with a name that leads to our address it could
   * even read the answer.
   *
   * @param host a name that is ours besides addresses and localhost; empty: there is none
   */
  public boolean isForeign(String host) {
    String asked = header(HttpHeader.HOST);
    if (asked == null) return false; // no browser
    if (isFromAnotherSite()) return true;
    String name = asked.replaceFirst(":\\d+$", "");
    return !ADDRESS.matcher(name).matches()
        && !name.equalsIgnoreCase("localhost")
        && !name.equalsIgnoreCase(host);
  }

  /** Returns whether a browser says that the page of another site asks. */
  public boolean isFromAnotherSite() {
    String fetched = request.getHeaders().get("Sec-Fetch-Site");
    if (fetched != null && !fetched.equals("same-origin") && !fetched.equals("none")) return true;
    String origin = header(HttpHeader.ORIGIN);
    return origin != null && !origin.endsWith("//" + header(HttpHeader.HOST));
  }

  /** Returns a cookie; null when it is not there. */
  public @Nullable String cookie(String name) {
    for (HttpCookie cookie : Request.getCookies(request)) {
      if (cookie.getName().equals(name)) return cookie.getValue();
    }
    return null;
  }

  /**
   * Returns who asks, as it came in: the parameters Username and Password, as old clients have
   * them, or HTTP's own Basic.
   */
  public Access.Request credentials(boolean needed) {
    String name = parameters.get("Username");
    String password = parameters.get("Password");
    String basic = header(HttpHeader.AUTHORIZATION);
    if (name == null && basic != null && basic.regionMatches(true, 0, "Basic ", 0, 6)) {
      String[] pair = decoded(basic.substring(6).strip()).split(":", 2);
      if (pair.length == 2) return new Access.Request(from(), pair[0], pair[1], needed);
    }
    return new Access.Request(from(), name, password, needed);
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /**
   * The answer may take longer than a connection may usually be silent; false when so many do
   * already that there would be no place left for the others.
   */
  public boolean takesLong() {
    if (!longOnes.tryAcquire()) return false;
    Request.addCompletionListener(request, failure -> longOnes.release());
    request.addIdleTimeoutListener(silence -> false);
    return true;
  }

  /**
   * Tells when the visitor goes while the answer is still to come; also when something more is sent
   * before it, which cannot be told from that. At most once, and never after the answer has begun.
   */
  public void whenGone(Runnable told) {
    leaving = Leaving.watch(request, told);
  }

  /** Does something on a thread of the server's: what takes too long for a loop. */
  public void later(Runnable task) {
    request.getComponents().getExecutor().execute(task);
  }

  /** Returns who was let in; null when nobody was asked. */
  public @Nullable String user() {
    return user;
  }

  void user(@Nullable String name) {
    user = name;
  }

  // ---- the answer

  /** Adds a header. A value with a line break is refused: it would be a header of its own. */
  public Visit with(HttpHeader name, String value) {
    return with(name.asString(), value);
  }

  /** Adds a header that HTTP does not know. */
  public Visit with(String name, String value) {
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("no header can have such a value");
    }
    response.getHeaders().put(new HttpField(name, value));
    return this;
  }

  /** Answers with a text and ends the exchange. */
  public void answer(int status, String type, String text) {
    answer(status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Answers with bytes and ends the exchange. */
  public void answer(int status, String type, byte[] body) {
    answer(status, type, body, written -> {});
  }

  /**
   * The same.
   *
   * @param told whether all of it could be written, on any thread
   */
  public void answer(int status, String type, byte[] body, Consumer<Boolean> told) {
    if (leaving != null) leaving.end();
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    Callback written = Callback.from(() -> told.accept(true), failure -> told.accept(false));
    response.write(true, ByteBuffer.wrap(body), Callback.combine(callback, written));
  }

  /** Answers somebody who may not come in, in HTTP's own words: 401, 403 or 429. */
  public void refuse(Decision.Refused why) {
    boolean unknown = why.result().code() < Result.forbiddenUser().code();
    long wait = why.retryAfter().toSeconds();
    if (wait > 0) with(HttpHeader.RETRY_AFTER, Long.toString(wait));
    else if (unknown) with(HttpHeader.WWW_AUTHENTICATE, "Basic realm=\"ozml\", charset=\"UTF-8\"");
    answer(wait > 0 ? 429 : unknown ? 401 : 403, why.result().message());
  }

  /** Answers with a line of plain text that says what is wrong and what to do. */
  public void answer(int status, String line) {
    answer(status, "text/plain;charset=utf-8", line + "\n");
  }
}
