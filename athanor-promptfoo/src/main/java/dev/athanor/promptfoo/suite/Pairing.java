package dev.athanor.promptfoo.suite;

import dev.athanor.json.Json;
import dev.athanor.promptfoo.provider.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts prompts to providers, and finds the pairs that a test wants. For one thread. */
final class Pairing {
  private final List<PromptReader.Prompt> prompts;
  private final List<ProviderReader.Provider> providers;
  private final Findings findings;
  private final List<Pair> pairs = new ArrayList<>();

  /** A prompt and who is sent it, with the names by which tests name the two. */
  private record Pair(Suite.Asked asked, PromptReader.Prompt prompt, ProviderReader.Provider provider) {}

  Pairing(List<PromptReader.Prompt> prompts, List<ProviderReader.Provider> providers,
      ProviderReader reader, Findings findings) {
    this.prompts = prompts;
    this.providers = providers;
    this.findings = findings;
    ArmNames names = new ArmNames(prompts.size(), providers.size());
    for (ProviderReader.Provider provider : providers) {
      for (int i = 0; i < prompts.size(); i++) {
        PromptReader.Prompt prompt = prompts.get(i);
        if (provider.prompts().map(wanted -> any(wanted, prompt.names())).orElse(true)) {
          String name = names.of(provider, prompt, i);
          findings.attempt("prompts, config of " + prompt.label(), () -> target(provider, prompt, reader))
              .ifPresent(target -> pairs.add(new Pair(new Suite.Asked(name, prompt.text(), target), prompt,
                  provider)));
        }
      }
    }
  }

  /** What a prompt says of models goes before what their provider does. */
  private static Target target(ProviderReader.Provider provider, PromptReader.Prompt prompt,
      ProviderReader reader) {
    if (prompt.config().isEmpty() || !(provider.target() instanceof Target.OfModel)) {
      return provider.target();
    }
    ObjectNode both = provider.config().deepCopy();
    both.setAll(prompt.config());
    return reader.targets().read(provider.id(), both);
  }

  List<Suite.Asked> asked() {
    return pairs.stream().map(Pair::asked).toList();
  }

  /** The names of those that a test wants; empty if it wants all. */
  Optional<Set<String>> wanted(String place, ObjectNode test) {
    Optional<List<String>> someProviders = references(place, test, "providers",
        reference -> providers.stream().anyMatch(each -> fits(reference, each.names())),
        providers.stream().map(ProviderReader.Provider::label).toList());
    Optional<List<String>> somePrompts = references(place, test, "prompts",
        reference -> prompts.stream().anyMatch(each -> fits(reference, each.names())),
        prompts.stream().map(PromptReader.Prompt::label).toList());
    if (someProviders.isEmpty() && somePrompts.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(pairs.stream()
        .filter(each -> someProviders.map(some -> any(some, each.provider().names())).orElse(true)
            && somePrompts.map(some -> any(some, each.prompt().names())).orElse(true))
        .map(each -> each.asked().name()).collect(Collectors.toCollection(TreeSet::new)));
  }

  private Optional<List<String>> references(String place, ObjectNode test, String member,
      Predicate<String> known, List<String> there) {
    if (!test.hasNonNull(member)) {
      return Optional.empty();
    }
    JsonNode written = test.get(member);
    if (!written.isArray() || !written.valueStream().allMatch(JsonNode::isString)) {
      findings.obstacle(place + "." + member, "this is " + Json.abbreviate(written.toString(), 60)
          + "; expected a list of names");
      return Optional.of(List.of());
    }
    List<String> references = written.valueStream().map(JsonNode::stringValue).toList();
    references.stream().filter(known.negate()).forEach(unknown -> findings.obstacle(place + "." + member,
        "\"" + Json.abbreviate(unknown, 60) + "\" is none that can be asked here; there are "
            + there.stream().map(each -> "\"" + Json.abbreviate(each, 40) + "\"").toList()));
    return Optional.of(references);
  }

  private static boolean any(List<String> references, List<String> names) {
    return references.stream().anyMatch(each -> fits(each, names));
  }

  /** As promptfoo has it: the name itself, what begins with it and a colon, or what begins with what stands before a star. */
  private static boolean fits(String reference, List<String> names) {
    return names.stream().anyMatch(name -> name.equals(reference) || name.startsWith(reference + ":")
        || (reference.endsWith("*") && name.startsWith(reference.substring(0, reference.length() - 1))));
  }

  /** Gives arms names that reports can have: of what tells them apart. For one thread. */
  private static final class ArmNames {
    private static final int LONGEST = 60;
    private final int prompts;
    private final int providers;
    private final Set<String> taken = new HashSet<>();

    ArmNames(int prompts, int providers) {
      this.prompts = prompts;
      this.providers = providers;
    }

    String of(ProviderReader.Provider provider, PromptReader.Prompt prompt, int number) {
      String ofPrompt = prompt.named() ? plain(prompt.label()) : "prompt-" + (number + 1);
      String name = prompts == 1 ? plain(provider.label())
          : providers == 1 ? ofPrompt : plain(provider.label()) + "-" + ofPrompt;
      String unique = name;
      for (int i = 2; !taken.add(unique); i++) {
        unique = name + "-" + i;
      }
      return unique;
    }

    private static String plain(String label) {
      String plain = label.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^[-_]+|-+$", "");
      String whole = plain.isEmpty() ? "arm" : plain;
      return whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST);
    }
  }
}
