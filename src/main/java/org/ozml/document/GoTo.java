package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;

/**
 * Fetches another document, which replaces the whole script.
 *
 * <p>Source: OzML language notes, sections 3 and 6; when fetching fails the next command runs.
 */
@UsedIn({Context.EXTENSION, Context.THIRD_PARTY, Context.ROUTING, Context.MESSAGE})
public final class GoTo extends Element implements Command {

  @XmlAttribute(name = "Url", required = true)
  @TextForm
  @XmlJavaTypeAdapter(ValueType.Location.class)
  private Value<Target> url;

  /** Where the document is. */
  public sealed interface Target {
    /** At a web application. */
    record Url(String url) implements Target {}

    /** In the first column of the first row of a database. */
    record Select(Statement statement) implements Target {}
  }

  private GoTo() {}

  /** Returns where the document is: at an http(s) URL, or in a database. */
  public Value<Target> target() {
    return url;
  }
}
