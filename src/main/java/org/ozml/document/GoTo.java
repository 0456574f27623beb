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
  private Value<String> url;

  private GoTo() {}

  /** Returns http(s) URL or a SELECT whose result is the document. */
  public Value<String> url() {
    return url;
  }
}
