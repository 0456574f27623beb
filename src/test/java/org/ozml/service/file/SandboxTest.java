package org.ozml.service.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.text.Normalizer;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.service.file.Folders.Box;
import org.ozml.service.file.Folders.Outcome;
import org.ozml.service.file.Folders.Outcome.Part;
import org.ozml.service.file.Folders.Voicemail;
import org.ozml.service.file.ScriptPath.Root;

/** Language notes, section 7. */
@Timeout(60)
class SandboxTest {
  @TempDir private Path disk;
  private Path content;
  private Path voicemails;
  private Path outside;
  private Sandbox sandbox;

  @BeforeEach
  void fill() throws IOException {
    content = Files.createDirectory(disk.resolve("content"));
    voicemails = Files.createDirectory(disk.resolve("voicemails"));
    outside = Files.createDirectory(disk.resolve("outside"));
    Files.writeString(outside.resolve("secret.wav"), "secret");
    sandbox = sandbox(true);
  }

  private Sandbox sandbox(boolean handles) throws IOException {
    return new Sandbox(
        Map.of(Root.CONTENT, content, Root.VOICEMAILS, voicemails), Runnable::run, handles);
  }

  private static Path file(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    return Files.writeString(folder.resolve(name), name);
  }

  private Outcome move(String source, String directory) {
    List<Outcome> outcomes = new ArrayList<>();
    sandbox.move(source, directory, outcomes::add);
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }

  private Outcome delete(String file) {
    List<Outcome> outcomes = new ArrayList<>();
    sandbox.delete(file, outcomes::add);
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }

  private List<Voicemail> voicemails(String extension, Box box) {
    List<List<Voicemail>> all = new ArrayList<>();
    sandbox.voicemails(extension, box, all::add);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static void assertDone(Outcome outcome, String path) {
    assertThat(outcome).isEqualTo(new Outcome.Done(path));
  }

  private static void assertRefused(Outcome outcome, Part part) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class, refused -> assertThat(refused.part()).isEqualTo(part));
  }

  private void assertNothingOutsideWasTouched() throws IOException {
    try (Stream<Path> files = Files.list(outside)) {
      assertThat(files).containsExactly(outside.resolve("secret.wav"));
    }
    assertThat(outside.resolve("secret.wav")).hasContent("secret");
  }

  private Set<String> left() throws IOException {
    try (Stream<Path> all = Files.walk(disk)) {
      Set<String> names = new HashSet<>();
      all.filter(one -> !Files.isDirectory(one))
          .forEach(one -> names.add(disk.relativize(one).toString()));
      names.remove("outside/secret.wav");
      return names;
    }
  }

  // ---- what it is for

  @Test
  void movesAFileIntoAFolderThatItMakes() throws IOException {
    file(voicemails.resolve("9994/new"), "a.wav");
    assertDone(
        move("voicemails/9994/new/a.wav", "voicemails/9994/old"), "voicemails/9994/old/a.wav");
    assertThat(voicemails.resolve("9994/old/a.wav")).hasContent("a.wav");
    assertThat(left()).containsExactly("voicemails/9994/old/a.wav");
  }

  @Test
  void givesATakenNameANumber() throws IOException {
    Path target = content.resolve("kept");
    for (String taken : List.of("", "-1", "-2")) file(target, "a" + taken + ".wav");
    file(content, "a.wav");
    assertDone(move("a.wav", "kept"), "content/kept/a-3.wav");
    assertThat(target.resolve("a.wav")).hasContent("a.wav");
    assertThat(target.resolve("a-3.wav")).hasContent("a.wav");
    file(content, ".hidden");
    file(target, ".hidden");
    assertDone(move(".hidden", "kept"), "content/kept/.hidden-1");
  }

  @Test
  void deletesAFile() throws IOException {
    file(content.resolve("x"), "a.wav");
    assertDone(delete("x/a.wav"), "content/x/a.wav");
    assertThat(left()).isEmpty();
  }

  @Test
  void leavesAFileThatIsThereAlready() throws IOException {
    file(content.resolve("x"), "a.wav");
    assertDone(move("x/a.wav", "x"), "content/x/a.wav");
    assertThat(left()).containsExactly("content/x/a.wav");
  }

  @Test
  void takesPathsFromTheFileSystemsRootUnderARoot() throws IOException {
    file(content, "a.wav");
    assertDone(move(content.resolve("a.wav").toString(), voicemails + "/9"), "voicemails/9/a.wav");
    assertRefused(delete(outside.resolve("secret.wav").toString()), Part.SOURCE);
    assertRefused(delete(content + "-not/a.wav"), Part.SOURCE);
    assertNothingOutsideWasTouched();
  }

  @Test
  void takesABackslashForASlash() throws IOException {
    file(voicemails.resolve("9994/new"), "a.wav");
    assertDone(
        move("voicemails\\9994\\new\\a.wav", "voicemails\\9994\\old\\"),
        "voicemails/9994/old/a.wav");
  }

  // ---- what is refused

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside/secret.wav",
        "x/../../outside/secret.wav",
        "voicemails/../outside/secret.wav",
        "content/../content/a.wav",
        "..\\outside\\secret.wav",
        "/etc/passwd",
        "//etc/passwd",
        "C:\\Windows\\win.ini",
        "C:secret.wav",
        "",
        " ",
        ".",
        "./",
        "..",
        "content",
        "voicemails/",
        "a\0.wav",
        "recordings/1.mp3",
        "folder",
        "missing.wav",
        "missing/a.wav",
        "a.wav/b.wav",
      })
  void refusesAndTouchesNothing(String path) throws IOException {
    file(content, "a.wav");
    Files.createDirectory(content.resolve("folder"));
    assertRefused(delete(path), Part.SOURCE);
    assertRefused(move(path, "kept"), Part.SOURCE);
    assertThatThrownBy(() -> sandbox.resolve(path)).isInstanceOf(ScriptPath.Refused.class);
    assertThat(left()).containsExactly("content/a.wav");
    assertThat(content.resolve("kept")).doesNotExist();
    assertNothingOutsideWasTouched();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside",
        "/tmp",
        "",
        "recordings",
        "a.wav",
        "a.wav/b",
        "x/../../outside",
        "D:\\x"
      })
  void refusesATargetAndLeavesTheFile(String directory) throws IOException {
    file(content, "a.wav");
    assertRefused(move("a.wav", directory), Part.DIRECTORY);
    assertThat(left()).containsExactly("content/a.wav");
    assertNothingOutsideWasTouched();
  }

  @Test
  void refusesWhatIsNoRegularFile() throws Exception {
    Process made = new ProcessBuilder("mkfifo", content.resolve("pipe").toString()).start();
    assumeThat(made.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertRefused(delete("pipe"), Part.SOURCE);
    assertRefused(move("pipe", "kept"), Part.SOURCE);
    assertThat(content.resolve("pipe")).exists();
  }

  @Test
  void saysWhyWithoutNamingOtherFolders() {
    assertThat(delete("../x.wav"))
        .isEqualTo(
            new Outcome.Refused(
                Part.SOURCE, "'../x.wav' lies outside of the folders that scripts may use"));
    assertThat(delete("x.wav")).isEqualTo(new Outcome.Refused(Part.SOURCE, "'x.wav' is not there"));
  }

  @Test
  void answersWhenNobodyWorksAnyMore() throws IOException {
    ExecutorService over = Executors.newSingleThreadExecutor();
    over.shutdown();
    sandbox = new Sandbox(Map.of(Root.CONTENT, content), over);
    assertRefused(delete("a.wav"), Part.SOURCE);
  }

  // ---- links

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void followsLinksInside(boolean handles) throws IOException {
    sandbox = sandbox(handles);
    file(voicemails.resolve("9994"), "a.wav");
    Files.createSymbolicLink(content.resolve("mails"), voicemails.resolve("9994"));
    Files.createSymbolicLink(content.resolve("one.wav"), voicemails.resolve("9994/a.wav"));
    assertThat(resolved("mails/a.wav")).isEqualTo(voicemails.toRealPath().resolve("9994/a.wav"));
    assertThat(resolved("one.wav")).isEqualTo(voicemails.toRealPath().resolve("9994/a.wav"));
    assertDone(move("mails/a.wav", "kept"), "content/kept/a.wav");
    assertDone(move("kept/a.wav", "mails"), "voicemails/9994/a.wav");
    assertDone(delete("one.wav"), "voicemails/9994/a.wav");
    assertThat(voicemails.resolve("9994/a.wav")).doesNotExist();
  }

  private Path resolved(String path) {
    try {
      return sandbox.resolve(path);
    } catch (ScriptPath.Refused e) {
      throw new AssertionError(e.reason(), e);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesLinksOutside(boolean handles) throws IOException {
    sandbox = sandbox(handles);
    file(content, "a.wav");
    Files.createSymbolicLink(content.resolve("away"), outside);
    Files.createSymbolicLink(content.resolve("file.wav"), outside.resolve("secret.wav"));
    Files.createSymbolicLink(content.resolve("relative.wav"), Path.of("../outside/secret.wav"));
    for (String path : List.of("away/secret.wav", "file.wav", "relative.wav", "away/missing")) {
      assertRefused(delete(path), Part.SOURCE);
      assertRefused(move(path, "kept"), Part.SOURCE);
      assertThatThrownBy(() -> sandbox.resolve(path)).isInstanceOf(ScriptPath.Refused.class);
    }
    assertRefused(move("a.wav", "away"), Part.DIRECTORY);
    assertRefused(move("a.wav", "away/deeper"), Part.DIRECTORY);
    assertThat(content.resolve("a.wav")).exists();
    assertNothingOutsideWasTouched();
  }

  @Test
  void refusesLinksThatLeadNowhere() throws IOException {
    file(content, "a.wav");
    Files.createSymbolicLink(content.resolve("gone"), content.resolve("nothing"));
    Files.createSymbolicLink(content.resolve("ring"), content.resolve("gnir"));
    Files.createSymbolicLink(content.resolve("gnir"), content.resolve("ring"));
    Files.createSymbolicLink(content.resolve("later"), outside.resolve("later"));
    for (String path : List.of("gone", "ring", "later")) {
      assertRefused(delete(path), Part.SOURCE);
      assertRefused(move("a.wav", path), Part.DIRECTORY);
      assertRefused(move("a.wav", path + "/deeper"), Part.DIRECTORY);
    }
    assertThat(content.resolve("a.wav")).exists();
    assertNothingOutsideWasTouched();
  }

  @Test
  void theRootItselfMayBeALink() throws IOException {
    Path link = Files.createSymbolicLink(disk.resolve("link"), content);
    sandbox = new Sandbox(Map.of(Root.CONTENT, link), Runnable::run);
    file(content, "a.wav");
    assertDone(move(link.resolve("a.wav").toString(), "kept"), "content/kept/a.wav");
  }

  /** Another thread turns a folder into a link to the outside and back, all the time. */
  @Test
  void nothingOutsideIsTouchedWhileAFolderIsSwapped() throws Exception {
    Path swapped = content.resolve("box");
    Path real = content.resolve("real");
    Files.createDirectory(real);
    file(outside, "a.wav");
    Files.createSymbolicLink(swapped, real);
    Path temporary = content.resolve("swap");
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger swaps = new AtomicInteger();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<?> swapping =
          thread.submit(
              () -> {
                while (!over.get()) {
                  Path to = swaps.incrementAndGet() % 2 == 0 ? real : outside;
                  Files.createSymbolicLink(temporary, to);
                  Files.move(
                      temporary,
                      swapped,
                      StandardCopyOption.ATOMIC_MOVE,
                      StandardCopyOption.REPLACE_EXISTING);
                }
                return null;
              });
      int done = 0;
      int refused = 0;
      for (int turn = 0; turn < 200 || done == 0 || refused == 0; turn++) {
        Files.writeString(real.resolve("a.wav"), "inside");
        Outcome outcome = turn % 2 == 0 ? delete("box/a.wav") : move("box/a.wav", "kept" + turn);
        if (outcome instanceof Outcome.Done) done++;
        else refused++;
        file(content, "b.wav");
        Outcome moved = move("b.wav", "box/deeper/x" + turn);
        if (moved instanceof Outcome.Done moving)
          assertThat(moving.path()).startsWith("content/real/deeper/");
      }
      over.set(true);
      swapping.get(10, TimeUnit.SECONDS);
      assertThat(done).isPositive();
      assertThat(refused).isPositive();
      assertThat(swaps.get()).isGreaterThan(10);
    } finally {
      over.set(true);
      thread.shutdownNow();
    }
    assertThat(outside.resolve("a.wav")).hasContent("a.wav");
    Files.delete(outside.resolve("a.wav"));
    assertNothingOutsideWasTouched();
  }

  /** A folder itself, not a link to it, is exchanged: between the look and the step. */
  @Test
  void nothingOutsideIsTouchedWhileAFolderBecomesALink() throws Exception {
    Path box = Files.createDirectory(content.resolve("box"));
    file(outside, "a.wav");
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<?> swapping =
          thread.submit(
              () -> {
                for (int turn = 0; !over.get(); turn++) {
                  Files.move(box, content.resolve("parked" + turn), StandardCopyOption.ATOMIC_MOVE);
                  try {
                    Files.createSymbolicLink(box, outside);
                    Files.delete(box);
                    Files.createDirectory(box);
                  } catch (FileAlreadyExistsException e) {
                    // the sandbox has made it meanwhile
                  }
                }
                return null;
              });
      for (int turn = 0; turn < 200; turn++) {
        file(content, "b.wav");
        move("b.wav", "box");
        delete("box/a.wav");
      }
      over.set(true);
      swapping.get(10, TimeUnit.SECONDS);
    } finally {
      over.set(true);
      thread.shutdownNow();
    }
    assertThat(outside.resolve("a.wav")).hasContent("a.wav");
    Files.delete(outside.resolve("a.wav"));
    assertNothingOutsideWasTouched();
  }

  // ---- names

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb.wav",
        "-rf",
        "--",
        " lead.wav",
        "a.wav.",
        "~",
        "$HOME",
        "*",
        "a;b|c&d",
        "'",
        "\"",
        "ab:c",
        "...",
        "no dot"
      })
  void takesOddNames(String name) throws IOException {
    file(content, name);
    file(content.resolve("kept"), name);
    Outcome outcome = move(name, "kept");
    assertDone(outcome, "content/kept/" + ScriptPath.numbered(name, 1));
    assertDone(delete("kept/" + name), "content/kept/" + name);
    assertThat(left()).hasSize(1);
  }

  @Test
  void takesNamesOfEveryScript() throws IOException {
    assumeThat(Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode('é'))
        .isTrue();
    String composed = "Á é 語 🎙.wav";
    String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
    file(content, composed);
    file(content, decomposed);
    assertDone(move(composed, "kept"), "content/kept/" + composed);
    assertDone(move(decomposed, "kept"), "content/kept/" + decomposed);
    assertThat(left()).hasSize(2);
  }

  @Test
  void shortensALongNameForItsNumber() throws IOException {
    String longest = "x".repeat(251) + ".wav";
    file(content, longest);
    file(content.resolve("kept"), longest);
    assertDone(move(longest, "kept"), "content/kept/" + "x".repeat(249) + "-1.wav");
    assertRefused(delete("x".repeat(256)), Part.SOURCE);
    file(content, "a.wav");
    assertRefused(move("a.wav", "y".repeat(256)), Part.DIRECTORY);
    assertRefused(delete("z/".repeat(5000)), Part.SOURCE);
  }

  // ---- many at once, and other devices

  @Test
  void manyThreadsLoseNoFile() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    sandbox = new Sandbox(Map.of(Root.CONTENT, content), threads);
    int each = 25;
    Set<String> paths = ConcurrentHashMap.newKeySet();
    try {
      List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
      for (int i = 0; i < 8 * each; i++) {
        Files.writeString(
            Files.createDirectory(content.resolve("from" + i)).resolve("a.wav"), "" + i);
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        outcomes.add(outcome);
        sandbox.move("from" + i + "/a.wav", "all/in/one", outcome::complete);
      }
      for (var outcome : outcomes) {
        Outcome moved = outcome.get(30, TimeUnit.SECONDS);
        assertThat(moved).isInstanceOf(Outcome.Done.class);
        paths.add(((Outcome.Done) moved).path());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(paths).hasSize(8 * each);
    Set<String> contents = new HashSet<>();
    for (String path : paths) contents.add(Files.readString(disk.resolve(path)));
    assertThat(contents).hasSize(8 * each);
    assertThat(left()).isEqualTo(paths);
  }

  @Test
  void oneOfTwoThatMoveTheSameFileWins() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    sandbox = new Sandbox(Map.of(Root.CONTENT, content), threads);
    try {
      for (int turn = 0; turn < 50; turn++) {
        file(content, "a.wav");
        var one = new CompletableFuture<Outcome>();
        var other = new CompletableFuture<Outcome>();
        sandbox.move("a.wav", "one" + turn, one::complete);
        sandbox.move("a.wav", "other" + turn, other::complete);
        assertThat(List.of(one.get(10, TimeUnit.SECONDS), other.get(10, TimeUnit.SECONDS)))
            .filteredOn(Outcome.Done.class::isInstance)
            .hasSize(1);
        assertThat(left()).hasSize(turn + 1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void carriesAFileToAnotherDevice() throws IOException {
    Path memory = Path.of("/dev/shm");
    assumeThat(Files.isWritable(memory)).isTrue();
    assumeThat(Files.getFileStore(memory)).isNotEqualTo(Files.getFileStore(disk));
    Path far = Files.createTempDirectory(memory, "sandbox");
    try {
      sandbox = new Sandbox(Map.of(Root.CONTENT, content, Root.UPLOADS, far), Runnable::run);
      FileTime then = FileTime.fromMillis(1_000_000_000_000L);
      Files.setLastModifiedTime(file(content, "a.wav"), then);
      assertDone(move("a.wav", "uploads/x"), "uploads/x/a.wav");
      assertThat(far.resolve("x/a.wav")).hasContent("a.wav");
      assertThat(Files.getLastModifiedTime(far.resolve("x/a.wav"))).isEqualTo(then);
      assertThat(left()).isEmpty();
    } finally {
      try (Stream<Path> all = Files.walk(far)) {
        for (Path one : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(one);
      }
    }
  }

  @Test
  void worksWithoutHandlesToo() throws IOException {
    sandbox = sandbox(false);
    file(content, "a.wav");
    file(content.resolve("kept"), "a.wav");
    assertDone(move("a.wav", "kept"), "content/kept/a-1.wav");
    assertDone(move("kept/a.wav", "deep/er"), "content/deep/er/a.wav");
    assertDone(delete("deep/er/a.wav"), "content/deep/er/a.wav");
    assertThat(left()).containsExactly("content/kept/a-1.wav");
  }

  // ---- voicemails

  @Test
  void listsVoicemailsOldestFirst() throws IOException {
    Path box = voicemails.resolve("9994/new");
    file(box, "20261120-101200_1005.wav");
    file(box, "20261119-235959_+3612345.mp3");
    file(box, "20261120-101200_1004-1.wav");
    file(box, "20261120-101200_Eve.WAV");
    file(box, "notes.txt");
    Files.createDirectory(box.resolve("20261118-000000_1001.wav"));
    Files.setLastModifiedTime(
        file(box, "holiday.wav"),
        FileTime.from(
            LocalDateTime.of(2026, 1, 2, 3, 4, 5).atZone(ZoneId.systemDefault()).toInstant()));
    Files.createSymbolicLink(box.resolve("link.wav"), outside.resolve("secret.wav"));
    String folder = "voicemails/9994/new/";
    assertThat(voicemails("9994", Box.NEW))
        .containsExactly(
            new Voicemail(folder + "holiday.wav", "2026-01-02 03:04:05", "unknown"),
            new Voicemail(
                folder + "20261119-235959_+3612345.mp3", "2026-11-19 23:59:59", "+3612345"),
            new Voicemail(folder + "20261120-101200_1004-1.wav", "2026-11-20 10:12:00", "1004"),
            new Voicemail(folder + "20261120-101200_1005.wav", "2026-11-20 10:12:00", "1005"),
            new Voicemail(folder + "20261120-101200_Eve.WAV", "2026-11-20 10:12:00", "Eve"));
    assertThat(voicemails("9994", Box.OLD)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", ".", "..", "../9994", "9994/new", "9994\\new", "/", "a\0b", "nobody"})
  void aStrangeExtensionHasNoVoicemails(String extension) throws IOException {
    file(voicemails.resolve("new"), "20261120-101200_1005.wav");
    file(voicemails.resolve("9994/new"), "20261120-101200_1005.wav");
    assertThat(voicemails(extension, Box.NEW)).isEmpty();
  }

  @Test
  void needsItsRoots() {
    assertThatThrownBy(() -> new Sandbox(Map.of(Root.UPLOADS, disk.resolve("no")), Runnable::run))
        .isInstanceOf(FileSystemException.class);
  }
}
