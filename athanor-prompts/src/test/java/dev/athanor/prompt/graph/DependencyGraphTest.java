package dev.athanor.prompt.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.prompt.Partials;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptFile;
import dev.athanor.prompt.PromptName;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class DependencyGraphTest {
  private static final List<Prompt> WRITING = List.of(prompt("review", "[draft]", "critique"), prompt("draft",
      "[outline, critique?]", "draft"), prompt("outline", "question", "outline"),
      prompt("publish", "[draft, critique]",
          "article"),
      prompt("alone", "[]", "[]"));

  private static Prompt prompt(String name, String reads, String writes) {
    return Prompt.of(PromptName.parse(name), PromptFile.of(name + ".prompt", "---\nathanor.reads: " + reads
        + "\nathanor.writes: " + writes + "\n---\nx"), Partials.NONE);
  }

  @Test
  void promptsComeInAnOrderInWhichEachFindsWhatItNeeds() {
    assertThat(DependencyGraph.of(WRITING, Set.of("question")).order()).containsExactly("alone", "outline",
        "draft",
        "review", "publish");
    assertThat(DependencyGraph.of(WRITING.reversed(), Set.of("question")))
        .isEqualTo(DependencyGraph.of(WRITING, Set.of(
            "question")));
    assertThat(DependencyGraph.of(List.of(), Set.of()).order()).isEmpty();
  }

  @Test
  void whatNobodyWritesIsNamed() {
    assertThatThrownBy(() -> DependencyGraph.of(WRITING, Set.of("questions"))).hasMessage(
        "the prompt outline reads the state \"question\", and nobody writes it; nearest: questions, outline, article; add it to the athanor.writes of a prompt, say that it is given from outside, or read \"question?\" if the prompt can do without")
        .isInstanceOfSatisfying(AthanorException.class, e -> assertThat(e.code()).isEqualTo("prompt-graph"));
  }

  @Test
  void twoThatWriteTheSameAreNamed() {
    var twice = new ArrayList<>(WRITING);
    twice.add(prompt("rewrite", "[]", "draft"));
    assertThatThrownBy(() -> DependencyGraph.of(twice, Set.of("question"))).hasMessage(
        "the prompt rewrite writes the state \"draft\", and the prompt draft writes it as well; expected one writer: give one of them another name in athanor.writes");
    assertThatThrownBy(() -> DependencyGraph.of(WRITING, Set.of("question", "draft"))).hasMessageContaining(
        "it is given from outside as well");
  }

  @Test
  void thoseThatWaitForEachOtherAreNamed() {
    var round = List.of(prompt("a", "z", "x"), prompt("b", "x", "y"), prompt("c", "[y, w]", "z"),
        prompt("d", "z", "w"));
    assertThatThrownBy(() -> DependencyGraph.of(round, Set.of())).hasMessage(
        "prompts wait for each other without end: a → b → c → a (x, y, z); for a loop let one of them read what may still be missing, such as \"x?\"")
        .isInstanceOfSatisfying(AthanorException.class, e -> assertThat(e.code()).isEqualTo("prompt-cycle"));
    assertThatThrownBy(() -> DependencyGraph.of(List.of(prompt("self", "s", "s")), Set.of())).hasMessage(
        "prompts wait for each other without end: self → self (s); for a loop let one of them read what may still be missing, such as \"s?\"");
    assertThat(DependencyGraph.of(List.of(prompt("self", "s?", "s")), Set.of()).edges()).hasSize(1);
  }

  @Test
  void mermaidHasEveryNodeAndEdge() {
    assertThat(MermaidDrawing.of(DependencyGraph.of(WRITING, Set.of("question")))).isEqualTo("""
        flowchart TD
          n0(["question"])
          n1["alone"]
          n2["draft"]
          n3["outline"]
          n4["publish"]
          n5["review"]
          n6[/"article"/]
          n3 -->|"outline"| n2
          n5 -.->|"critique"| n2
          n0 -->|"question"| n3
          n2 -->|"draft"| n4
          n5 -->|"critique"| n4
          n2 -->|"draft"| n5
          n4 -->|"article"| n6
        """);
  }

  @Test
  void namesAreNothingButTextInDrawings() throws Exception {
    var graph =
        DependencyGraph.of(List.of(prompt("a\"]<script>alert(1)</script>&\u0007 名前", "[]", "x")), Set.of());
    assertThat(MermaidDrawing.of(graph))
        .contains("[\"a#34;#93;#60;script#62;alert#40;1#41;#60;/script#62;#38;#7; 名前\"]");
    String svg = SvgDrawing.of(graph);
    assertThat(svg).doesNotContain("<script");
    assertThat(texts(xml(svg))).contains("a\"]<script>alert(1)</script>&\uFFFD 名前");
  }

  @Test
  void theSvgIsWellFormedAndRefersToNothingOutside() throws Exception {
    var svg = SvgDrawing.of(DependencyGraph.of(WRITING, Set.of("question")));
    assertThat(texts(xml(svg))).contains("question", "outline", "draft", "review", "publish", "article",
        "alone");
    assertThat(svg.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http").doesNotContain("href");
    assertThat(xml(SvgDrawing.of(DependencyGraph.of(List.of(), Set.of())))).isNotNull();
  }

  @Test
  void noTwoBoxesOverlapInALargeGraph() throws Exception {
    var many = IntStream.range(0, 60)
        .mapToObj(i -> prompt("prompt-number-" + i, i < 3 ? "[]" : "[s" + (i - 1) + ", s" + (i
            - 3) / 2 + "?]", "s" + i))
        .toList();
    var nodes = xml(SvgDrawing.of(DependencyGraph.of(many, Set.of()))).getElementsByTagName("rect");
    List<int[]> boxes = new ArrayList<>();
    for (int i = 1; i < nodes.getLength(); i++) {
      var each = nodes.item(i).getAttributes();
      boxes.add(
          new int[]{number(each, "x"), number(each, "y"), number(each, "width"), number(each, "height")});
    }
    assertThat(boxes).hasSizeGreaterThan(60).allSatisfy(box -> assertThat(box[0]).isNotNegative());
    for (int i = 0; i < boxes.size(); i++) {
      for (int j = 0; j < i; j++) {
        int[] one = boxes.get(i);
        int[] other = boxes.get(j);
        assertThat(one[0] < other[0] + other[2] && other[0] < one[0] + one[2] && one[1] < other[1] + other[3]
            && other[1] < one[1] + one[3]).isFalse();
      }
    }
  }

  @Test
  void aLineThatPassesARowRunsBesideItsBoxesAndOneThatLeadsBackStaysInThePicture() throws Exception {
    // draft -> publish passes the row of review; review -> draft leads back.
    var document = xml(SvgDrawing.of(DependencyGraph.of(WRITING, Set.of("question"))));
    var picture = document.getDocumentElement().getAttributes();
    var rects = document.getElementsByTagName("rect");
    var paths = document.getElementsByTagName("path");
    int passing = 0;
    for (int i = 1; i < paths.getLength(); i++) {
      String path = paths.item(i).getAttributes().getNamedItem("d").getNodeValue();
      assertThat(List.of(path.split("[MCV]", -1)).stream().flatMap(part -> Stream.of(part.split(" ", -1)))
          .filter(part -> !part
              .isEmpty())
          .map(Integer::parseInt)).allSatisfy(
              number -> assertThat(number).isBetween(0,
                  Math.max(number(picture, "width"), number(picture, "height"))));
      if (path.contains("V")) {
        passing++;
        String[] point = path.substring(0, path.indexOf('V')).split(" ", -1);
        int x = Integer.parseInt(point[point.length - 2]);
        int y = Integer.parseInt(point[point.length - 1]);
        for (int j = 1; j < rects.getLength(); j++) {
          var box = rects.item(j).getAttributes();
          assertThat(
              y == number(box, "y") && x >= number(box, "x") && x <= number(box, "x") + number(box, "width"))
              .isFalse();
        }
      }
    }
    assertThat(passing).isPositive();
  }

  private static int number(org.w3c.dom.NamedNodeMap attributes, String name) {
    return Integer.parseInt(attributes.getNamedItem(name).getNodeValue());
  }

  private static Document xml(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static List<String> texts(Document document) {
    var nodes = document.getElementsByTagName("text");
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> nodes.item(i).getTextContent()).toList();
  }
}
