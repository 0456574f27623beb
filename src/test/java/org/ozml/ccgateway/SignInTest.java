package org.ozml.ccgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.call.Call;
import org.ozml.call.CallState;

/** Signing in and out: CC-Gateway reference, sections 1.2, 1.3 and 5.1. */
class SignInTest {
  private final Floor floor = new Floor();

  private Reply login(String id, Map<String, ?> fields) {
    return floor.order(id, "login", fields);
  }

  // ---- signing in

  /** The published sample, in which every value is a text. */
  @Test
  void shouldAnswerThePublishedSampleAsPrinted() {
    Reply reply =
        login(
            "101",
            Map.of(
                "password",
                "",
                "phonenum",
                "2101",
                "status",
                "4",
                "releasephone",
                "false",
                "agenttype",
                "4"));
    Map<String, Object> result = new HashMap<>();
    result.put("vdnid", 1);
    result.put("workno", "101");
    result.put("mediatype", "TTF");
    result.put("loginTime", Long.toString(Floor.BEGIN.toEpochMilli()));
    result.put("isForceChange", "false");
    result.put("serverName", "AgentGateway");
    result.put("timeRemaining", "9");
    assertThat(reply.body())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("message", "", "retcode", "0", "result", result));
  }

  @ParameterizedTest
  @CsvSource({
    "3, BUSY, 'InService,Ready,SetNotReady 0'",
    "4, IDLE, 'InService,Ready'",
    "5, WORK, 'InService,Ready,Work'"
  })
  void shouldTellWhatTheAgentIsReadyForByStatus(int status, AgentState state, String events) {
    floor.signIn("101", Map.of("status", status));
    assertThat(floor.agent("101").state()).isEqualTo(state);
    assertThat(floor.told("101")).containsExactly(events.split(","));
  }

  @Test
  void shouldBeIdleWhenNoStatusIsGiven() {
    assertThat(floor.signIn("101").state()).isEqualTo(AgentState.IDLE);
  }

  @ParameterizedTest
  @CsvSource({
    "password, 123456789012345678901234567890123",
    "phonenum, 1234567890123456789012345",
    "phonenum, ''",
    "autoanswer, perhaps",
    "autoenteridle, 2",
    "releasephone, yes",
    "agenttype, 3",
    "agenttype, 12",
    "agenttype, four",
    "status, 2",
    "status, 6",
    "ip, ::1",
    "ip, 1234.1234.1234.1",
    "phonelinkage, 1",
    "checkInWebm, x",
    "checkInMailm, x",
    "vcPhoneNumber, 1234567890123456789012345",
    "listenStatus, x",
    "serviceToken, a b",
    "serviceToken, 123456789012345678901234567890123456789012345678901"
  })
  void shouldRefuseAWrongParameterWithTheCodeOfSignInAndNameIt(String field, String value) {
    Map<String, Object> fields = new HashMap<>(Map.of("phonenum", "2101"));
    fields.put(field, value);
    for (String order : List.of("login", "forceLogin")) {
      Reply reply = floor.order("101", order, fields);
      assertThat(reply.code()).isEqualTo(ResultCode.ILLEGAL_SIGN_IN);
      assertThat(reply.message()).startsWith(field);
    }
    assertThat(floor.agent("101").signedIn()).isFalse();
  }

  @Test
  void shouldTakeWhatIsJustWithinTheLimits() {
    assertThat(
            login(
                    "101",
                    Map.of(
                        "phonenum", "2101",
                        "password", "x".repeat(32),
                        "ip", "255.255.255.255",
                        "vcPhoneNumber", "1".repeat(24),
                        "callBackUri", "u".repeat(200),
                        "serviceToken", "t".repeat(50)))
                .code())
        .isEqualTo(ResultCode.SUCCESS);
  }

  @Test
  void shouldRefuseACallBackAddressOfMoreThan200Characters() {
    Reply reply = login("101", Map.of("phonenum", "2101", "callBackUri", "u".repeat(201)));
    assertThat(reply.code()).isEqualTo(ResultCode.ILLEGAL_SIGN_IN);
    assertThat(reply.message()).startsWith("callBackUri");
  }

  @Test
  void shouldRefuseAPhoneThatTheSystemCannotRing() {
    assertThat(login("101", Map.of("phonenum", "9101")).code())
        .isEqualTo(ResultCode.PHONE_NOT_CONFIGURED);
  }

  @Test
  void shouldRefuseThePhoneOfAnotherAgentUntilThatHasSignedOut() {
    floor.signIn("101");
    assertThat(login("102", Map.of("phonenum", "2101")).code()).isEqualTo(ResultCode.PHONE_INVALID);
    floor.order("101", "logout");
    assertThat(login("102", Map.of("phonenum", "2101")).code()).isEqualTo(ResultCode.SUCCESS);
  }

  @ParameterizedTest
  @CsvSource({"101, 11, WRONG_AGENT_TYPE", "102, 11, SUCCESS", "102, 5, WRONG_AGENT_TYPE"})
  void shouldLetOnlyVideoAgentsSignInAsSuch(String id, int type, ResultCode code) {
    Reply reply = login(id, Map.of("phonenum", "2" + id, "agenttype", type));
    assertThat(reply.code()).isEqualTo(code);
  }

  @Test
  void shouldRefuseASecondSignInAndChangeNothing() {
    floor.signIn("101");
    floor.told("101");
    assertThat(login("101", Map.of("phonenum", "2102")).code())
        .isEqualTo(ResultCode.ALREADY_SIGNED_IN);
    assertThat(floor.centre.at("2101")).isSameAs(floor.agent("101"));
    assertThat(floor.told("101")).isEmpty();
  }

  // ---- taking over

  @Test
  void shouldTakeOverWithAForcedSignIn() {
    Agent agent = floor.signIn("101");
    List<String> old = floor.desktop("101");
    floor.told("101");
    assertThat(floor.order("101", "forceLogin", Map.of("phonenum", "2111", "status", "3")).code())
        .isEqualTo(ResultCode.SUCCESS);
    assertThat(old).containsExactly("InService", "Ready", "nothing");
    assertThat(floor.told("101")).containsExactly("InService", "Ready", "SetNotReady 0");
    assertThat(floor.centre.at("2101")).isNull();
    assertThat(floor.centre.at("2111")).isSameAs(agent);
  }

  @Test
  void shouldKeepTheCallWhenAForcedSignInTakesOver() {
    floor.signIn("101");
    Call call = floor.customer("9001", "10086");
    floor.seconds(4);
    floor.told("101");
    floor.order("101", "forceLogin", Map.of("phonenum", "2101"));
    floor.seconds(4);
    assertThat(Floor.with(call)).isEqualTo("2101");
    assertThat(floor.told("101")).containsExactly("InService", "Busy");
    floor.hangsUp("9001");
    assertThat(floor.told("101")).containsExactly("Ready");
  }

  @Test
  void shouldSignInWithForceAlsoWhoIsNotSignedIn() {
    assertThat(floor.order("101", "forceLogin", Map.of("phonenum", "2101")).code())
        .isEqualTo(ResultCode.SUCCESS);
    assertThat(floor.agent("101").signedIn()).isTrue();
  }

  @Test
  void shouldGiveNoCallsToWhoHasSignedInWithoutATelephone() {
    assertThat(floor.order("101", "loginEx").code()).isEqualTo(ResultCode.SUCCESS);
    assertThat(floor.told("101")).containsExactly("InService", "Ready");
    floor.customer("9001", "10086");
    assertThat(floor.waiting("20")).isEqualTo(1);
    assertThat(floor.rang).isEmpty();
  }

  // ---- signing out

  @Test
  void shouldSignOutAndTellTheDesktopThatWaits() {
    Agent agent = floor.signIn("101");
    floor.told("101");
    List<String> heard = floor.desktop("101");
    assertThat(floor.order("101", "logout").code()).isEqualTo(ResultCode.SUCCESS);
    assertThat(heard).containsExactly("InService", "Ready", "ShutdownService", "nothing");
    assertThat(agent.signedIn()).isFalse();
    assertThat(agent.state()).isEqualTo(AgentState.SIGNED_OUT);
    assertThat(floor.order("101", "logout").code()).isEqualTo(ResultCode.NOT_SIGNED_IN);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void shouldRefuseToSignOutWhileItRingsOrSomebodyTalks(int seconds) {
    floor.signIn("101");
    Call call = floor.customer("9001", "10086");
    floor.seconds(seconds);
    assertThat(floor.order("101", "logout").code()).isEqualTo(ResultCode.WRONG_STATE_AT_SIGN_OUT);
    assertThat(floor.agent("101").signedIn()).isTrue();
    floor.seconds(5);
    assertThat(Floor.with(call)).isEqualTo("2101");
  }

  @Test
  void shouldEndTheCallAtAForcedSignOut() {
    floor.signIn("101");
    Call call = floor.customer("9001", "10086");
    floor.seconds(5);
    assertThat(floor.order("101", "forceLogout").code()).isEqualTo(ResultCode.SUCCESS);
    assertThat(floor.agent("101").signedIn()).isFalse();
    assertThat(call.state()).isEqualTo(CallState.COMPLETED);
    assertThat(floor.network.leg("2101")).isNull();
    floor.signIn("101");
    Call next = floor.customer("9002", "10086");
    floor.seconds(4);
    assertThat(Floor.with(next)).isEqualTo("2101");
  }

  @Test
  void shouldOfferTheCallOnThatRingsAtAForcedSignOut() {
    floor.signIn("101");
    Call call = floor.customer("9001", "10086");
    floor.seconds(1);
    floor.signIn("102");
    floor.order("101", "forceLogout");
    assertThat(floor.network.leg("2101")).isNull();
    floor.seconds(4);
    assertThat(Floor.with(call)).isEqualTo("2102");
  }

  /** The sign-out comes when the call is given to the agent, before the telephone rings. */
  @Test
  void shouldOfferTheCallOnThatWasGivenToTheAgentInTheSameInstant() {
    floor.signIn("101", Map.of("status", 3));
    Call call = floor.customer("9001", "10086");
    floor.onLoop(
        () -> {
          floor.centre.order("101", floor.row("sayfree"), Map.of());
          // Behind the decision, before it takes effect.
          floor
              .board
              .loop()
              .execute(() -> floor.centre.order("101", floor.row("forceLogout"), Map.of()));
        });
    assertThat(floor.agent("101").signedIn()).isFalse();
    assertThat(floor.network.leg("2101")).isNull();
    assertThat(floor.waiting("20")).isEqualTo(1);
    floor.signIn("102");
    floor.seconds(4);
    assertThat(Floor.with(call)).isEqualTo("2102");
  }

  @Test
  void shouldEndTheCallWhenAForcedSignInReleasesThePhone() {
    floor.signIn("101");
    Call call = floor.customer("9001", "10086");
    floor.seconds(5);
    floor.order("101", "forceLogin", Map.of("phonenum", "2101", "releasephone", "true"));
    assertThat(call.state()).isEqualTo(CallState.COMPLETED);
    assertThat(floor.agent("101").idle()).isTrue();
  }

  @Test
  void shouldKeepCallsWaitingWhenTheLastAgentSignsOut() {
    floor.signIn("101", Map.of("status", 3));
    Call call = floor.customer("9001", "10086");
    floor.order("101", "forceLogout");
    assertThat(call.state()).isEqualTo(CallState.RINGING);
    assertThat(floor.waiting("20")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1, SUCCESS", "255, SUCCESS", "0, ILLEGAL_PARAMETER", "256, ILLEGAL_PARAMETER"})
  void shouldSignOutWithAReasonFrom1To255(int reason, ResultCode code) {
    floor.signIn("101");
    Reply reply = floor.order("101", "forceLogoutWithReason", Map.of("reason", "" + reason));
    assertThat(reply.code()).isEqualTo(code);
    assertThat(floor.agent("101").signedIn()).isEqualTo(code != ResultCode.SUCCESS);
  }

  @Test
  void shouldNotKnowAStranger() {
    assertThat(login("999", Map.of("phonenum", "2101")).code()).isEqualTo(ResultCode.NOT_SIGNED_IN);
  }
}
