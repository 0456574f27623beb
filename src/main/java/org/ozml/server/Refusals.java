package org.ozml.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What is told about a request that Jetty refuses before any site sees it: one line of text.
 * Jetty's own page repeats the URL, in which a password may stand.
 */
final class Refusals extends ErrorHandler {
  private static final String TYPE = "text/plain;charset=utf-8";
  private static final int OURS = 500;

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String reason,
      @Nullable Throwable cause,
      Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, TYPE);
    response.write(true, line(status, reason), callback);
  }

  private static ByteBuffer line(int status, @Nullable String reason) {
    String line =
        status == OURS
            ? "Something went wrong here; it is in the log."
            : "This request cannot be answered: " + (reason == null ? status : reason) + ".";
    return ByteBuffer.wrap((line.replaceAll("\\p{Cntrl}", "?") + "\n").getBytes(UTF_8));
  }
}
