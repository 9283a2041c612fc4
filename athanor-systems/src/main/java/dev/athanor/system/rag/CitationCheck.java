package dev.athanor.system.rag;

import dev.athanor.json.Json;
import dev.athanor.knowledge.answer.Citation;
import dev.athanor.knowledge.retrieve.Passage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds an answer against the evidence that it names.
 *
 * @param problems what is wrong with it, each in words for the model as well as for people; empty if nothing is
 * @param citations where it stands, in the order in which it names its evidence
 */
record CitationCheck(List<String> problems, List<Citation> citations) {
  private static final int SHOWN = 100;

  CitationCheck {
    problems = List.copyOf(problems);
    citations = List.copyOf(citations);
  }

  /** Checks a reply that says that the evidence answers. */
  static CitationCheck of(Reply reply, List<Evidence> evidence, RagSettings settings) {
    if (reply.text().isBlank()) {
      return new CitationCheck(List.of("the answer is empty"), List.of());
    }
    return new Checking(reply, evidence, settings).checked();
  }

  /** One check. */
  private static final class Checking {
    private final Reply reply;
    private final List<Evidence> evidence;
    private final RagSettings settings;
    private final List<List<Claims.Claim>> paragraphs;
    private final Set<String> problems = new LinkedHashSet<>();

    Checking(Reply reply, List<Evidence> evidence, RagSettings settings) {
      this.reply = reply;
      this.evidence = evidence;
      this.settings = settings;
      this.paragraphs = Claims.paragraphs(reply.text());
    }

    CitationCheck checked() {
      unknownNumbers();
      switch (settings.cite()) {
        case SENTENCE ->
            paragraphs.forEach(each -> each.forEach(claim -> uncited(List.of(claim), "sentence")));
        case PARAGRAPH -> paragraphs.forEach(each -> uncited(each, "paragraph"));
        case ANSWER -> {
          // what follows holds for every way
        }
      }
      if (cited().isEmpty()) {
        problems.add("the answer names no evidence at all");
      }
      if (settings.quotes()) {
        quotes();
      }
      return new CitationCheck(List.copyOf(problems), problems.isEmpty() ? citations() : List.of());
    }

    private Set<Integer> cited() {
      Set<Integer> numbers = new LinkedHashSet<>();
      paragraphs.forEach(each -> each.forEach(claim -> numbers.addAll(claim.numbers())));
      return numbers;
    }

    private void unknownNumbers() {
      cited().stream().filter(number -> find(number).isEmpty())
          .forEach(number -> problems.add(unknown(number)));
    }

    private String unknown(int number) {
      return "[" + number + "] is no piece of evidence; there are [1] to [" + evidence.size() + "]";
    }

    private Optional<Evidence> find(int number) {
      return number < 1 || number > evidence.size() ? Optional.empty()
          : Optional.of(evidence.get(number - 1));
    }

    private void uncited(List<Claims.Claim> claims, String what) {
      boolean says = claims.stream().anyMatch(Claims.Claim::claims);
      if (says && claims.stream().allMatch(claim -> claim.numbers().isEmpty())) {
        problems.add("the " + what + " \"" + Json.abbreviate(claims.getFirst().sentence(), SHOWN)
            + "\" names no evidence");
      }
    }

    private void quotes() {
      for (Reply.Quote quote : reply.quotes()) {
        Optional<Evidence> quoted = find(quote.number());
        if (quoted.isEmpty()) {
          problems.add(unknown(quote.number()));
        } else if (Support.quote(quoted.get(), quote.words()).isEmpty()) {
          problems.add("the quote \"" + Json.abbreviate(quote.words(), SHOWN) + "\" does not stand in ["
              + quote.number()
              + "]");
        }
      }
      cited().stream().filter(number -> reply.quotes().stream().noneMatch(quote -> quote.number() == number))
          .forEach(
              number -> problems.add("[" + number + "] is named and not quoted"));
    }

    private List<Citation> citations() {
      Set<Citation> citations = new LinkedHashSet<>();
      for (List<Claims.Claim> paragraph : paragraphs) {
        for (Claims.Claim claim : paragraph) {
          claim.numbers().forEach(
              number -> find(number).ifPresent(each -> citations.add(Citation.of(each.place(), passage(
                  each, claim), number))));
        }
      }
      return new ArrayList<>(citations);
    }

    private Passage passage(Evidence cited, Claims.Claim claim) {
      return reply.quotes().stream().filter(quote -> quote.number() == cited.number()).findFirst()
          .flatMap(quote -> Support
              .quote(cited, quote.words()))
          .orElseGet(() -> Support.sentence(cited, claim.sentence()));
    }
  }
}
