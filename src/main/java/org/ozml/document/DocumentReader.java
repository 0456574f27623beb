package org.ozml.document;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.jspecify.annotations.Nullable;

/**
 * Reads OzML documents. Any input gives a {@link Document}, never an exception: what cannot be read
 * has diagnostics instead of a script.
 *
 * <p>Hardened: no DTD, no external entity, {@link Limits} on size, depth and number of elements.
 * Safe for use by many threads.
 */
public final class DocumentReader {
  private static final Pattern DECLARATION =
      Pattern.compile("<\\?xml\\b[^>]*?\\?>", Pattern.CASE_INSENSITIVE);
  private static final Pattern ENCODING =
      Pattern.compile("encoding\\s*=\\s*[\"']([\\w.-]+)[\"']", Pattern.CASE_INSENSITIVE);

  /** Made on first use: a JAXB context is the dearest thing of a short run. */
  private static final class Jaxb {
    static final JAXBContext CONTEXT = context();

    private static JAXBContext context() {
      try {
        return JAXBContext.newInstance(Response.class);
      } catch (JAXBException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** How many documents are kept; a script and what it links to are far fewer. */
  private static final int MOST_KEPT = 200;

  private final Limits limits;
  private final WstxInputFactory factory;
  private @Nullable Map<Kept, Document> kept;

  /** A document that was read, by its name and its bytes as ISO 8859-1. */
  private record Kept(String name, String bytes) {}

  /** Makes a reader; keep it, it is dear. */
  public DocumentReader(Limits limits) {
    this.limits = limits;
    factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty(
        XMLInputFactory2.P_LAZY_PARSING, false); // so that every error comes from next()
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, limits.depth());
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, (long) limits.elements());
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 200);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, limits.bytes());
  }

  /**
   * Returns a reader that keeps what it has read as bytes, and gives the same again instead of
   * reading it once more: documents are read-only. For who runs the same scripts many times.
   */
  public DocumentReader remembering() {
    DocumentReader reader = new DocumentReader(limits);
    reader.kept = new ConcurrentHashMap<>();
    return reader;
  }

  /**
   * Reads bytes, in the encoding that a byte order mark or the XML declaration names, else UTF-8.
   */
  public Document read(String name, byte[] bytes) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    if (bytes.length > limits.bytes()) {
      Source source = new Source(name, "");
      String message = "the document has %,d bytes".formatted(bytes.length);
      String advice = "the limit is %,d".formatted(limits.bytes());
      diagnostics.add(new Diagnostic(Rule.OZ004, source, Position.START, message, advice));
      return new Document(source, null, diagnostics);
    }
    Map<Kept, Document> all = kept;
    if (all == null) return read(decode(name, bytes, diagnostics), diagnostics);
    if (all.size() > MOST_KEPT) all.clear();
    return all.computeIfAbsent(
        new Kept(name, new String(bytes, StandardCharsets.ISO_8859_1)),
        key -> read(decode(name, bytes, diagnostics), diagnostics));
  }

  /** Reads text that is already decoded. */
  public Document read(String name, String text) {
    // A character has up to three bytes; a short text need not be encoded to know.
    byte[] bytes =
        text.length() > limits.bytes() / 3 ? text.getBytes(StandardCharsets.UTF_8) : new byte[0];
    return bytes.length > limits.bytes()
        ? read(name, bytes)
        : read(new Source(name, text), new ArrayList<>());
  }

  /**
   * Reads a document once more, as the schema sees it: canonical names, parameters as attributes.
   * What the reader leaves out is left out here, too.
   *
   * @param document one that could be read
   */
  public XMLStreamReader canonical(Document document) throws XMLStreamException {
    String text = tolerate(document.source(), new ArrayList<>());
    XMLStreamReader raw = factory.createXMLStreamReader(new StringReader(text));
    return new CanonicalReader(raw, document.source(), diagnostic -> {});
  }

  private Document read(Source source, List<Diagnostic> diagnostics) {
    String text = tolerate(source, diagnostics);
    Response response = null;
    CanonicalReader reader = null;
    try {
      XMLStreamReader raw = factory.createXMLStreamReader(new StringReader(text));
      reader = new CanonicalReader(raw, source, diagnostics::add);
      response = unmarshal(reader);
    } catch (XMLStreamException e) {
      Diagnostic cause = explain(e, source, reader);
      diagnostics.removeIf(finding -> finding.position().equals(cause.position()));
      diagnostics.add(cause);
    }
    diagnostics.sort(Diagnostic::inOrder);
    return new Document(source, response, diagnostics);
  }

  private static Response unmarshal(CanonicalReader reader) throws XMLStreamException {
    try {
      Unmarshaller unmarshaller = Jaxb.CONTEXT.createUnmarshaller();
      unmarshaller.setEventHandler(
          event -> false); // what JAXB cannot take, the canonical reader left out
      unmarshaller.setListener(new Facts(reader));
      reader.next();
      Response response = unmarshaller.unmarshal(reader, Response.class).getValue();
      while (reader.getEventType() != XMLStreamReader.END_DOCUMENT) reader.next();
      return response;
    } catch (JAXBException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof XMLStreamException stream) throw stream;
        if (cause.getCause() == null
            && e.getLinkedException() instanceof XMLStreamException stream) {
          throw stream;
        }
      }
      throw new IllegalStateException(e);
    }
  }

  private static final class Facts extends Unmarshaller.Listener {
    private final CanonicalReader reader;

    Facts(CanonicalReader reader) {
      this.reader = reader;
    }

    @Override
    public void beforeUnmarshal(Object target, Object parent) {
      if (target instanceof Element element) reader.begin(element);
    }

    @Override
    public void afterUnmarshal(Object target, Object parent) {
      if (target instanceof Element element) reader.end(element);
    }
  }

  private Diagnostic explain(
      XMLStreamException e, Source source, @Nullable CanonicalReader reader) {
    if (e instanceof CanonicalReader.Refused refused) return refused.diagnostic;
    String message = String.valueOf(e.getMessage());
    int offset = e.getLocation() == null ? 0 : e.getLocation().getCharacterOffset();
    if (message.contains("limit") && message.contains("xceeded")) {
      String limit =
          message.contains("epth")
              ? "elements are nested more than %,d deep".formatted(limits.depth())
              : message.contains("ttribute")
                  ? "an element has too many or too long attributes"
                  : "the document has more than %,d elements".formatted(limits.elements());
      return new Diagnostic(
          Rule.OZ004, source, source.at(offset), limit, "split the script, GoTo joins the parts");
    }
    return LikelyCause.of(
        source, reader == null ? new ArrayDeque<>() : reader.open(), offset, message);
  }

  /**
   * Blanks out what templates leave in front of the XML declaration, so that positions stay as they
   * are.
   */
  private static String tolerate(Source source, List<Diagnostic> diagnostics) {
    String text = source.text();
    int first = 0;
    while (first < text.length() && LikelyCause.isBlank(text.charAt(first))) first++;
    if (first == 0) return text;
    Matcher declaration = DECLARATION.matcher(text).region(first, text.length());
    if (!declaration.lookingAt())
      return text.substring(0, first).indexOf('\uFEFF') < 0 ? text : blanked(text, first);
    diagnostics.add(
        new Diagnostic(
            Rule.OZ005,
            source,
            source.at(first),
            "white space stands in front of the XML declaration",
            "it is ignored here; strict XML readers refuse it, so delete it"));
    return blanked(text, declaration.end());
  }

  private static String blanked(String text, int end) {
    StringBuilder blank = new StringBuilder(text);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c != '\n' && c != '\r') blank.setCharAt(i, ' ');
    }
    return blank.toString();
  }

  private static Source decode(String name, byte[] bytes, List<Diagnostic> diagnostics) {
    int skip = 0;
    Charset charset = StandardCharsets.UTF_8;
    if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
      skip = 3;
      Source source = new Source(name, "");
      String message = "a byte order mark stands at the start";
      diagnostics.add(
          new Diagnostic(
              Rule.OZ005,
              source,
              Position.START,
              message,
              "it is ignored; save the file without it"));
    } else if (starts(bytes, 0xFE, 0xFF) || starts(bytes, 0x00, '<')) {
      charset = StandardCharsets.UTF_16BE;
      skip = bytes[0] == 0 ? 0 : 2;
    } else if (starts(bytes, 0xFF, 0xFE) || starts(bytes, '<', 0x00)) {
      charset = StandardCharsets.UTF_16LE;
      skip = bytes[0] == '<' ? 0 : 2;
    } else {
      String head = new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.ISO_8859_1);
      boolean declared = head.contains("encoding");
      Matcher declaration = DECLARATION.matcher(declared ? head : "");
      Matcher encoding = ENCODING.matcher(declaration.find() ? declaration.group() : "");
      if (encoding.find()) charset = charset(name, encoding.group(1), diagnostics);
    }
    ByteBuffer body = ByteBuffer.wrap(bytes, skip, bytes.length - skip);
    try {
      return new Source(name, charset.newDecoder().decode(body).toString());
    } catch (CharacterCodingException e) {
      body.position(skip);
      Source source = new Source(name, StandardCharsets.ISO_8859_1.decode(body).toString());
      diagnostics.add(
          new Diagnostic(
              Rule.OZ006,
              source,
              Position.START,
              "the bytes are not " + charset,
              "read as ISO-8859-1; save the file as UTF-8, or name its encoding in the XML declaration"));
      return source;
    }
  }

  private static Charset charset(String name, String encoding, List<Diagnostic> diagnostics) {
    try {
      return Charset.forName(encoding);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      diagnostics.add(
          new Diagnostic(
              Rule.OZ006,
              new Source(name, ""),
              Position.START,
              "the encoding '%s' is not known".formatted(Spelling.shorten(encoding)),
              "read as UTF-8; save the file as UTF-8"));
      return StandardCharsets.UTF_8;
    }
  }

  private static boolean starts(byte[] bytes, int... head) {
    if (bytes.length < head.length) return false;
    for (int i = 0; i < head.length; i++) if ((bytes[i] & 0xFF) != head[i]) return false;
    return true;
  }
}
