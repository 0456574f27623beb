package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Calls two numbers and connects them: the caller first, then the callee.
 *
 * <p>Source: OzML language notes, section 4; 402 with the number that failed and its state.
 */
@UsedIn({Context.EXTENSION, Context.THIRD_PARTY, Context.MESSAGE, Context.HTTP})
public final class CallSetup extends Element implements Command {

  @XmlAttribute(name = "Caller", required = true)
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private Value<String> caller;

  @XmlAttribute(name = "Callee", required = true)
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private Value<String> callee;

  @XmlAttribute(name = "ErrorUrl")
  @XmlJavaTypeAdapter(ValueType.Url.class)
  private @Nullable Value<String> errorUrl;

  private CallSetup() {}

  /** Returns the number rung first; also shown to the callee. */
  public Value<String> caller() {
    return caller;
  }

  /** Returns the number rung second. */
  public Value<String> callee() {
    return callee;
  }

  /** Returns the URL requested when something goes wrong during the call. */
  public @Nullable Value<String> errorUrl() {
    return errorUrl;
  }
}
