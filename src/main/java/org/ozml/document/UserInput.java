package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs prompts while collecting keys, then the commands of the entry.
 *
 * <p>Source: OzML language notes, section 5.
 */
@UsedIn(Context.EXTENSION)
public final class UserInput extends Element implements Command {

  @XmlAttribute(name = "Repeat")
  @XmlJavaTypeAdapter(ValueType.Flag.class)
  private Value<Boolean> repeat = Value.of(false);

  @XmlAttribute(name = "Timeout")
  @XmlJavaTypeAdapter(ValueType.Seconds.class)
  private Value<Duration> timeout = Value.of(Duration.ZERO);

  @XmlAttribute(name = "Digits")
  @XmlJavaTypeAdapter(ValueType.Count.class)
  private @Nullable Value<Integer> digits;

  @XmlAttribute(name = "MinDigits")
  @XmlJavaTypeAdapter(ValueType.Count.class)
  private @Nullable Value<Integer> minDigits;

  @XmlAttribute(name = "MaxDigits")
  @XmlJavaTypeAdapter(ValueType.Count.class)
  private @Nullable Value<Integer> maxDigits;

  @XmlAttribute(name = "BackKey")
  @XmlJavaTypeAdapter(ValueType.Key.class)
  private @Nullable Value<String> backKey;

  @XmlAttribute(name = "ForwardToUrl")
  @Alias({"ForwardToURL", "enteredUrl"})
  @XmlJavaTypeAdapter(ValueType.Url.class)
  private @Nullable Value<String> forwardToUrl;

  @XmlAttribute(name = "ExecuteSQL")
  @XmlJavaTypeAdapter(ValueType.Sql.class)
  private @Nullable Value<Statement> executeSql;

  @XmlElement(name = "InitialCommands")
  private @Nullable Branch initialCommands;

  @XmlElement(name = "Inputs")
  private @Nullable Inputs inputs;

  private UserInput() {}

  /** Returns whether the prompts start over after the time-out and after an entry. */
  public Value<Boolean> repeat() {
    return repeat;
  }

  /** Returns seconds without a key; 0: no wait for the first key. */
  public Value<Duration> timeout() {
    return timeout;
  }

  /** Returns length of an entry; absent: the longest key, or 1. */
  public @Nullable Value<Integer> digits() {
    return digits;
  }

  /** Returns shortest entry that a time-out completes; absent: Digits. */
  public @Nullable Value<Integer> minDigits() {
    return minDigits;
  }

  /** Returns longest entry; absent: Digits. */
  public @Nullable Value<Integer> maxDigits() {
    return maxDigits;
  }

  /** Returns as first key: back to the menu outside. */
  public @Nullable Value<String> backKey() {
    return backKey;
  }

  /** Returns the URL that gets DtmfEntered with DtmfDigits when no Input has the entry. */
  public @Nullable Value<String> forwardToUrl() {
    return forwardToUrl;
  }

  /** Returns a SELECT that is run when no Input has the entry. */
  public @Nullable Value<Statement> executeSql() {
    return executeSql;
  }

  /**
   * Returns the block that holds the prompts, which run while keys are collected; null when the
   * script has none.
   */
  public @Nullable Block initialCommands() {
    return initialCommands;
  }

  /** Returns the inputs in document order; empty when the script has none. */
  public List<Input> inputs() {
    return inputs == null ? List.of() : inputs.inputs();
  }

  @Override
  public List<Element> inner() {
    List<Element> inner = new ArrayList<>(present(initialCommands));
    inner.addAll(inputs());
    return inner;
  }
}
