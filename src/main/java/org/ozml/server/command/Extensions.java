package org.ozml.server.command;

import java.util.List;
import java.util.function.Predicate;
import org.ozml.call.Result;
import org.ozml.configuration.Extension;
import org.ozml.document.Command;
import org.ozml.pbx.PhoneSystem;

/** ListExtensions and ListExtensionTypes. */
final class Extensions {
  private static final String SCRIPT = "IVR extension";
  private static final String ECHO = "Echo test";

  private final PhoneSystem system;
  private final Predicate<String> registered;

  Extensions(PhoneSystem system, Predicate<String> registered) {
    this.system = system;
    this.registered = registered;
  }

  void list(Command command, Exchange exchange) {
    String wanted = exchange.parameter("Type");
    exchange.answer(
        Result.OK,
        xml -> {
          xml.open("Extensions");
          for (Extension one : system.numbers().extensions()) {
            String type = type(one, exchange.generation());
            if (wanted.isEmpty() || wanted.equalsIgnoreCase(type)) {
              row(one, type, exchange.generation(), xml);
            }
          }
          xml.close("Extensions");
        });
  }

  private void row(Extension one, String type, Generation generation, Xml xml) {
    xml.open("ExtensionSummary");
    if (generation == Generation.OLDER) {
      xml.element("Id", one.number()).element("Type", type);
    } else {
      xml.element("Id", one.number() + "@localhost")
          .element("PhoneNumber", one.number())
          .element("Type", type)
          .element("State", isThere(one) ? "Connected" : "Disconnected");
    }
    xml.close("ExtensionSummary");
  }

  private boolean isThere(Extension one) {
    return one instanceof Extension.Phone ? registered.test(one.number()) : system.hasScript(one);
  }

  void types(Command command, Exchange exchange) {
    exchange.answer(
        Result.OK,
        xml -> {
          xml.open("ExtensionTypes");
          for (String type : List.of(phone(exchange.generation()), SCRIPT, ECHO)) {
            xml.element("ExtensionType", type);
          }
          xml.close("ExtensionTypes");
        });
  }

  private static String type(Extension one, Generation generation) {
    if (one instanceof Extension.Phone) return phone(generation);
    return one instanceof Extension.Echo ? ECHO : SCRIPT;
  }

  private static String phone(Generation generation) {
    return generation == Generation.OLDER ? "SIP" : "Phone";
  }
}
