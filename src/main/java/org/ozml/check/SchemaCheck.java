package org.ozml.check;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.ValidatorHandler;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Diagnostic;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Position;
import org.ozml.document.Rule;
import org.ozml.document.Severity;
import org.ozml.document.Spelling;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.AttributesImpl;

/**
 * The schema as a second opinion on a document. It sees the canonical spelling (OzML language
 * notes, 1.2), so letter case and aliases pass; elements that are no OzML commands are not shown to
 * it. What it says about an element is reported only when nobody else found an error there, so a
 * finding means that the schema knows something which the reader and the rules do not.
 *
 * <p>Safe for use by many threads. The schema is loaded when the first document is checked.
 */
public final class SchemaCheck {
  /** Loaded on first use: a short run that does not ask must not pay for it. */
  private static final class Ozml {
    static final Schema SCHEMA = load();

    private static Schema load() {
      try {
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        URL schema = SchemaCheck.class.getResource("ozml.xsd");
        if (schema == null) throw new IllegalStateException("ozml.xsd is not on the class path");
        return factory.newSchema(schema);
      } catch (SAXException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Loads the schema now, on a thread that has time, rather than with the first document. */
  public static void load() {
    Ozml.SCHEMA.newValidatorHandler();
  }

  private final DocumentReader reader;

  /** Validators that nobody uses just now: making one takes longer than a small document. */
  private final Queue<ValidatorHandler> idle = new ConcurrentLinkedQueue<>();

  /** Makes a check for documents that a reader reads. */
  public SchemaCheck(DocumentReader reader) {
    this.reader = reader;
  }

  /**
   * Holds a document against the schema.
   *
   * @param findings what is known already, such as from {@link Checks}
   * @return the findings and the schema's, in the order of the text
   */
  public List<Diagnostic> check(Document document, List<Diagnostic> findings) {
    if (document.response() == null) return findings;
    List<Diagnostic> all = new ArrayList<>(findings);
    ValidatorHandler waiting = idle.poll();
    ValidatorHandler validator = waiting == null ? Ozml.SCHEMA.newValidatorHandler() : waiting;
    try {
      new Pass(document, findings, all, validator).run(reader.canonical(document));
    } catch (XMLStreamException | SAXException e) {
      throw new IllegalStateException("a document that was read before", e);
    }
    idle.add(validator);
    return Checks.sorted(all);
  }

  /** One document on its way through the validator. */
  private static final class Pass implements ErrorHandler {
    /**
     * Matches {@code cvc-attribute.3: } and the like, which only say where the XSD standard says
     * so.
     */
    private static final Pattern KEY = Pattern.compile("^[\\w.-]+: ");

    /** Messages that name the element or the attribute, not only a value and a type. */
    private static final Pattern TELLING =
        Pattern.compile("^cvc-(?:attribute|complex-type|type)\\b");

    private final Document document;
    private final List<Diagnostic> all;
    private final NavigableSet<Integer> known = new TreeSet<>();
    private final ValidatorHandler validator;
    private final AttributesImpl attributes = new AttributesImpl();
    private @Nullable String said;

    Pass(
        Document document,
        List<Diagnostic> findings,
        List<Diagnostic> all,
        ValidatorHandler validator) {
      this.document = document;
      this.all = all;
      this.validator = validator;
      for (Diagnostic finding : findings) {
        if (finding.rule().severity() == Severity.ERROR) known.add(finding.position().offset());
      }
      validator.setErrorHandler(this);
    }

    void run(XMLStreamReader canonical) throws XMLStreamException, SAXException {
      List<Position> open = new ArrayList<>();
      validator.startDocument();
      while (canonical.hasNext()) {
        switch (canonical.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            if (canonical.getLocalName().equals("OtherCommand")) {
              skip(canonical);
            } else {
              Position position = position(canonical);
              open.add(position);
              start(canonical);
              report(position);
            }
          }
          case XMLStreamConstants.END_ELEMENT -> {
            String name = canonical.getLocalName();
            validator.endElement("", name, name);
            report(open.remove(open.size() - 1));
          }
          default -> {} // the canonical view has no text
        }
      }
      validator.endDocument();
    }

    private void start(XMLStreamReader canonical) throws SAXException {
      String name = canonical.getLocalName();
      attributes.clear();
      String text = "";
      for (int i = 0; i < canonical.getAttributeCount(); i++) {
        String attribute = canonical.getAttributeLocalName(i);
        String value = canonical.getAttributeValue(i);
        // An Item is nothing but its text, and so the schema has it.
        if (name.equals("Item")) text = value;
        else attributes.addAttribute("", attribute, attribute, "CDATA", value);
      }
      validator.startElement("", name, name, attributes);
      if (!text.isEmpty()) validator.characters(text.toCharArray(), 0, text.length());
    }

    private static void skip(XMLStreamReader canonical) throws XMLStreamException {
      for (int depth = 1; depth > 0; ) {
        int event = canonical.next();
        if (event == XMLStreamConstants.START_ELEMENT) depth++;
        else if (event == XMLStreamConstants.END_ELEMENT) depth--;
      }
    }

    private static Position position(XMLStreamReader canonical) {
      return new Position(
          canonical.getLocation().getLineNumber(),
          canonical.getLocation().getColumnNumber(),
          canonical.getLocation().getCharacterOffset());
    }

    /** Reports what the validator said last, unless something is known of the start tag. */
    private void report(Position tag) {
      String message = said;
      said = null;
      if (message == null) return;
      int end = Spelling.endOfTag(document.source().text(), tag.offset());
      Integer next = known.ceiling(tag.offset());
      if (next != null && next <= end) return;
      known.add(tag.offset());
      all.add(
          new Diagnostic(
              Rule.OZ109, document.source(), tag, KEY.matcher(message).replaceFirst(""), null));
    }

    @Override
    public void error(SAXParseException e) {
      String message = String.valueOf(e.getMessage());
      // Of several about one element, the first that tells where says most.
      if (said == null || (isTelling(message) && !isTelling(said))) said = message;
    }

    private static boolean isTelling(String message) {
      return TELLING.matcher(message).find();
    }

    @Override
    public void warning(SAXParseException e) {
      error(e);
    }

    @Override
    public void fatalError(SAXParseException e) {
      error(e);
    }
  }
}
