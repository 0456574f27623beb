package org.ozml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.configuration.Configuration;
import org.ozml.configuration.Outside;
import org.ozml.service.data.Page;
import org.ozml.service.message.Smsc;

/** {@code run --config} with a real mail server, message centre, folders and database. */
@Timeout(60)
class ConfiguredRunTest {
  private static final String DATABASE =
      "jdbc:h2:mem:;INIT=CREATE TABLE MENU(ID INT, OZML VARCHAR)"
          + "\\;INSERT INTO MENU VALUES(7,'<Speak>Seven it is</Speak>')";

  @TempDir private Path folder;
  private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private Smsc smsc;
  private String config;

  @BeforeEach
  void start() throws IOException {
    mail.start();
    smsc = new Smsc();
    config = configuration(mail.getSmtp().getPort());
  }

  @AfterEach
  void stop() throws IOException {
    mail.stop();
    smsc.close();
  }

  private String configuration(int smtp) throws IOException {
    String yaml =
        """
        connections:
          office: {email: {server: 127.0.0.1, port: %d, security: none, sender: pbx@example.com}}
          mobile: {sms: {server: 127.0.0.1, port: %d, system-id: pbx, password: "${SMSC}"}}
          admin: inbox
        sql: {url: "%s"}
        """
            .formatted(smtp, smsc.port(), DATABASE.replace("\\", "\\\\"));
    return Files.writeString(folder.resolve("ozml.yaml"), yaml).toString();
  }

  private CommandLineRun run(String script, String... more) throws IOException {
    String file =
        Files.writeString(folder.resolve("script.xml"), "<Response>" + script + "</Response>")
            .toString();
    String[] arguments = new String[more.length + 4];
    arguments[0] = "run";
    arguments[1] = file;
    arguments[2] = "--config";
    arguments[3] = config;
    System.arraycopy(more, 0, arguments, 4, more.length);
    return CommandLineRun.in(Terminal.NONE, Map.of("SMSC", "secret"), arguments);
  }

  @Test
  void anAlarmGoesOutByMailAndSms() throws Exception {
    String panel =
        "people: {5001: {panel: {account: 1234, event: 110, partition: 1, zone: 15, corrupts: 1}}}";
    Path world = Files.writeString(folder.resolve("world.yaml"), panel);
    CommandLineRun run =
        CommandLineRun.in(
            Terminal.NONE,
            Map.of("SMSC", "secret"),
            "run",
            "examples/alarm/centre.xml",
            "--caller",
            "5001",
            "--world",
            world.toString(),
            "--config",
            config);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(mail.waitForIncomingEmail(10_000, 1)).isTrue();
    MimeMessage message = mail.getReceivedMessages()[0];
    assertThat(message.getSubject()).isEqualTo("Fire at 1234");
    assertThat(message.getContent().toString().replace("\r\n", "\n"))
        .isEqualTo("NewEvent: Fire (110)\nAccount 1234, partition 01, zone 015");
    assertThat(smsc.next()).isEqualTo("36201112222: Fire, account 1234, zone 015");
    assertThat(mail.getReceivedMessages()).as("a garbled alarm is no alarm").hasSize(1);
    assertThat(smsc.isEmpty()).isTrue();
    try (Outside outside =
        Outside.forRun(
            Configuration.read(Path.of(config), Map.of("SMSC", "secret")),
            (request, answer) -> () -> {})) {
      assertThat(outside.alarms().list(Page.FIRST).rows())
          .as("acknowledged, so it is on disk")
          .singleElement()
          .satisfies(kept -> assertThat(kept.alarm().eventName()).isEqualTo("Fire"));
    }
  }

  @Test
  void aVoicemailIsPlayedAndMovedOnDisk() throws Exception {
    Path box = Files.createDirectories(folder.resolve("voicemails/9994/new"));
    Files.write(box.resolve("20261120-101200_1005.mp3"), new byte[16_000]);
    CommandLineRun run =
        run(
            "<ForEach Source='voicemails'><Speak>$item.from on $item.date</Speak>"
                + "<Play>$item.message</Play>"
                + "<MoveFile SourceFile='$item.message' TargetDirectory='$oldmessagepath'/></ForEach>");
    assertThat(run.out())
        .contains("1001 hears \"1005 on 2026-11-20 10:12:00\"")
        .contains("1001 hears the file voicemails/9994/new/20261120-101200_1005.mp3")
        .contains("Play: 200");
    assertThat(box).isEmptyDirectory();
    assertThat(folder.resolve("voicemails/9994/old/20261120-101200_1005.mp3")).exists();
  }

  @Test
  void aSelectIsReallyRun() throws Exception {
    CommandLineRun run = run("<Var ID='n'>7</Var><GoTo>SELECT ozml FROM menu WHERE id = $n</GoTo>");
    assertThat(run.out()).contains("1001 hears \"Seven it is\"");
  }

  @Test
  void whatCouldNotBeSentGoesOutTheNextTime() throws Exception {
    int port = mail.getSmtp().getPort();
    mail.stop();
    CommandLineRun first = run("<SendEmail Recipient='a@example.com' Message='late'/>");
    assertThat(first.out()).contains("SendEmail: 200");
    assertThat(first.err())
        .contains("the e-mail to a@example.com could not be sent yet (no connection");
    GreenMail later = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
    later.start();
    try {
      CommandLineRun second = run("<Exit/>");
      assertThat(second.err()).isEmpty();
      assertThat(later.waitForIncomingEmail(10_000, 1)).isTrue();
    } finally {
      later.stop();
    }
  }

  @Test
  void aVoicemailArrivesThoughTheScriptDeletesItAndTheServerIsDown() throws Exception {
    int port = mail.getSmtp().getPort();
    mail.stop();
    Path sound = Files.createDirectories(folder.resolve("content")).resolve("1.wav");
    Files.write(sound, new byte[] {1, 2, -1});
    CommandLineRun first =
        run(
            "<SendEmail Recipient='a@example.com' Message='x' Attachments='1.wav'/>"
                + "<DeleteFile>1.wav</DeleteFile>");
    assertThat(first.out()).contains("SendEmail: 200", "DeleteFile: 200");
    assertThat(sound).doesNotExist();
    GreenMail later = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
    later.start();
    try {
      assertThat(run("<Exit/>").err()).isEmpty();
      assertThat(later.waitForIncomingEmail(10_000, 1)).isTrue();
      BodyPart attached =
          ((MimeMultipart) later.getReceivedMessages()[0].getContent()).getBodyPart(1);
      assertThat(attached.getFileName()).isEqualTo("1.wav");
      assertThat(attached.getInputStream().readAllBytes()).containsExactly(1, 2, -1);
      assertThat(folder.resolve("data/ozml.spool")).isEmptyDirectory();
    } finally {
      later.stop();
    }
  }

  @Test
  void whatIsWrongWithTheConfigurationIsSaid() throws Exception {
    Files.writeString(folder.resolve("ozml.yaml"), "store: {url: 'jdbc:oracle:x'}");
    CommandLineRun run = run("<Exit/>");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("cannot open the store jdbc:oracle:x: a URL with");
    assertThat(run("<Exit/>", "--offline").err()).contains("contradict each other");
    assertThat(run("<Exit/>", "--content", ".").err()).contains("stands in the configuration");
  }
}
