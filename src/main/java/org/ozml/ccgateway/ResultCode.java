package org.ozml.ccgateway;

/**
 * What an interface answers with, and in which words. Source: CC-Gateway reference, sections 3.6
 * and 4.1; where it leaves the text open, it is ours.
 */
public enum ResultCode {
  SUCCESS("0", "success"),
  /** Polling, where events are pushed. */
  WRONG_WAY_OF_EVENTS("000-001", "events are pushed to this agent's desktop"),
  /** A parameter is not as it is defined; the message names it. */
  ILLEGAL_PARAMETER("000-002", "illegal parameter"),
  /** The GUID is not this agent's, or not any more. */
  NO_RIGHT("000-003", "no right to call the interface"),
  /** Sign-in: a parameter is not as it is defined; the message names it. */
  ILLEGAL_SIGN_IN("100-001", "illegal sign-in parameter"),
  ALREADY_SIGNED_IN("100-002", "agent already login"),
  WRONG_PASSWORD("100-004", "wrong agent id or password"),
  NOT_SIGNED_IN("100-006", "agent not login"),
  /** What was ordered is right, but cannot be done as things stand; the message says why. */
  REFUSED("100-007", "cannot be done now"),
  STATE_NOT_SET("100-009", "the state cannot be set"),
  WRONG_STATE_AT_SIGN_OUT("100-010", "wrong state at sign-out"),
  WRONG_AGENT_TYPE("100-012", "wrong agent type"),
  PHONE_INVALID("100-013", "another agent uses the phone"),
  PHONE_NOT_CONFIGURED("100-014", "the phone is none of the configured ones"),
  OUTBOUND_NUMBER_WRONG("200-001", "the outbound number cannot be called"),
  NO_CALL_TO_ANSWER("200-002", "no call to answer"),
  NO_CALL_TO_MUTE("200-003", "no call to mute"),
  WRONG_STATE_TO_MUTE("200-004", "the call cannot be muted now"),
  NO_CALL_TO_CONNECT("200-005", "no call to connect"),
  NO_HELD_CALL_TO_CONNECT("200-006", "no held call to connect"),
  NO_CALL_TO_UNMUTE("200-007", "no call to unmute"),
  WRONG_STATE_TO_UNMUTE("200-008", "the call is not muted"),
  NO_CALL_FOR_THREE("200-010", "no call for a three-party call"),
  NO_HELD_CALL_FOR_THREE("200-011", "no held call for a three-party call"),
  NO_CALL_TO_TRANSFER("200-012", "no call to transfer"),
  NO_CALL_TO_HOLD("200-013", "no call to hold"),
  WRONG_STATE_TO_HOLD("200-014", "the call cannot be held now"),
  NO_HELD_CALL("200-015", "no held call"),
  WRONG_STATE_TO_RETRIEVE("200-016", "the call cannot be retrieved now"),
  NO_CALL_TO_RELEASE("200-017", "no call to release"),
  NO_CALL_FOR_HELP("200-018", "no call to ask for help in"),
  /** The spelling is the wire's. */
  NO_CALL_TO_DROP("200-025", "no call can be droped"),
  NOT_IN_LAST_CALL("200-204", "the number is no party of the last call"),
  AGENT_QUERY("300-001", "no right to query the agent"),
  NO_AGENT("300-002", "no such agent"),
  NO_CALL_FOR_DATA("400-001", "no call"),
  NOTHING_TO_SET("400-002", "no call data to set"),
  HOLD_LIST_EMPTY("400-003", "no call is held");

  private final String code;
  private final String text;

  ResultCode(String code, String text) {
    this.code = code;
    this.text = text;
  }

  /** Returns the retcode as it stands in replies. */
  public String code() {
    return code;
  }

  /** Returns the message when there is nothing more precise to say. */
  public String text() {
    return text;
  }
}
