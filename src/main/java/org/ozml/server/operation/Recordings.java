package org.ozml.server.operation;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.ByteRange;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;
import org.jspecify.annotations.Nullable;
import org.ozml.server.Site;
import org.ozml.server.Visit;
import org.ozml.server.access.Access;
import org.ozml.server.access.Decision;
import org.ozml.server.access.Right;
import org.ozml.service.file.Sandbox;
import org.ozml.service.file.ScriptPath;

/**
 * What was recorded, to be fetched under {@code /recordings/}: whole, or in part (RFC 9110, section
 * 14). There is no list of the files: who may have one knows its URL from a notification. A file
 * whose name begins with a dot is not done yet, and not there.
 */
public final class Recordings implements Site {
  private static final System.Logger LOG = System.getLogger(Recordings.class.getName());

  /** Where the site is; behind it comes the path of a file. */
  public static final String PATH = "/recordings";

  private static final int BUFFER = 64 << 10;

  private final Sandbox folders;

  /**
   * Makes the site.
   *
   * @param folders among them that of the recordings
   */
  public Recordings(Sandbox folders) {
    this.folders = folders;
  }

  /**
   * Returns where a file can be fetched.
   *
   * @param server how the server is reached, without a slash at the end
   * @param path below the folder of the recordings, such as {@code sales/a.wav}
   */
  public static String url(String server, String path) {
    return Arrays.stream(path.split("/"))
        .map(Recordings::encoded)
        .collect(Collectors.joining("/", server + PATH + "/", ""));
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  @Override
  public CompletionStage<Decision> admit(Visit visit, Access access) {
    return access.check(visit.credentials(true), Right.RECORDINGS);
  }

  @Override
  public void refuse(Visit visit, Decision.Refused why) {
    visit.refuse(why);
  }

  @Override
  public void answer(Visit visit) {
    boolean reads = visit.method().equals("GET") || visit.method().equals("HEAD");
    if (!reads) {
      visit.with(HttpHeader.ALLOW, "GET, HEAD");
      visit.answer(405, "A recording can be fetched with GET; this was " + visit.method() + ".");
      return;
    }
    try {
      // Opening a file may wait for the disk.
      visit.request().getComponents().getExecutor().execute(() -> open(visit));
    } catch (RejectedExecutionException e) {
      visit.answer(503, "The server is being stopped.");
    }
  }

  private void open(Visit visit) {
    String path = URIUtil.decodePath(visit.path()).substring(PATH.length());
    String below = path.startsWith("/") ? path.substring(1) : path;
    if (Arrays.stream(below.split("[/\\\\]")).anyMatch(name -> name.startsWith("."))) {
      visit.answer(404, "There is no such recording.");
      return;
    }
    Sandbox.Opened file = null;
    try {
      file = folders.open(ScriptPath.Root.RECORDINGS, below);
      String name = below.substring(below.lastIndexOf('/') + 1);
      send(visit, file, name);
    } catch (ScriptPath.Refused e) {
      LOG.log(Level.DEBUG, () -> "no recording: " + e.reason());
      visit.answer(404, "There is no such recording.");
    } catch (IOException | RuntimeException e) {
      if (file != null) close(file);
      LOG.log(Level.ERROR, "a recording cannot be sent", e);
      visit.callback().failed(e);
    }
  }

  /** The file is closed when it is sent. */
  private static void send(Visit visit, Sandbox.Opened file, String name) throws IOException {
    long length = file.length();
    String tag = "\"%x-%x\"".formatted(file.modified().toEpochMilli(), length);
    describe(visit, file.modified(), tag, name);
    if (tag.equals(visit.header(HttpHeader.IF_NONE_MATCH))) {
      file.close();
      visit.response().setStatus(304);
      visit.callback().succeeded();
      return;
    }
    List<ByteRange> ranges = ranges(visit, tag, length);
    if (ranges == null) {
      file.close();
      visit.with(HttpHeader.CONTENT_RANGE, ByteRange.toNonSatisfiableHeaderValue(length));
      visit.answer(416, "The recording has %,d bytes.".formatted(length));
      return;
    }
    // Several parts in one answer: whoever asks for that must be able to take the whole, too.
    boolean part = ranges.size() == 1;
    long first = part ? ranges.get(0).first() : 0;
    long count = part ? ranges.get(0).getLength() : length;
    if (part) visit.with(HttpHeader.CONTENT_RANGE, ranges.get(0).toHeaderValue(length));
    visit.with(HttpHeader.CONTENT_LENGTH, Long.toString(count));
    visit.response().setStatus(part ? 206 : 200);
    if (visit.method().equals("HEAD") || count == 0) {
      file.close();
      visit.callback().succeeded();
      return;
    }
    ByteBufferPool pool = visit.request().getComponents().getByteBufferPool();
    Content.Source source =
        Content.Source.from(
            new ByteBufferPool.Sized(pool, true, BUFFER), file.channel(), first, count);
    Content.copy(source, visit.response(), Callback.from(visit.callback(), () -> close(file)));
  }

  private static void describe(Visit visit, Instant modified, String tag, String name) {
    String type = type(name);
    visit.with(HttpHeader.CONTENT_TYPE, type);
    // Nothing that lies in the folder may run as a page of this server.
    visit.response().getHeaders().put("X-Content-Type-Options", "nosniff");
    String how = type.startsWith("audio/") ? "inline" : "attachment";
    visit.with(
        HttpHeader.CONTENT_DISPOSITION,
        "%s; filename=\"%s\"; filename*=UTF-8''%s"
            .formatted(how, name.replaceAll("[^A-Za-z0-9._+ -]", "_"), encoded(name)));
    visit.with(HttpHeader.ACCEPT_RANGES, "bytes");
    visit.with(HttpHeader.ETAG, tag);
    visit.with(HttpHeader.LAST_MODIFIED, DateGenerator.formatDate(modified));
    visit.with(HttpHeader.CACHE_CONTROL, "private, no-cache");
  }

  private static String type(String name) {
    String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (end) {
      case "wav" -> "audio/wav";
      case "mp3" -> "audio/mpeg";
      default -> "application/octet-stream";
    };
  }

  /** Returns what is asked for; empty: all; null: what is not there. */
  private static @Nullable List<ByteRange> ranges(Visit visit, String tag, long length) {
    List<String> asked = visit.request().getHeaders().getValuesList(HttpHeader.RANGE);
    String only = visit.header(HttpHeader.IF_RANGE);
    boolean bytes = !asked.isEmpty() && asked.get(0).startsWith("bytes=");
    if (!bytes || (only != null && !only.equals(tag))) return new ArrayList<>();
    List<ByteRange> ranges = ByteRange.parse(asked, length);
    return ranges.isEmpty() ? null : ranges;
  }

  private static void close(Closeable file) {
    try {
      file.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "a recording cannot be closed", e);
    }
  }
}
