package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;

/**
 * Moves a file into a folder.
 *
 * <p>Source: OzML language notes, section 7; 302 outside the roots.
 */
@UsedIn({Context.EXTENSION, Context.THIRD_PARTY, Context.ROUTING, Context.MESSAGE})
public final class MoveFile extends Element implements Command {

  @XmlAttribute(name = "SourceFile", required = true)
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private Value<String> sourceFile;

  @XmlAttribute(name = "TargetDirectory", required = true)
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private Value<String> targetDirectory;

  private MoveFile() {}

  /** Returns the file. */
  public Value<String> sourceFile() {
    return sourceFile;
  }

  /** Returns the folder; a taken name gets a number. */
  public Value<String> targetDirectory() {
    return targetDirectory;
  }
}
