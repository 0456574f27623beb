package org.ozml.document;

import jakarta.xml.bind.annotation.XmlRootElement;

/** A whole script: the root {@code Response} (or {@code OzML}) with its commands. */
@XmlRootElement(name = "Response")
@Alias("OzML")
public final class Response extends Block {
  private Response() {}

  /** A script of one command. */
  static Response of(Command only) {
    Response response = new Response();
    response.add(only);
    response.seal();
    return response;
  }
}
