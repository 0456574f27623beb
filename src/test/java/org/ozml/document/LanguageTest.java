package org.ozml.document;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The schema and the classes are two descriptions of one language. */
class LanguageTest {
  private static final String XS = "http://www.w3.org/2001/XMLSchema";
  private static Element schema;

  @BeforeAll
  static void parse() throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    try (InputStream file = LanguageTest.class.getResourceAsStream("/org/ozml/check/ozml.xsd")) {
      schema = factory.newDocumentBuilder().parse(file).getDocumentElement();
    }
  }

  private static Stream<Element> children(Node parent) {
    NodeList nodes = parent.getChildNodes();
    return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
        .map(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast);
  }

  private static Element top(String kind, String name) {
    return children(schema)
        .filter(e -> e.getLocalName().equals(kind) && e.getAttribute("name").equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
  }

  /** Commands that a script may hold, from their classes. */
  private static Set<Class<?>> commands() {
    Set<Class<?>> commands = new HashSet<>();
    for (Class<?> type : Command.class.getPermittedSubclasses()) {
      UsedIn used = type.getAnnotation(UsedIn.class);
      if (used != null && !Set.of(used.value()).equals(Set.of(Context.HTTP))) commands.add(type);
    }
    return commands;
  }

  /**
   * What the schema says of an element: attributes with whether they are required, and children.
   */
  private static final class Described {
    final Map<String, Boolean> attributes = new TreeMap<>();
    final Set<String> children = new TreeSet<>();

    static Described of(Element element) {
      Described described = new Described();
      String type = element.getAttribute("type");
      described.collect(element);
      if (!type.isEmpty()) {
        children(schema)
            .filter(e -> e.getLocalName().equals("complexType"))
            .filter(e -> e.getAttribute("name").equals(type))
            .forEach(described::collect);
      }
      return described;
    }

    private void collect(Element parent) {
      children(parent)
          .forEach(
              child -> {
                switch (child.getLocalName()) {
                  case "attribute" ->
                      attributes.put(
                          child.getAttribute("name"), child.getAttribute("use").equals("required"));
                  case "attributeGroup" ->
                      collect(top("attributeGroup", child.getAttribute("ref")));
                  case "element" -> {
                    if (!child.getAttribute("name").isEmpty()) {
                      children.add(child.getAttribute("name"));
                    }
                    collect(child);
                  }
                  case "extension" -> {
                    String base = child.getAttribute("base");
                    children(schema)
                        .filter(e -> e.getLocalName().equals("complexType"))
                        .filter(e -> e.getAttribute("name").equals(base))
                        .forEach(this::collect);
                    collect(child);
                  }
                  default -> collect(child);
                }
              });
    }
  }

  @Test
  void shouldNameTheSameCommands() {
    Set<String> inSchema = new TreeSet<>();
    NodeList references = top("group", "commands").getElementsByTagNameNS(XS, "element");
    for (int i = 0; i < references.getLength(); i++) {
      inSchema.add(((Element) references.item(i)).getAttribute("ref"));
    }
    assertThat(commands().stream().map(Class::getSimpleName))
        .containsExactlyInAnyOrderElementsOf(inSchema);
  }

  @Test
  void shouldNameTheSameParametersAndRequireTheSame() {
    for (Class<?> type : commands()) {
      Map<String, Boolean> inClass = new TreeMap<>(Map.of("Username", false, "Password", false));
      for (Field field : type.getDeclaredFields()) {
        XmlAttribute attribute = field.getAnnotation(XmlAttribute.class);
        if (attribute == null) continue;
        // What may be text cannot be a required attribute; the reader sees to it.
        boolean text = field.isAnnotationPresent(TextForm.class);
        inClass.put(attribute.name(), attribute.required() && !text);
      }
      assertThat(inClass)
          .as(type.getSimpleName())
          .isEqualTo(Described.of(top("element", type.getSimpleName())).attributes);
    }
  }

  @Test
  void shouldNameTheSameBlocks() {
    for (Class<?> type : commands()) {
      Set<String> inClass = new TreeSet<>();
      collectBlocks(type, inClass);
      assertThat(inClass)
          .as(type.getSimpleName())
          .isEqualTo(Described.of(top("element", type.getSimpleName())).children);
    }
  }

  private static void collectBlocks(Class<?> type, Set<String> blocks) {
    for (Field field : type.getDeclaredFields()) {
      XmlElement block = field.getAnnotation(XmlElement.class);
      if (block == null) continue;
      blocks.add(block.name());
      if (field.getType() == Inputs.class) collectBlocks(Inputs.class, blocks);
    }
  }

  @Test
  void shouldLeaveOutWhatOnlyHttpHas() {
    for (Class<?> type : Command.class.getPermittedSubclasses()) {
      if (commands().contains(type)) continue;
      assertThat(children(schema).map(e -> e.getAttribute("name")))
          .doesNotContain(type.getSimpleName());
    }
  }

  @Test
  void shouldRequireWhatTheTypesPromise() {
    // A parameter whose accessor may be null is optional, and one that is required never is.
    for (Class<?> type : commands()) {
      for (Field field : type.getDeclaredFields()) {
        XmlAttribute attribute = field.getAnnotation(XmlAttribute.class);
        if (attribute == null || !attribute.required()) continue;
        assertThat(field.getAnnotatedType().getAnnotations())
            .as("%s.%s", type.getSimpleName(), field.getName())
            .isEmpty();
      }
    }
  }
}
