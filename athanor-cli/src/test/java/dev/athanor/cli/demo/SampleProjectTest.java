package dev.athanor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SampleProjectTest {
  private static String text(String name) throws IOException {
    try (InputStream in = SampleProject.resource(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<JsonNode> questions() throws IOException {
    return text("evals/xquad.jsonl").lines().map(Json::parse).toList();
  }

  @Test
  void thereAre48ArticlesEachWithATitleAndFiveParagraphs() throws IOException {
    List<String> articles =
        SampleProject.names().stream().filter(name -> name.startsWith("articles/")).toList();
    assertThat(articles).hasSize(48);
    for (String article : articles) {
      assertThat(List.of(text(article).split("\n\n", -1))).as(article).hasSize(6).first().asString()
          .startsWith("# ");
    }
  }

  @Test
  void everyAnswerOfTheDataSetStandsWhereItIsSaidToStand() throws IOException {
    Map<String, int[]> articles = new HashMap<>();
    List<JsonNode> questions = questions();
    assertThat(questions).hasSize(1190);
    for (JsonNode question : questions) {
      String name = question.path("document").asString();
      if (!articles.containsKey(name)) {
        articles.put(name, text("articles/" + name).codePoints().toArray());
      }
      int start = question.path("start").asInt();
      assertThat(new String(articles.get(name), start, question.path("end").asInt() - start))
          .isEqualTo(question
              .path("target").asString());
    }
  }

  @Test
  void theQuestionsOfTheTourAreOfTheDataSetButForTheLast() throws IOException {
    List<String> known = questions().stream().map(each -> each.path("input").asString()).toList();
    assertThat(known).containsAll(Tour.QUESTIONS.subList(0, 3)).doesNotContain(Tour.QUESTIONS.getLast());
  }

  @Test
  void theLicenceGoesWithTheArticles() throws IOException {
    assertThat(SampleProject.names()).contains("NOTICE");
    assertThat(text("NOTICE")).contains("CC BY-SA 4.0", "XQuAD", "Wikipedia");
  }
}
