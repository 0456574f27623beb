package org.ozml.ccgateway;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a desktop can be told, and what it means. Source: CC-Gateway reference, section 4.2. */
public final class EventTypes {
  /** All, in the order in which they are described. */
  public static final Map<String, String> ALL = all();

  private EventTypes() {}

  private static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("AgentOther_InService", "signed in");
    all.put("AgentOther_ShutdownService", "signed out");
    all.put("AgentState_Ready", "idle");
    all.put("AgentState_Busy", "a call is being handled");
    all.put("AgentState_Work", "wrap-up after a call");
    all.put("AgentState_SetNotReady_Success", "busy; content: reason");
    all.put("AgentState_CancelNotReady_Success", "busy no more");
    all.put("AgentState_SetRest_Success", "at rest");
    all.put("AgentState_CancelRest_Success", "at rest no more");
    all.put("AgentState_Rest_Timeout", "a reminder: the time to rest is over");
    all.put("AgentState_SetWork_Success", "wrap-up, as ordered");
    all.put("AgentState_CancelWork_Success", "wrap-up no more");
    all.put("AgentOther_PhoneAlerting", "the telephone rings");
    all.put("AgentOther_PhoneOffhook", "the telephone is picked up");
    all.put("AgentOther_PhoneRelease", "the telephone is hung up; content: phoneState");
    all.put("AgentEvent_Incoming_CallInfo", "a call comes in; content: queue and numbers");
    all.put("AgentEvent_Ringing", "a call is to be answered; content: numbers, transfer");
    all.put("AgentEvent_Auto_Answer", "a call is answered by itself; content as for Ringing");
    all.put("AgentEvent_Talking", "talking; content: numbers, callid");
    all.put("AgentEvent_No_Answer", "it rang in vain; content: the call id");
    all.put("AgentEvent_Customer_Alerting", "the other telephone rings; content: callid, number");
    all.put("AgentEvent_Call_Out_Fail", "an outbound call has failed; content: the call id");
    all.put("AgentEvent_Inside_Call_Fail", "an internal call has failed; content: the call id");
    all.put("AgentEvent_Connect_Fail", "the other party was not reached; content: the call id");
    all.put("AgentEvent_Consult_Fail", "nobody helps; content: the call id");
    all.put("AgentEvent_Hold", "a call is held; content: the call id");
    all.put("AgentEvent_Conference", "three parties talk; content: callid, partner");
    all.put("AgentEvent_SuccTransResult", "how a transfer went; content: result (0: well), callId");
    all.put("AgentEvent_ReturnFromIvr", "a customer is back from an IVR; content: the call id");
    all.put("AgentEvent_Call_Release", "the agent has left a call; content: the call id");
    all.put("AgentEvent_Customer_Release", "a party has left a call; content: callid, number");
    all.put("AgentMediaEvent_Record", "recording has begun; content: taskId, fileName ...");
    all.put("AgentMediaEvent_Record_Fail", "recording could not begin");
    all.put("AgentMediaEvent_StopRecordDone", "recording has ended; content: times, taskId");
    return Collections.unmodifiableMap(all);
  }
}
