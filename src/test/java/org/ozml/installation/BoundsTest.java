package org.ozml.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.call.CallEvent;
import org.ozml.simulator.World;

/** What a running system does at its limits, and when its configuration changes. */
@Timeout(60)
class BoundsTest {
  private static final String YAML =
      """
      extensions: {9994: echo test, city: {line: ""}}
      address-books: {office: [{name: Ann}], old: [{name: Ben}]}
      server: {older: 0, newer: 0, limits: {requests: 4}}
      """;

  @TempDir Path folder;

  private TestInstallation open() throws Exception {
    return TestInstallation.open(
        folder, YAML, World.where(World.Answering.of(World.Answering.Kind.NO_ANSWER)));
  }

  private static HttpRequest.Builder asAdmin(TestInstallation pbx, String query) {
    byte[] pair = ("admin:" + pbx.password()).getBytes(StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(URI.create(pbx.newer() + "/api?command=" + query))
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))
        .timeout(Duration.ofSeconds(30));
  }

  @Test
  void shouldKeepPlacesForOthersWhileCallsRing() throws Exception {
    try (TestInstallation pbx = open()) {
      HttpClient client = HttpClient.newHttpClient();
      List<CompletableFuture<HttpResponse<String>>> ringing = new ArrayList<>();
      for (String number : List.of("2001", "2002")) {
        ringing.add(
            client.sendAsync(
                asAdmin(pbx, "Call&RingTime=600&Dialed=" + number).build(),
                HttpResponse.BodyHandlers.ofString()));
        pbx.story().await(CallEvent.Dialled.class, dialled -> dialled.number().equals(number));
      }
      HttpResponse<String> third =
          TestInstallation.send(asAdmin(pbx, "Call&RingTime=600&Dialed=2003"));
      assertThat(third.statusCode()).isEqualTo(503);
      assertThat(third.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(pbx.command("ListActiveCalls")).contains("<Source>9994</Source>", "2001", "2002");

      String id = pbx.command("ListActiveCalls").replaceFirst("(?s).*?<CallId>(\\w+)<.*", "$1");
      assertThat(pbx.command("Hangup&CallId=" + id)).contains("200");
      assertThat(ringing.get(0).get(20, TimeUnit.SECONDS).body()).contains("<Code>402</Code>");
      CompletableFuture<HttpResponse<String>> next =
          client.sendAsync(
              asAdmin(pbx, "Call&RingTime=600&Dialed=2004").build(),
              HttpResponse.BodyHandlers.ofString());
      pbx.story().await(CallEvent.Dialled.class, dialled -> dialled.number().equals("2004"));
      assertThat(next).isNotDone();
    }
  }

  @Test
  void shouldNotDoForAnotherSitesPageWhatTheBrowserHasCredentialsFor() throws Exception {
    try (TestInstallation pbx = open()) {
      for (String[] header :
          new String[][] {
            {"Sec-Fetch-Site", "cross-site"}, {"Origin", "http://evil.example.com"}
          }) {
        HttpRequest.Builder order = asAdmin(pbx, "Hangup&CallId=x").header(header[0], header[1]);
        assertThat(TestInstallation.send(order).body()).contains("<Code>307</Code>");
      }
      assertThat(TestInstallation.send(asAdmin(pbx, "Hangup&CallId=x")).body())
          .contains("<Code>601</Code>");
    }
  }

  @Test
  void shouldTakeOnChangedAddressBooks() throws Exception {
    try (TestInstallation pbx = open()) {
      assertThat(pbx.command("ListAddressbookNames")).contains("office", "old");
      Files.writeString(
          folder.resolve("ozml.yaml"),
          YAML.replace(", old: [{name: Ben}]", "").replace("Ann", "Zoe"));
      pbx.installation().look();
      assertThat(pbx.command("ListAddressbookNames")).contains("office").doesNotContain("old");
      assertThat(pbx.command("ListAddressbookContacts&AddressbookName=office"))
          .contains("Zoe")
          .doesNotContain("Ann");
    }
  }
}
