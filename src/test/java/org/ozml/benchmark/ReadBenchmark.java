package org.ozml.benchmark;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;

/** Documents a second: the bare parser, which is the limit, and the whole reader. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ReadBenchmark {
  private final byte[] bytes = Scripts.MENU.getBytes(StandardCharsets.UTF_8);
  private final WstxInputFactory factory = new WstxInputFactory();
  private final DocumentReader reader = new DocumentReader(Limits.DEFAULT);

  /** Pulls every event, and every name and value. */
  @Benchmark
  public int bareStax() throws XMLStreamException {
    XMLStreamReader stream = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
    int sum = 0;
    while (stream.hasNext()) {
      int event = stream.next();
      if (event == XMLStreamReader.START_ELEMENT) {
        sum += stream.getLocalName().length();
        for (int i = 0; i < stream.getAttributeCount(); i++) {
          sum += stream.getAttributeLocalName(i).length() + stream.getAttributeValue(i).length();
        }
      } else if (event == XMLStreamReader.CHARACTERS) {
        sum += stream.getTextLength();
      }
    }
    return sum;
  }

  /** Reads into checked objects with positions. */
  @Benchmark
  public Document read() {
    return reader.read("menu.xml", bytes);
  }
}
