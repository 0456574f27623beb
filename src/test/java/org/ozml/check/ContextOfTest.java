package org.ozml.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.document.Reading.codes;
import static org.ozml.document.Reading.places;
import static org.ozml.document.Reading.read;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ozml.document.Context;

/** OzML language notes, section 3: the context of a document without a notification. */
class ContextOfTest {
  private static ContextOf of(String commands) {
    return ContextOf.document(read("<Response>" + commands + "</Response>"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|EXTENSION",
        "<Exit/>|EXTENSION",
        "<Delay>1</Delay><Var ID='a'>b</Var>|EXTENSION",
        "<Speak>Hi</Speak>|EXTENSION",
        "<Speak Party='caller'>Hi</Speak>|THIRD_PARTY",
        "<Speak Party=''>Hi</Speak>|EXTENSION",
        "<Hangup CallId='a'/>|THIRD_PARTY",
        "<Speak>Hi</Speak><BlindTransfer Target='1' TransferorParty='callee'/>|THIRD_PARTY",
        "<Speak>Hi</Speak><BlindTransfer Target='1' TranferorParty='callee'/>|THIRD_PARTY",
        "<BlindTransfer Target='1'/>|EXTENSION",
        "<ForwardCall>1</ForwardCall>|THIRD_PARTY",
        "<ForwardCall>1</ForwardCall><Speak>Hi</Speak>|THIRD_PARTY",
        "<UserInput/><Speak Party='all'>Hi</Speak>|EXTENSION",
        "<Reject/>|EXTENSION",
        "<Route>1</Route>|ROUTING",
        "<Route>1</Route><Var ID='a'>b</Var>|ROUTING",
        "<SendEmail Recipient='a'>b</SendEmail>|EXTENSION",
        "<Call>1</Call>|EXTENSION",
        "<Fax Party='x'/><Speak>Hi</Speak>|EXTENSION",
        "<Fax><ForwardCall>1</ForwardCall></Fax><UserInput/>|EXTENSION",
        "<ListExtensions/><Route>1</Route>|ROUTING",
        "<ForEach Source='voicemails'><ForwardCall>1</ForwardCall></ForEach>|THIRD_PARTY",
        "<UserInput><Inputs><Input Key='1'><Speak Party='all'>Hi</Speak></Input></Inputs></UserInput>|EXTENSION",
        "<Request DialedAddress='1'><OnAnswered><Speak Party='all'>Hi</Speak></OnAnswered></Request>|EXTENSION",
        "<ForwardCall>1</ForwardCall><Request DialedAddress='1'><OnAnswered><UserInput/></OnAnswered></Request>|THIRD_PARTY",
      })
  void shouldBeTheOneThatAllCommandsShare(String commands, Context expected) {
    ContextOf found = of(commands == null ? "" : commands);
    assertThat(found.context()).isEqualTo(expected);
    assertThat(found.diagnostics()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<UserInput/><ForwardCall>1</ForwardCall>|1:23",
        "<ForwardCall>1</ForwardCall><UserInput/>|1:39",
        "<Route>1</Route><Speak>Hi</Speak>|1:27",
        "<Exit/><Speak>Hi</Speak><Exit/><Route>1</Route>|1:42",
        "<Call>1</Call><ForEach Source='voicemails'><Route>1</Route></ForEach>|1:54",
      })
  void shouldBeNoneWhenTheyShareNone(String commands, String place) {
    ContextOf found = of(commands);
    assertThat(found.context()).isNull();
    assertThat(places(found.diagnostics())).containsExactly(place + " OZ205");
  }

  @Test
  void shouldNameBothThatDoNotGoTogether() {
    String text =
        of("<Speak>Hi</Speak>\n<Var ID='a'>b</Var>\n<Route>1</Route>")
            .diagnostics()
            .get(0)
            .render();
    assertThat(text)
        .contains("Route and Speak of line 1 cannot stand in one script")
        .contains("Route works in a routing answer")
        .contains("Speak in an API extension call or third-party control");
  }

  @Test
  void shouldBeNoneOfADocumentThatCannotBeRead() {
    ContextOf found = ContextOf.document(read("<Response>"));
    assertThat(found.context()).isNull();
    assertThat(codes(found.diagnostics())).containsExactly("OZ001");
  }
}
