package org.ozml.document;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/**
 * The document as it would be in canonical spelling: what JAXB and the schema see. Names of any
 * letter case and the vendor's other spellings become the canonical ones, a parameter written as
 * element text becomes its attribute, an unknown command becomes an {@code OtherCommand}, a lone
 * command gets its {@code Response}. What cannot stand is left out and reported.
 */
final class CanonicalReader extends StreamReaderDelegate {
  private static final int MOST_ATTRIBUTES = 256;

  private final Source source;
  private final Consumer<Diagnostic> report;
  private final XMLStreamReader2 raw;
  private final Deque<Open> open = new ArrayDeque<>();

  // The start tag that is being shown.
  private Open element = new Open(ElementType.RESPONSE, "", Position.START);
  private final String[] names = new String[MOST_ATTRIBUTES];
  private final String[] values = new String[MOST_ATTRIBUTES];
  private int attributes;

  private int event = START_DOCUMENT;
  private @Nullable Open pendingStart;
  private boolean endsAtOnce;
  private boolean lone;

  /** An element whose end has not come yet. */
  static final class Open {
    final ElementType type;
    final String written;
    final Position position;
    private @Nullable StringBuilder text;
    private Map<String, Value<String>> others = Map.of();
    private boolean misplaced;
    private @Nullable Set<String> blocks;

    Open(ElementType type, String written, Position position) {
      this.type = type;
      this.written = written;
      this.position = position;
    }

    boolean firstBlock(String name) {
      if (blocks == null) blocks = new HashSet<>();
      return blocks.add(name);
    }
  }

  /** The document cannot be OzML at all. */
  static final class Refused extends XMLStreamException {
    private static final long serialVersionUID = 1;
    final transient Diagnostic diagnostic;

    Refused(Diagnostic diagnostic) {
      super(diagnostic.message());
      this.diagnostic = diagnostic;
    }
  }

  CanonicalReader(XMLStreamReader raw, Source source, Consumer<Diagnostic> report) {
    super(raw);
    this.raw = (XMLStreamReader2) raw;
    this.source = source;
    this.report = report;
  }

  /** Returns the element whose start tag is being shown. */
  Open element() {
    return element;
  }

  /** Returns the elements that are open, innermost first. */
  Deque<Open> open() {
    return open;
  }

  /** Hands the facts that JAXB does not carry to a new object. */
  void begin(Element target) {
    target.locate(element.type, source, element.position);
    if (target instanceof OtherCommand other) {
      other.read(element.written, element.misplaced, element.others);
    }
  }

  /** Checks the parameters of an object that is complete. */
  void end(Element target) {
    Open ended = element;
    if (target instanceof OtherCommand other) {
      if (ended.text != null) other.text(ended.text.toString());
    } else {
      for (ElementType.Parameter parameter : ended.type.parameters) check(target, parameter);
    }
    target.seal();
  }

  private void check(Element target, ElementType.Parameter parameter) {
    Value<?> value = parameter.of(target);
    String owner = element.type.name;
    if (value == null) {
      if (!parameter.required) return;
      target.blame(parameter.name);
      String how =
          parameter == element.type.text
              ? "write it as attribute %s or as the text of the element"
              : "write it as attribute %s";
      report(
          Rule.OZ103,
          target.position(),
          "%s has no %s".formatted(owner, parameter.name),
          "expected %s; %s".formatted(parameter.type.expected(), how.formatted(parameter.name)));
    } else if (value.wrong()) {
      target.blame(parameter.name);
      String shown = value.written().strip();
      report(
          Rule.OZ104,
          place(target.position(), parameter.spellings),
          "%s of %s is '%s'".formatted(parameter.name, owner, Spelling.shorten(shown)),
          "expected %s%s"
              .formatted(value.expected(), Spelling.didYouMean(shown, parameter.type.names())));
    } else if (value.template() != null) {
      target.refers();
    }
  }

  // ---- events

  @Override
  public int next() throws XMLStreamException {
    if (pendingStart != null) {
      element = pendingStart;
      pendingStart = null;
      return show(readStart());
    }
    if (endsAtOnce) {
      endsAtOnce = false;
      return show(END_ELEMENT);
    }
    if (event == END_ELEMENT && lone && open.isEmpty()) {
      lone = false;
      element = new Open(ElementType.RESPONSE, "", Position.START);
      return show(END_ELEMENT);
    }
    while (true) {
      switch (raw.next()) {
        case START_ELEMENT -> {
          if (start()) return event;
        }
        case END_ELEMENT -> {
          element = open.pop();
          return show(END_ELEMENT);
        }
        case CHARACTERS, CDATA, SPACE -> text();
        case DTD -> throw new Refused(LikelyCause.ofDoctype(source, position()));
        case ENTITY_REFERENCE -> throw undeclared(raw.getLocalName());
        case END_DOCUMENT -> {
          return show(END_DOCUMENT);
        }
        default -> {} // comments and processing instructions mean nothing
      }
    }
  }

  private int show(int shown) {
    event = shown;
    return shown;
  }

  private boolean start() throws XMLStreamException {
    String written = raw.getLocalName();
    Position position = position();
    Open parent = open.peek();
    if (parent == null) return root(written, position);
    ElementType type = null;
    boolean misplaced = false;
    if (parent.type.holdsCommands) {
      type = ElementType.command(written);
      if (type == null) {
        type = ElementType.OTHER;
        misplaced = ElementType.inner(written) != null || ElementType.isRoot(written);
        if (misplaced) misplaced(written, position, parent);
        else unknown(written, position);
      }
    } else {
      type = parent.type.child(written);
      if (type == null) {
        if (ElementType.command(written) != null || ElementType.inner(written) != null) {
          misplaced(written, position, parent);
        } else {
          unknownChild(written, position, parent);
        }
        skip();
        return false;
      }
      if (!type.repeats && !parent.firstBlock(type.name)) {
        report(
            Rule.OZ105,
            position,
            "%s stands twice in %s".formatted(type.name, parent.type.name),
            "the first one counts: put all commands into one");
        skip();
        return false;
      }
    }
    element = new Open(type, written, position);
    element.misplaced = misplaced;
    event = readStart();
    return true;
  }

  private boolean root(String written, Position position) throws XMLStreamException {
    ElementType command = ElementType.isRoot(written) ? null : ElementType.command(written);
    if (command != null) {
      lone = true;
      pendingStart = new Open(command, written, position);
      element = new Open(ElementType.RESPONSE, written, position);
      attributes = 0;
      event = START_ELEMENT;
      return true;
    }
    if (!ElementType.isRoot(written)) {
      throw refused(
          Rule.OZ003,
          position,
          "the root element is '%s'".formatted(Spelling.shorten(written)),
          LikelyCause.ofRoot(written, position, source));
    }
    element = new Open(ElementType.RESPONSE, written, position);
    event = readStart();
    return true;
  }

  /** Takes the start tag in; an element that holds nothing but text is read to its end. */
  private int readStart() throws XMLStreamException {
    open.push(element);
    ElementType type = element.type;
    if (type == ElementType.OTHER) {
      attributes = 0;
      keepAttributes();
      return START_ELEMENT;
    }
    readAttributes(type);
    if (type.isLeaf()) {
      String content = readText();
      if (!content.isBlank()) giveText(type, content);
      open.pop();
      endsAtOnce = true;
    }
    return START_ELEMENT;
  }

  private void readAttributes(ElementType type) {
    attributes = 0;
    for (int i = 0; i < raw.getAttributeCount(); i++) {
      String prefix = raw.getAttributePrefix(i);
      if (prefix != null && !prefix.isEmpty()) continue; // of another language: no meaning here
      String written = raw.getAttributeLocalName(i);
      ElementType.Parameter parameter = type.parameter(written);
      if (parameter == null) {
        if (!type.ignores(written)) unknownAttribute(type, written);
        continue;
      }
      String value = raw.getAttributeValue(i);
      boolean absent = value.isBlank() && !(parameter.type instanceof ValueType.Destination);
      if (absent || attributes == MOST_ATTRIBUTES - 1) continue;
      if (has(parameter.name)) {
        report(
            Rule.OZ108,
            place(element.position, List.of(written)),
            "%s of %s is given twice".formatted(parameter.name, type.name),
            "the first one counts");
        continue;
      }
      names[attributes] = parameter.name;
      values[attributes++] = value;
    }
  }

  private boolean has(String name) {
    for (int i = 0; i < attributes; i++) if (names[i].equals(name)) return true;
    return false;
  }

  private void keepAttributes() {
    if (raw.getAttributeCount() == 0) return;
    element.others = new LinkedHashMap<>();
    ValueType.Text type = new ValueType.Text();
    for (int i = 0; i < raw.getAttributeCount(); i++) {
      element.others.put(raw.getAttributeLocalName(i), Value.read(raw.getAttributeValue(i), type));
    }
  }

  private String readText() throws XMLStreamException {
    String first = "";
    StringBuilder more = null;
    while (true) {
      switch (raw.next()) {
        case END_ELEMENT -> {
          return more == null ? first : more.toString();
        }
        case CHARACTERS, CDATA, SPACE -> {
          if (more != null) more.append(raw.getText());
          else if (first.isEmpty()) first = raw.getText();
          else more = new StringBuilder(first).append(raw.getText());
        }
        case START_ELEMENT -> {
          report(
              Rule.OZ105,
              position(),
              "%s stands inside %s".formatted(raw.getLocalName(), element.type.name),
              element.type.name + " holds no elements: put it behind");
          skip();
        }
        case ENTITY_REFERENCE -> throw undeclared(raw.getLocalName());
        default -> {} // comments and processing instructions mean nothing
      }
    }
  }

  private void giveText(ElementType type, String content) {
    ElementType.Parameter parameter = type.text;
    if (parameter == null) {
      int end = Spelling.endOfTag(source.text(), element.position.offset());
      Position behind = source.at(end + 1, element.position);
      stray(content, behind, "%s has no text".formatted(type.name));
    } else if (has(parameter.name)) {
      report(
          Rule.OZ108,
          element.position,
          "%s of %s is given as attribute and as text".formatted(parameter.name, type.name),
          "the attribute counts");
    } else {
      names[attributes] = parameter.name;
      values[attributes++] = content;
    }
  }

  private void text() {
    Open parent = open.peek();
    if (parent == null || raw.isWhiteSpace()) return;
    String text = raw.getText();
    if (parent.type == ElementType.OTHER) {
      if (parent.text == null) parent.text = new StringBuilder();
      parent.text.append(text);
    } else if (!text.isBlank()) {
      stray(text, position(), "it stands between commands");
    }
  }

  private void stray(String text, Position start, String why) {
    report(
        Rule.OZ107,
        first(start),
        "the text '%s' means nothing here: %s".formatted(Spelling.shorten(text.strip()), why),
        "it is ignored; delete it, or make it a comment");
  }

  /** Returns the place of the first character that is not blank. */
  private Position first(Position text) {
    int at = text.offset();
    String all = source.text();
    while (at < all.length() && Character.isWhitespace(all.charAt(at))) at++;
    return source.at(at, text);
  }

  /** Leaves out the element whose start tag was just read, with all that is in it. */
  private void skip() throws XMLStreamException {
    int depth = open.size();
    open.push(new Open(ElementType.OTHER, raw.getLocalName(), position()));
    while (open.size() > depth) {
      int what = raw.next();
      if (what == START_ELEMENT) {
        open.push(new Open(ElementType.OTHER, raw.getLocalName(), position()));
      } else if (what == END_ELEMENT) {
        open.pop();
      }
    }
  }

  // ---- findings

  private void unknown(String written, Position position) {
    String guess = Spelling.didYouMean(written, ElementType.commandNames());
    report(
        Rule.OZ101,
        position,
        "unknown command '%s'".formatted(Spelling.shorten(written)),
        guess.isEmpty() ? "it will answer 301" : guess.substring(2));
  }

  private void unknownChild(String written, Position position, Open parent) {
    String guess = Spelling.didYouMean(written, parent.type.childNames());
    report(
        Rule.OZ101,
        position,
        "unknown element '%s' in %s".formatted(Spelling.shorten(written), parent.type.name),
        "expected %s%s".formatted(String.join(", ", parent.type.childNames()), guess));
  }

  private void misplaced(String written, Position position, Open parent) {
    report(
        Rule.OZ105,
        position,
        "%s cannot stand in %s".formatted(written, parent.type.name),
        parent.type.holdsCommands
            ? "expected a command"
            : "expected " + String.join(", ", parent.type.childNames()));
  }

  private void unknownAttribute(ElementType type, String written) {
    String guess = Spelling.didYouMean(written, type.parameterNames());
    String known = String.join(", ", type.parameterNames());
    report(
        Rule.OZ102,
        place(element.position, List.of(written)),
        "%s has no parameter '%s'".formatted(type.name, Spelling.shorten(written)),
        guess.isEmpty()
            ? known.isEmpty() ? "it has none" : "it knows " + known
            : guess.substring(2));
  }

  private Refused undeclared(@Nullable String entity) {
    return refused(
        Rule.OZ001,
        position(),
        "the entity '&%s;' is not defined".formatted(entity),
        "XML knows &amp; &lt; &gt; &quot; &apos; and numbers such as &#160;");
  }

  private Refused refused(Rule rule, Position position, String message, String advice) {
    return new Refused(new Diagnostic(rule, source, position, message, advice));
  }

  private void report(Rule rule, Position position, String message, @Nullable String advice) {
    report.accept(new Diagnostic(rule, source, position, message, advice));
  }

  private Position position() {
    Location location = raw.getLocationInfo().getStartLocation();
    return new Position(
        location.getLineNumber(), location.getColumnNumber(), location.getCharacterOffset());
  }

  private Position place(Position tag, List<String> spellings) {
    return Spelling.place(source, tag, spellings);
  }

  // ---- the canonical view of the current event

  @Override
  public int getEventType() {
    return event;
  }

  @Override
  public boolean hasNext() {
    return event != END_DOCUMENT;
  }

  @Override
  public boolean isStartElement() {
    return event == START_ELEMENT;
  }

  @Override
  public boolean isEndElement() {
    return event == END_ELEMENT;
  }

  @Override
  public boolean isCharacters() {
    return false;
  }

  @Override
  public String getLocalName() {
    return element.type.name;
  }

  /** Returns where the start tag of the shown element begins. */
  @Override
  public Location getLocation() {
    return new At(element.position);
  }

  private record At(Position position) implements Location {
    @Override
    public int getLineNumber() {
      return position.line();
    }

    @Override
    public int getColumnNumber() {
      return position.column();
    }

    @Override
    public int getCharacterOffset() {
      return position.offset();
    }

    @Override
    public @Nullable String getPublicId() {
      return null;
    }

    @Override
    public @Nullable String getSystemId() {
      return null;
    }
  }

  @Override
  public String getNamespaceURI() {
    return "";
  }

  @Override
  public String getPrefix() {
    return "";
  }

  @Override
  public int getNamespaceCount() {
    return 0;
  }

  @Override
  public int getAttributeCount() {
    return attributes;
  }

  @Override
  public String getAttributeLocalName(int index) {
    return names[index];
  }

  @Override
  public String getAttributeNamespace(int index) {
    return "";
  }

  @Override
  public String getAttributePrefix(int index) {
    return "";
  }

  @Override
  public String getAttributeType(int index) {
    return "CDATA";
  }

  @Override
  public String getAttributeValue(int index) {
    return values[index];
  }
}
