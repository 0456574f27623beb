package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;

/**
 * Deletes a file.
 *
 * <p>Source: OzML language notes, section 7; 302 outside the roots.
 */
@UsedIn({Context.EXTENSION, Context.THIRD_PARTY, Context.ROUTING, Context.MESSAGE})
public final class DeleteFile extends Element implements Command {

  @XmlAttribute(name = "SourceFile", required = true)
  @TextForm
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private Value<String> sourceFile;

  private DeleteFile() {}

  /** Returns the file. */
  public Value<String> sourceFile() {
    return sourceFile;
  }
}
