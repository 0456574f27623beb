package org.ozml.service.web;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The port to web applications: posts a notification and brings back the answer, which usually is
 * the document to go on with.
 *
 * <p>Nothing here blocks and nothing is thrown for a neighbour that misbehaves: whatever goes wrong
 * is an {@link Answer.Failed} with a sentence that trace and log can show. Which rules an
 * implementation holds to is told in the OzML language notes, section 6; {@link HttpFetcher} is the
 * real one.
 */
public interface Fetcher {

  /**
   * Starts one exchange and returns at once.
   *
   * @param answer takes the answer: exactly once, on any thread, also after {@link
   *     Exchange#cancel}. It must not block, as other answers may wait behind it.
   */
  Exchange fetch(Request request, Consumer<Answer> answer);

  /** An exchange under way. */
  interface Exchange {

    /**
     * Gives the exchange up. The answer is then {@link Answer.Failed.Kind#CANCELLED}, or the one
     * that had already come about; cancelling twice or too late does nothing.
     */
    void cancel();
  }

  /**
   * A POST of form fields (RFC 9110, section 9.3.3).
   *
   * @param url absolute http or https URL as the script wrote it; its own query is kept. A URL that
   *     cannot be used is no error here but an answer: {@link Answer.Failed.Kind#REFUSED_URL}.
   * @param form the fields in the order in which they are sent, NotificationName first
   * @param delivers whether the form must arrive: a redirect that would leave it behind is then an
   *     answer of its own, {@link Answer.Failed.Kind#STATUS}
   */
  record Request(String url, Map<String, String> form, boolean delivers) {
    public Request {
      form = Collections.unmodifiableMap(new LinkedHashMap<>(form));
    }

    /** A question, whose answer may lie elsewhere. */
    public Request(String url, Map<String, String> form) {
      this(url, form, false);
    }

    /** Names the fields but not their values: digits that a caller keyed in may be a PIN. */
    @Override
    public String toString() {
      return "POST " + Target.withoutUser(url) + " " + form.keySet();
    }
  }

  /** What came of an exchange. */
  sealed interface Answer permits Answer.Document, Answer.Failed {

    /**
     * The application answered with a 2xx status (RFC 9110, section 15.3).
     *
     * @param status 200 to 299
     * @param body the whole decoded body, not to be changed; empty where there is none
     * @param contentType the header as it came, empty where there is none. Says nothing about
     *     whether the body is a document: applications label OzML as they like.
     * @param source what the document is called in messages: the URL that answered, after
     *     redirects; where an application is simulated, the file that it answers with
     */
    @SuppressWarnings("ArrayRecordComponent") // equals below compares the bytes
    record Document(int status, byte[] body, String contentType, String source) implements Answer {

      @Override
      public boolean equals(Object other) {
        return other instanceof Document that
            && status == that.status
            && Arrays.equals(body, that.body)
            && contentType.equals(that.contentType)
            && source.equals(that.source);
      }

      @Override
      public int hashCode() {
        return 31 * source.hashCode() + Arrays.hashCode(body);
      }

      @Override
      public String toString() {
        return status + " " + contentType + ", " + body.length + " bytes from " + source;
      }
    }

    /**
     * Anything else.
     *
     * @param reason one sentence in plain words, without secrets, such as "HTTP 404 Not Found"
     */
    record Failed(Kind kind, String reason) implements Answer {

      /** What kind of failure it was, for those who count or treat them differently. */
      public enum Kind {
        /** The URL, or one it redirected to, is malformed or leads where it must not. */
        REFUSED_URL,
        /** No connection, or one that broke off before the answer was complete. */
        UNREACHABLE,
        /** The whole answer did not come in time. */
        TIMEOUT,
        /** An answer with a status that brings no document. */
        STATUS,
        /** The decoded body exceeds the budget. */
        TOO_LARGE,
        /** More redirects than the budget allows. */
        TOO_MANY_REDIRECTS,
        /** {@link Exchange#cancel} was called or the fetcher was closed. */
        CANCELLED
      }
    }
  }
}
