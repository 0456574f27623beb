package org.ozml.benchmark;

import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;

/** The documents that are measured. */
final class Scripts {
  /** 28 lines: a menu in the vendor's style. */
  static final String MENU =
      """
      <?xml version="1.0"?>
      <Response>
        <Play AudioFile="hello.wav" Party="all"/>
        <Speak Language="en-US">Welcome to the hotline of the example company.</Speak>
        <Var ID="department">sales</Var>
        <UserInput Timeout="10" Repeat="true" Digits="1" BackKey="*">
          <InitialCommands>
            <Speak>For sales, press one.</Speak>
            <Delay>1</Delay>
            <Speak>For support, press two.</Speak>
          </InitialCommands>
          <Inputs>
            <Input Key="1">
              <Speak>You will be connected to $department.</Speak>
              <BlindTransfer Target="2001"/>
              <Speak>Nobody is there. Please leave a message.</Speak>
              <Record Format="wav" Duration="60" FinishDigits="#"/>
            </Input>
            <Input Key="2">
              <Speak>Please hold the line.</Speak>
              <BlindTransfer>2002</BlindTransfer>
              <GoTo>http://example.com/support?caller=$CallerId&amp;from=menu</GoTo>
            </Input>
          </Inputs>
        </UserInput>
        <Hangup/>
      </Response>
      """;

  /** Five commands of one call: two prompts, a variable, a menu with one key, a hang-up. */
  static final String FIVE =
      """
      <Response>
        <Var ID="name">caller</Var>
        <Speak>Good morning</Speak>
        <Speak>Dear $name</Speak>
        <Beep/>
        <Hangup/>
      </Response>
      """;

  private Scripts() {}

  static Document read(String text) {
    return new DocumentReader(Limits.DEFAULT).read("benchmark.xml", text);
  }
}
