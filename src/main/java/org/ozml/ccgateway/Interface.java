package org.ozml.ccgateway;

import java.util.List;

/**
 * One interface of the gateway: a row of the one table that HTTP, scenarios and the OpenAPI
 * description read.
 *
 * @param name its method name in logs, such as transfer
 * @param verb the only method of HTTP that it takes
 * @param path behind {@code /agentgateway/resource/}; what varies stands in braces: {@code
 *     voicecall/{agentid}/transfer}
 * @param purpose one line for people
 * @param fields its parameters besides the agent
 * @param signedIn whether the agent has to be signed in, and shows its GUID
 * @param deed what is done
 */
public record Interface(
    String name,
    Verb verb,
    String path,
    String purpose,
    List<Field> fields,
    boolean signedIn,
    Deed deed) {

  /** Methods of HTTP. */
  public enum Verb {
    GET,
    PUT,
    POST,
    DELETE
  }

  /** What is done about an order; on the loop, at once. */
  @FunctionalInterface
  public interface Deed {
    /** Does it, or refuses and changes nothing. */
    Reply done(Agent agent, Fields fields);
  }

  /** Copies the list. */
  public Interface {
    fields = List.copyOf(fields);
  }

  /** An interface for agents who are signed in. */
  public static Interface of(
      Verb verb, String path, String name, String purpose, Deed deed, Field... fields) {
    return new Interface(name, verb, path, purpose, List.of(fields), true, deed);
  }

  /** Returns the same for everybody, for sign-in. */
  public Interface forAll() {
    return new Interface(name, verb, path, purpose, fields, false, deed);
  }

  /** Returns how a parameter is refused that is not as defined. */
  ResultCode illegal() {
    return signedIn ? ResultCode.ILLEGAL_PARAMETER : ResultCode.ILLEGAL_SIGN_IN;
  }
}
