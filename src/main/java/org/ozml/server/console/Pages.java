package org.ozml.server.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.ozml.picture.Svg;
import org.ozml.server.Visit;

/**
 * The files that the page consists of. They hold no secrets: everybody who may connect gets them.
 */
final class Pages {
  private static final Map<String, String> FILES =
      Map.of(
          "index.html", "text/html;charset=utf-8",
          "console.css", "text/css;charset=utf-8",
          "flow.css", "text/css;charset=utf-8",
          "console.js", "text/javascript;charset=utf-8",
          "page.js", "text/javascript;charset=utf-8",
          "calls.js", "text/javascript;charset=utf-8",
          "lists.js", "text/javascript;charset=utf-8",
          "phone.js", "text/javascript;charset=utf-8",
          "sound.js", "text/javascript;charset=utf-8",
          "icon.svg", "image/svg+xml");

  @SuppressWarnings("ArrayRecordComponent") // never changed
  private record Page(String type, byte[] bytes, String tag) {}

  private final Map<String, Page> pages = new HashMap<>();

  Pages() {
    FILES.forEach((name, type) -> pages.put(name, page(type, read(name))));
    pages.put(
        "picture.css",
        page("text/css;charset=utf-8", Svg.style().getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] read(String name) {
    try (InputStream in = Pages.class.getResourceAsStream(name)) {
      if (in == null) throw new IllegalStateException(name + " is missing");
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Page page(String type, byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new Page(type, bytes, '"' + HexFormat.of().formatHex(hash, 0, 8) + '"');
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  boolean has(String name) {
    return pages.containsKey(name);
  }

  /** Answers with a file, or that the browser's copy of it is still good. */
  void answer(Visit visit, String name) {
    Page page = pages.get(name);
    if (page == null) {
      visit.answer(404, "There is no such page; the console begins at /console/");
      return;
    }
    visit.with(HttpHeader.ETAG, page.tag).with(HttpHeader.CACHE_CONTROL, "no-cache");
    String known = visit.header(HttpHeader.IF_NONE_MATCH);
    if (known != null && known.contains(page.tag)) visit.answer(304, page.type, new byte[0]);
    else visit.answer(200, page.type, page.bytes);
  }
}
