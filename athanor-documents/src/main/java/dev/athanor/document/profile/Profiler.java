package dev.athanor.document.profile;

import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import dev.athanor.document.clean.Cleaned;
import dev.athanor.document.profile.Profile.Finding;
import dev.athanor.document.profile.Profile.Note;
import dev.athanor.document.profile.Profile.Totals;
import dev.athanor.document.similar.Candidate;
import dev.athanor.document.similar.Groups;
import dev.athanor.document.similar.Likeness;
import dev.athanor.document.similar.Sketch;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Makes a profile of documents that it is given one after the other. Keeps about a kilobyte of each. For one thread. */
public final class Profiler {
  private static final int SHOWN = 10;
  private static final int HARDLY_ANY = 50;
  private static final Map<String,
      Integer> SIZES = ordered(Map.entry("under 1,000", 1_000), Map.entry("to 5,000", 5_000),
          Map.entry("to 20,000", 20_000), Map.entry("to 100,000", 100_000), Map.entry("to 500,000", 500_000),
          Map.entry("more", Integer.MAX_VALUE));
  private static final Map<String,
      Integer> AGES = ordered(Map.entry("a month", 31), Map.entry("6 months", 183),
          Map.entry("a year", 366), Map.entry("2 years", 731), Map.entry("5 years", 1_827), Map.entry("older",
              Integer.MAX_VALUE));

  private final InstantSource clock;
  private final Likeness likeness = new Likeness(List.of(), Likeness.STANDARD);
  private final List<Facts> facts = new ArrayList<>();
  private final Map<DocumentId, String> failed = new TreeMap<>();
  private final List<String> gaps = new ArrayList<>();
  private final Map<String, Integer> passedOver = new TreeMap<>();
  private long bytes;

  /**
   * With nothing seen yet.
   *
   * @param clock tells how old documents are
   */
  public Profiler(InstantSource clock) {
    this.clock = clock;
  }

  @SafeVarargs
  private static Map<String, Integer> ordered(Map.Entry<String, Integer>... entries) {
    Map<String, Integer> ordered = new LinkedHashMap<>();
    for (var entry : entries) {
      ordered.put(entry.getKey(), entry.getValue());
    }
    return ordered;
  }

  /** What a source has that is no document that can be opened. */
  public void listed(Listing listing) {
    failed.putAll(listing.failed());
    gaps.addAll(listing.gaps());
    listing.passedOver().forEach((extension, count) -> passedOver.merge(extension, count, Integer::sum));
  }

  /** A document that can't be read. */
  public void failed(DocumentId document, long size, String reason) {
    bytes += size;
    failed.put(document, reason);
  }

  /**
   * A document.
   *
   * @param size of its file in bytes
   * @param changed when its file was changed; what the document itself says of its date counts before
   */
  public void read(SourceId source, Cleaned cleaned, long size, Optional<Instant> changed) {
    Document document = cleaned.document();
    Optional<Instant> dated = Dates.of(document.metadata()).or(() -> changed);
    bytes += size;
    facts.add(new Facts(document.id(), document.mediaType(),
        Optional.ofNullable(document.metadata().get("language")),
        dated, Measures.of(document), cleaned.treatment().counts()));
    likeness.add(new Candidate(document.id(), source, dated, Sketch.of(document.text())));
  }

  /** The profile of all that was given. */
  public Profile profile() {
    Groups groups = likeness.groups();
    Map<String, Map<String, Integer>> spreads = new LinkedHashMap<>();
    spreads.put("type", spread(Facts::type));
    spreads.put("language", spread(each -> each.language().orElse("not told")));
    spreads.put("age", spread(AGES, each -> each.dated().map(this::days)));
    spreads.put("size", spread(SIZES, each -> Optional.of(each.measures().characters())));
    Map<String, Finding> findings = findings();
    Profile.Noted noted = new Profile.Noted(longest(), Strangeness.of(facts, SHOWN), empty(),
        Boilerplate.of(facts, groups, SHOWN));
    Totals totals =
        new Totals(facts.size(), bytes, sum(each -> each.measures().characters()), sum(each -> each
            .measures().tables()));
    Profile plain =
        new Profile(totals, spreads, findings, groups, noted, failed, gaps, passedOver, List.of());
    return new Profile(totals, spreads, findings, groups, noted, failed, gaps, passedOver,
        Advisor.advise(plain));
  }

  private long sum(Function<Facts, Integer> what) {
    return facts.stream().mapToLong(what::apply).sum();
  }

  private int days(Instant dated) {
    return Math.clamp(Duration.between(dated, clock.instant()).toDays(), 0, Integer.MAX_VALUE - 1);
  }

  private Map<String, Integer> spread(Function<Facts, String> what) {
    Map<String, Integer> counts = new TreeMap<>();
    facts.forEach(each -> counts.merge(what.apply(each), 1, Integer::sum));
    Map<String, Integer> ordered = new LinkedHashMap<>();
    counts.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(each -> ordered
            .put(each.getKey(), each.getValue()));
    return ordered;
  }

  private Map<String, Integer> spread(Map<String, Integer> limits, Function<Facts, Optional<Integer>> what) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    limits.keySet().forEach(name -> counts.put(name, 0));
    for (Facts each : facts) {
      String name =
          what.apply(each).map(value -> limits.entrySet().stream().filter(limit -> value < limit.getValue())
              .map(Map.Entry::getKey).findFirst().orElse("more")).orElse("not told");
      counts.merge(name, 1, Integer::sum);
    }
    return counts;
  }

  private Map<String, Finding> findings() {
    Map<String, Finding> findings = new TreeMap<>();
    facts.forEach(
        each -> each.treatment().forEach((name, times) -> findings.put(name, findings.getOrDefault(name,
            new Finding(0, 0)).plus(times))));
    return findings;
  }

  private List<Note> longest() {
    return facts.stream()
        .sorted(Comparator.comparingInt((Facts each) -> each.measures().characters()).reversed()).limit(
            SHOWN)
        .map(each -> new Note(each.document(), String.format(Locale.ROOT, "%,d characters", each.measures()
            .characters())))
        .toList();
  }

  private List<Note> empty() {
    return facts.stream().filter(each -> each.measures().characters() < HARDLY_ANY)
        .map(each -> new Note(each.document(),
            each.measures().characters() + " characters"))
        .toList();
  }
}
