package org.ozml.service.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A mail server on loopback that gives the answers that a test wants, each once. */
final class ScriptedSmtp implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Map<String, BlockingQueue<String>> answers;

  /** The text of each mail that it took. */
  final BlockingQueue<String> mails = new LinkedBlockingQueue<>();

  /**
   * @param command such as RCPT, or a dot
   * @param once what it answers to that, in order; then as usual
   */
  ScriptedSmtp(String command, String... once) throws IOException {
    answers = Map.of(command, new LinkedBlockingQueue<>(java.util.List.of(once)));
    Thread thread = new Thread(this::accept, "scripted-smtp");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        talk(socket);
      } catch (IOException e) {
        // The client went away.
      }
    }
  }

  private void talk(Socket socket) throws IOException {
    var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    say(socket, "220 here");
    StringBuilder mail = new StringBuilder();
    boolean data = false;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (data && !line.equals(".")) {
        mail.append(line).append('\n');
        continue;
      }
      String command = line.split(" ", -1)[0].replace("EHLO", "HELO");
      BlockingQueue<String> own = answers.get(command);
      String answer = own == null ? null : own.poll();
      if (answer == null) {
        answer = command.equals("DATA") ? "354 go on" : "250 fine";
      }
      if (data && answer.startsWith("2")) {
        mails.add(mail.toString());
      }
      mail.setLength(0);
      data = answer.startsWith("354");
      say(socket, answer);
      if (answer.startsWith("421")) {
        return;
      }
    }
  }

  private static void say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
