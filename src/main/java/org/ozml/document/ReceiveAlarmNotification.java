package org.ozml.document;

import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes an Ademco Contact ID alarm from the caller.
 *
 * <p>Source: OzML language notes, section 3 (SIA DC-05).
 */
@UsedIn(Context.EXTENSION)
public final class ReceiveAlarmNotification extends Element implements Command {

  @XmlElement(name = "Received")
  private @Nullable Branch received;

  private ReceiveAlarmNotification() {}

  /** Returns the block that runs after a good reception; null when the script has none. */
  public @Nullable Block received() {
    return received;
  }

  @Override
  public List<Element> inner() {
    return present(received);
  }
}
