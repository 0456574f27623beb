package org.ozml.configuration;

/** A YAML file that cannot be used; the message begins with file, line and column. */
public final class YamlException extends RuntimeException {
  private static final long serialVersionUID = 1;

  YamlException(String message) {
    super(message);
  }
}
