package org.ozml.service.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;
import org.ozml.service.web.Fetcher.Answer.Failed.Kind;

/**
 * Single requests on the wire: the one class that knows Apache HttpClient. All that the client
 * could do on its own account is switched off (redirects, retries, cookies, credentials, proxies,
 * reuse of connections), because what is left to do is decided in {@link HttpFetcher}.
 *
 * <p>Connections are not reused: an idle one may be closed by the server in the very moment in
 * which a POST goes out, and that POST could then neither be trusted nor repeated. It also means
 * that the address is checked for every single request.
 */
final class Wire {
  private static final String CONNECTED = "ozml.connected";

  private final int maxBytes;
  private final CloseableHttpClient client;
  private @Nullable TlsSocketStrategy tls; // guarded by this

  /** How names become addresses. */
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /**
   * @param parallel how many requests there will be at the same time, at most
   */
  Wire(FetchBudget budget, AddressRule rule, Resolver resolver, int parallel) {
    maxBytes = budget.maxBytes();
    client =
        HttpClientBuilder.create()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new CheckedResolver(rule, resolver))
                    .setTlsSocketStrategy(
                        (socket, host, port, attachment, context) ->
                            tls().upgrade(socket, host, port, attachment, context))
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(budget.connect().toMillis(), TimeUnit.MILLISECONDS)
                            .build())
                    .setMaxConnTotal(parallel)
                    .setMaxConnPerRoute(parallel)
                    .build())
            .setConnectionReuseStrategy((request, response, context) -> false)
            .setUserAgent("ozml")
            .setDefaultHeaders(
                List.of(
                    new BasicHeader("Connection", "close"),
                    new BasicHeader("Cache-Control", "no-store")))
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .addExecInterceptorBefore(
                ChainElement.MAIN_TRANSPORT.name(),
                "connected",
                (request, scope, chain) -> {
                  scope.clientContext.setAttribute(CONNECTED, true);
                  return chain.proceed(request, scope);
                })
            .build();
  }

  /** Made on first use: it reads all the certificates that the platform trusts. */
  private synchronized TlsSocketStrategy tls() {
    if (tls == null) {
      tls = DefaultClientTlsStrategy.createDefault();
    }
    return tls;
  }

  /** Hands over only addresses that the rule lets pass; so no other can be connected to. */
  private record CheckedResolver(AddressRule rule, Resolver resolver) implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      List<InetAddress> passed = new ArrayList<>();
      List<String> refusals = new ArrayList<>();
      for (InetAddress address : resolver.resolve(host)) {
        rule.refusal(host, address).ifPresentOrElse(refusals::add, () -> passed.add(address));
      }
      if (passed.isEmpty()) {
        var nowhere = new UnknownHostException(host); // the only exception permitted here
        refusals.stream()
            .findFirst()
            .ifPresent(reason -> nowhere.initCause(new FetchFailure(Kind.REFUSED_URL, reason)));
        throw nowhere;
      }
      return passed.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  /**
   * Prepares a request; nothing is sent yet.
   *
   * @param post what is posted, or null for a GET
   * @param signature the value of the signature header, or null for none
   */
  Hop hop(Target target, HttpFetcher.@Nullable Post post, @Nullable String signature) {
    var request = new HttpUriRequestBase(post == null ? "GET" : "POST", target.url());
    if (post != null) {
      request.setEntity(new ByteArrayEntity(post.body(), ContentType.parse(post.type())));
      post.headers().forEach(request::setHeader);
    }
    if (signature != null) {
      request.setHeader(Signature.HEADER, signature);
    }
    return new Hop(new HttpHost(target.scheme(), target.host(), target.port()), request);
  }

  /** One request and its answer. */
  final class Hop {
    private final HttpHost host;
    private final HttpUriRequestBase request;
    private final HttpClientContext context = HttpClientContext.create();

    private Hop(HttpHost host, HttpUriRequestBase request) {
      this.host = host;
      this.request = request;
    }

    /**
     * Sends the request and reads the answer; blocks meanwhile.
     *
     * @throws FetchFailure if this answer must not be had: forbidden address, body too large
     * @throws IOException if it could not be had; {@link #connected} tells whether a connection was
     */
    Reply send() throws IOException {
      try {
        return reply(client.executeOpen(host, request, context));
      } catch (UnknownHostException e) {
        throw e.getCause() instanceof FetchFailure refusal ? refusal : e;
      } finally {
        request.abort(); // of what was not read to its end, nothing more is to come
      }
    }

    /** Whether a connection came about, so that bytes of the request may have been sent. */
    boolean connected() {
      return context.getAttribute(CONNECTED) != null;
    }

    /** Breaks off at once, from any thread, before or while sending. */
    void abort() {
      request.abort();
    }
  }

  /**
   * An answer as it came.
   *
   * @param phrase the status in words, may be empty
   * @param location where to go instead, empty if the answer does not say
   * @param body decoded; empty unless the status is 2xx, as that of an error is of no use
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Reply(int status, String phrase, String location, String contentType, byte[] body) {

    boolean isSuccess() {
      return status / 100 == 2;
    }
  }

  private Reply reply(ClassicHttpResponse response) throws IOException {
    int status = response.getCode();
    String phrase = response.getReasonPhrase();
    return new Reply(
        status,
        phrase == null ? "" : phrase,
        header(response, "Location"),
        header(response, "Content-Type"),
        status / 100 == 2 ? body(response) : new byte[0]);
  }

  private static String header(ClassicHttpResponse response, String name) {
    Header header = response.getFirstHeader(name);
    return header == null || header.getValue() == null ? "" : header.getValue();
  }

  private byte[] body(ClassicHttpResponse response) throws IOException {
    if (response.getEntity() == null) {
      return new byte[0];
    }
    @SuppressWarnings("resource") // closing would wait for the rest; abort() does not
    InputStream content = response.getEntity().getContent();
    byte[] body = content.readNBytes(maxBytes);
    if (body.length == maxBytes && content.read() >= 0) {
      throw new FetchFailure(Kind.TOO_LARGE, "answer larger than " + size(maxBytes));
    }
    return body;
  }

  private static String size(int bytes) {
    if (bytes > 0 && bytes % (1 << 20) == 0) {
      return (bytes >> 20) + " MiB";
    }
    return bytes > 0 && bytes % (1 << 10) == 0 ? (bytes >> 10) + " KiB" : bytes + " bytes";
  }
}
