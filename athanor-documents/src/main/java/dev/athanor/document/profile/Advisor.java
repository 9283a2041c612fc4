package dev.athanor.document.profile;

import dev.athanor.document.clean.Kind;
import dev.athanor.document.profile.Profile.Advice;
import dev.athanor.document.profile.Profile.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says what to do about a profile. */
final class Advisor {
  private static final Finding NONE = new Finding(0, 0);

  private Advisor() {}

  static List<Advice> advise(Profile profile) {
    List<Advice> advice = new ArrayList<>();
    secrets(profile, advice);
    personal(profile, advice);
    for (String gap : profile.gaps()) {
      advice.add(
          new Advice("a part could not be listed: " + gap, "mend it as it says, then run the profile again"));
    }
    if (!profile.failed().isEmpty()) {
      advice.add(new Advice(count(profile.failed().size(), "document") + " can't be read",
          "mend each as its reason says, or name it under exclude"));
    }
    wording(profile, advice);
    copies(profile, advice);
    noted(profile, advice);
    if (profile.totals().documents() == 0) {
      advice.add(new Advice("there is nothing to search", "add a source with documents to athanor.yaml"));
    }
    return advice;
  }

  private static void secrets(Profile profile, List<Advice> advice) {
    for (Kind kind : Kind.secrets()) {
      Finding found = profile.findings().getOrDefault("found:" + kind.label(), NONE);
      if (found.documents() > 0) {
        boolean masked = profile.findings().containsKey("masked:" + kind.label());
        advice.add(new Advice(found(found, kind),
            "take it out of the source and replace it: whoever could read the"
                + " source has it" + (masked ? "; the index gets [" + kind.label() + "] instead"
                    : "; and add " + kind.label() + " to knowledge.cleaning.mask, it is indexed as it is")));
      }
    }
  }

  private static void personal(Profile profile, List<Advice> advice) {
    List<String> open = new ArrayList<>();
    List<String> what = new ArrayList<>();
    for (Kind kind : Kind.personal()) {
      Finding found = profile.findings().getOrDefault("found:" + kind.label(), NONE);
      if (found.documents() > 0 && !profile.findings().containsKey("masked:" + kind.label())) {
        open.add(kind.label());
        what.add(found(found, kind));
      }
    }
    if (!open.isEmpty()) {
      advice.add(new Advice(String.join(", ", what),
          "if questions must not find them, turn on masking in athanor.yaml: knowledge: {cleaning: {mask: [secrets, "
              + String.join(", ", open) + "]}}"));
    }
  }

  private static String found(Finding found, Kind kind) {
    return kind.label() + " " + count(found.times(), "time") + " in " + count(found.documents(), "document");
  }

  private static void wording(Profile profile, List<Advice> advice) {
    Finding mojibake = profile.findings().getOrDefault("mojibake-repaired", NONE);
    if (mojibake.documents() > 0) {
      advice.add(new Advice(count(mojibake.documents(), "document") + " passed through a wrong encoding",
          "export them again as UTF-8; only what is certain is repaired"));
    }
    Map<String, Integer> languages = profile.spreads().getOrDefault("language", Map.of());
    long told = languages.keySet().stream().filter(language -> !language.equals("not told")).count();
    if (told > 1) {
      advice.add(new Advice("texts in " + told + " languages",
          "ask in the language of the documents, or search by words too: the built-in embedding model knows English best"));
    }
  }

  private static void copies(Profile profile, List<Advice> advice) {
    if (profile.groups().copies() > 0) {
      advice.add(new Advice(
          count(profile.groups().copies(), "document") + " of " + profile.totals().documents()
              + " only repeat others",
          "exclude the copies, or leave them: they are shown once in what is found"));
    }
  }

  private static void noted(Profile profile, List<Advice> advice) {
    if (!profile.noted().empty().isEmpty()) {
      advice.add(new Advice(count(profile.noted().empty().size(), "document") + " with hardly any text",
          "look whether they are scans, which need character recognition first, or exclude them"));
    }
    if (!profile.noted().boilerplate().isEmpty()) {
      advice.add(new Advice(
          count(profile.noted().boilerplate().size(), "document") + " made mostly of lines of others",
          "exclude them, or keep navigation and notices out of the export"));
    }
    if (!profile.noted().strangest().isEmpty()) {
      advice.add(new Advice("some documents are strange",
          "open the strangest, which are listed, before you trust what is"
              + " found in them"));
    }
  }

  private static String count(long number, String one) {
    return number + " " + one + (number == 1 ? "" : "s");
  }
}
