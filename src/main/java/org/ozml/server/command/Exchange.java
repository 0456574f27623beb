package org.ozml.server.command;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.ozml.call.Result;
import org.ozml.server.Visit;

/** One command and its answer, in the manner of one generation. Answered exactly once. */
final class Exchange {
  private static final String XML = "application/xml";

  private final Visit visit;
  private final Generation generation;

  Exchange(Visit visit, Generation generation) {
    this.visit = visit;
    this.generation = generation;
  }

  Visit visit() {
    return visit;
  }

  Generation generation() {
    return generation;
  }

  /** Returns a parameter; empty when it is not there. */
  String parameter(String name) {
    return visit.parameters().text(name).strip();
  }

  /** Returns the server's threads: nobody else may be kept by a client that reads slowly. */
  Executor threads() {
    return visit.request().getComponents().getExecutor();
  }

  /** The answer may take long; false when too many do already, which has been told. */
  boolean takesLong() {
    if (visit.takesLong()) return true;
    unavailable("Too many commands are waited for; try again in a second.");
    return false;
  }

  void answer(Result result) {
    answer(result, xml -> {});
  }

  /** Answers with what is behind Code and Message. */
  void answer(Result result, Consumer<Xml> payload) {
    answer(200, result, payload);
  }

  /**
   * Answers with another status of HTTP, for what never was a command.
   *
   * @param status 200, as the manual has it, for everything that is said by Code alone
   */
  void answer(int status, Result result) {
    answer(status, result, xml -> {});
  }

  private void answer(int status, Result result, Consumer<Xml> payload) {
    visit.answer(status, XML, body(generation, result, payload));
  }

  /** Answers with something that was written before. */
  void answer(byte[] body) {
    visit.answer(200, XML, body);
  }

  /** Writes an answer. */
  static byte[] body(Generation generation, Result result, Consumer<Xml> payload) {
    Xml xml = new Xml().raw(generation.begin());
    xml.element("Code", result.code()).element("Message", result.message());
    payload.accept(xml);
    return xml.close("Response").toBytes();
  }

  /** Answers with a page for people. */
  void page(String html) {
    HttpFields.Mutable headers = visit.response().getHeaders();
    headers.put("Content-Security-Policy", "default-src 'none'");
    headers.put("X-Content-Type-Options", "nosniff");
    visit.answer(200, "text/html;charset=utf-8", html);
  }

  /** It cannot be done now, and nothing was. */
  void unavailable(String line) {
    visit.with(HttpHeader.RETRY_AFTER, "1").answer(503, line);
  }

  /** It is our fault, and is in the log. */
  void failed() {
    visit.answer(500, "Something went wrong here; it is in the log.");
  }
}
