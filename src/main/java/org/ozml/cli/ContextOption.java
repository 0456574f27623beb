package org.ozml.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Context;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that says what a script stands in for. */
final class ContextOption {
  @Option(
      names = "--context",
      paramLabel = "CONTEXT",
      converter = Reader.class,
      description = {
        "What the script stands in for: extension (it is one party of the call), third-party (it acts on a call"
            + " between two others), routing (it says where a call goes) or message (there is no call). Otherwise"
            + " what its commands have in common."
      })
  private @Nullable Context context;

  /** Returns the context; null when not given. */
  @Nullable Context context() {
    return context;
  }

  /** Reads the names of contexts. */
  static final class Reader implements ITypeConverter<Context> {
    @Override
    public Context convert(String written) {
      return switch (written.toLowerCase(Locale.ROOT)) {
        case "extension" -> Context.EXTENSION;
        case "third-party" -> Context.THIRD_PARTY;
        case "routing" -> Context.ROUTING;
        case "message" -> Context.MESSAGE;
        default ->
            throw new TypeConversionException(
                "expected extension, third-party, routing or message, but was '" + written + "'");
      };
    }
  }
}
