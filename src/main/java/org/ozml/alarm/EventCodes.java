package org.ozml.alarm;

import java.util.Map;
import java.util.stream.Collectors;

/** Names of the event codes, in short words of our own (SIA DC-05-1999.09, appendix C). */
public final class EventCodes {
  private static final String TABLE =
      """
      100 Medical
      101 Personal emergency
      102 Failed to report in
      110 Fire
      111 Smoke
      112 Combustion
      113 Water flow
      114 Heat
      115 Pull station
      116 Duct
      117 Flame
      118 Near fire alarm
      120 Panic
      121 Duress
      122 Silent panic
      123 Audible panic
      124 Duress, access granted
      125 Duress, egress granted
      130 Burglary
      131 Perimeter burglary
      132 Interior burglary
      133 24-hour safe
      134 Entry or exit
      135 Day or night
      136 Outdoor burglary
      137 Tamper
      138 Near burglary alarm
      139 Intrusion verified
      140 General alarm
      141 Polling loop open
      142 Polling loop short
      143 Expansion module failure
      144 Sensor tamper
      145 Expansion module tamper
      146 Silent burglary
      147 Sensor supervision failure
      150 24-hour, no burglary
      151 Gas detected
      152 Refrigeration
      153 Loss of heat
      154 Water leak
      155 Foil break
      156 Day trouble
      157 Bottled gas low
      158 High temperature
      159 Low temperature
      161 Loss of air flow
      162 Carbon monoxide
      163 Tank level
      200 Fire supervision
      201 Low water pressure
      202 Low CO2
      203 Gate valve
      204 Low water level
      205 Pump running
      206 Pump failure
      300 System trouble
      301 Mains power lost
      302 System battery low
      303 RAM checksum bad
      304 ROM checksum bad
      305 System reset
      306 Panel programming changed
      307 Self-test failure
      308 System shut down
      309 Battery test failure
      310 Ground fault
      311 Battery missing or dead
      312 Power supply overload
      313 Engineer reset
      320 Sounder or relay trouble
      321 Bell 1 trouble
      322 Bell 2 trouble
      323 Alarm relay trouble
      324 Trouble relay trouble
      325 Reversing relay trouble
      326 Notification circuit 3 trouble
      327 Notification circuit 4 trouble
      330 Peripheral trouble
      331 Polling loop open, trouble
      332 Polling loop short, trouble
      333 Expansion module trouble
      334 Repeater failure
      335 Printer out of paper
      336 Printer failure
      337 Expansion module without power
      338 Expansion module battery low
      339 Expansion module reset
      341 Expansion module tamper, trouble
      342 Expansion module without mains
      343 Expansion module self-test failure
      344 Radio receiver jammed
      350 Communication trouble
      351 Telephone line 1 fault
      352 Telephone line 2 fault
      353 Long-range radio fault
      354 Event could not be reported
      355 Radio supervision lost
      356 Central polling lost
      357 Long-range radio antenna fault
      370 Protection loop
      371 Protection loop open
      372 Protection loop short
      373 Fire loop trouble
      374 Exit error, zone
      375 Panic zone trouble
      376 Hold-up zone trouble
      377 Swinger trouble
      378 Cross-zone trouble
      380 Sensor trouble
      381 Radio sensor lost
      382 Wired sensor lost
      383 Sensor tamper, trouble
      384 Radio sensor battery low
      385 Smoke detector too sensitive
      386 Smoke detector not sensitive enough
      387 Intrusion detector too sensitive
      388 Intrusion detector not sensitive enough
      389 Sensor self-test failure
      391 Sensor watch trouble
      392 Drift compensation error
      393 Maintenance needed
      400 Open or close
      401 Open or close by user
      402 Group open or close
      403 Automatic open or close
      404 Late to open or close
      405 Deferred open or close
      406 Cancelled
      407 Remote arm or disarm
      408 Quick arm
      409 Key switch open or close
      411 Callback requested
      412 Remote access succeeded
      413 Remote access failed
      414 System shutdown ordered
      415 Dialler shutdown ordered
      416 Upload succeeded
      421 Access denied
      422 Access by user
      423 Forced access
      424 Egress denied
      425 Egress granted
      426 Access door propped open
      427 Access door contact trouble
      428 Request-to-exit trouble
      429 Access programming begun
      430 Access programming ended
      431 Threat level changed
      432 Access relay failure
      433 Request-to-exit shunted
      434 Access door contact shunted
      441 Armed, staying in
      442 Key switch armed, staying in
      450 Exceptional open or close
      451 Early open or close
      452 Late open or close
      453 Failed to open
      454 Failed to close
      455 Automatic arming failed
      456 Partly armed
      457 Exit error, user
      458 User on premises
      459 Recently closed
      461 Wrong code entered
      462 Valid code entered
      463 Armed again after alarm
      464 Automatic arming put off
      465 Panic alarm reset
      466 Service on or off premises
      501 Access reader disabled
      520 Sounder or relay disabled
      521 Bell 1 disabled
      522 Bell 2 disabled
      523 Alarm relay disabled
      524 Trouble relay disabled
      525 Reversing relay disabled
      526 Notification circuit 3 disabled
      527 Notification circuit 4 disabled
      531 Module added
      532 Module removed
      551 Dialler disabled
      552 Radio transmitter disabled
      553 Remote access disabled
      570 Zone bypassed
      571 Fire zone bypassed
      572 24-hour zone bypassed
      573 Burglary zone bypassed
      574 Group bypassed
      575 Swinger bypassed
      576 Access zone shunted
      577 Access point bypassed
      601 Manual test report
      602 Periodic test report
      603 Periodic radio transmission
      604 Fire test
      605 Status report follows
      606 Listen-in follows
      607 Walk test
      608 Periodic test report, system in trouble
      609 Video transmitter active
      611 Point tested
      612 Point not tested
      613 Intrusion zone walk-tested
      614 Fire zone walk-tested
      615 Panic zone walk-tested
      616 Service requested
      621 Event log reset
      622 Event log half full
      623 Event log nearly full
      624 Event log overflow
      625 Clock set
      626 Clock wrong
      627 Programming begun
      628 Programming ended
      629 32-hour event log marker
      630 Schedule changed
      631 Exceptional schedule changed
      632 Access schedule changed
      641 Senior watch trouble
      642 Latch-key supervision
      651 Reserved for Ademco
      652 Reserved for Ademco
      653 Reserved for Ademco
      654 System inactive
      """;

  private static final Map<String, String> NAMES =
      TABLE
          .lines()
          .collect(
              Collectors.toUnmodifiableMap(
                  line -> line.substring(0, 3), line -> line.substring(4)));

  private EventCodes() {}

  /** Returns the name of a code of three digits; one that is not in the table says so. */
  public static String name(String code) {
    String name = NAMES.get(code);
    return name == null ? "Unknown event " + code : name;
  }
}
