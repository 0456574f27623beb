package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import org.jspecify.annotations.Nullable;

/** Lists past calls. Exists only as an HTTP command; as an element it answers 303. */
@UsedIn(Context.HTTP)
@Alias("GetCallHistory")
public final class ListCallHistory extends Element implements Command {

  @XmlAttribute(name = "PageNumber")
  @XmlJavaTypeAdapter(ValueType.Count.class)
  private Value<Integer> pageNumber = Value.of(0);

  @XmlAttribute(name = "RowsPerPage")
  @XmlJavaTypeAdapter(ValueType.Count.class)
  private Value<Integer> rowsPerPage = Value.of(20);

  @XmlAttribute(name = "From")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> from;

  @XmlAttribute(name = "Direction")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> direction;

  @XmlAttribute(name = "Source")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> source;

  @XmlAttribute(name = "Destination")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> destination;

  @XmlAttribute(name = "Dialed")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> dialed;

  @XmlAttribute(name = "State")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> state;

  @XmlAttribute(name = "CallerId")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> callerId;

  @XmlAttribute(name = "CallId")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> callId;

  @XmlAttribute(name = "Type")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> type;

  @XmlAttribute(name = "General")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> general;

  private ListCallHistory() {}

  /** Returns page, counted from 0. */
  public Value<Integer> pageNumber() {
    return pageNumber;
  }

  /** Returns rows a page. */
  public Value<Integer> rowsPerPage() {
    return rowsPerPage;
  }

  /** Returns earliest start, as YYYY-MM-DD HH:MM:SS. */
  public @Nullable Value<String> from() {
    return from;
  }

  /** Returns internal, External, Inbound or Outbound. */
  public @Nullable Value<String> direction() {
    return direction;
  }

  /** Returns extension that called. */
  public @Nullable Value<String> source() {
    return source;
  }

  /** Returns extension called. */
  public @Nullable Value<String> destination() {
    return destination;
  }

  /** Returns dialled number. */
  public @Nullable Value<String> dialed() {
    return dialed;
  }

  /** Returns the state in which the call ended. */
  public @Nullable Value<String> state() {
    return state;
  }

  /** Returns shown number of the caller. */
  public @Nullable Value<String> callerId() {
    return callerId;
  }

  /** Returns id of the call. */
  public @Nullable Value<String> callId() {
    return callId;
  }

  /** Returns audio or Video. */
  public @Nullable Value<String> type() {
    return type;
  }

  /** Returns a text that any column may hold. */
  public @Nullable Value<String> general() {
    return general;
  }
}
