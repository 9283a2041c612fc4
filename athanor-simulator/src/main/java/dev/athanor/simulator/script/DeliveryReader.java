package dev.athanor.simulator.script;

import dev.athanor.simulator.answer.Delivery;
import dev.athanor.simulator.answer.Fault;
import dev.athanor.simulator.answer.Latency;
import dev.athanor.simulator.answer.Problem;
import dev.athanor.simulator.answer.RateLimit;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads how answers come. */
final class DeliveryReader {
  private DeliveryReader() {}

  static Delivery delivery(YamlValue value) {
    Map<String, YamlValue> members = value.members("latency", "tokens_per_second", "faults");
    return new Delivery(Optional.ofNullable(members.get("latency")).map(DeliveryReader::latency),
        Optional.ofNullable(
            members.get("tokens_per_second")).map(speed -> speed.number(0.001, Double.MAX_VALUE)),
        Optional.ofNullable(
            members.get("faults")).map(
                faults -> new Delivery.Faults(faults.items().stream().map(
                    DeliveryReader::chance).toList())));
  }

  static RateLimit limit(YamlValue value) {
    Map<String, YamlValue> members = value.members("requests", "per");
    return new RateLimit(needed(value, members, "requests").whole(1),
        Optional.ofNullable(members.get("per")).map(
            YamlValue::time).orElse(Duration.ofMinutes(1)));
  }

  private static YamlValue needed(YamlValue value, Map<String, YamlValue> members, String name) {
    return Optional.ofNullable(members.get(name)).orElseThrow(() -> value.problem("has no \"" + name + "\""));
  }

  private static Latency latency(YamlValue value) {
    if (value.isText()) {
      return new Latency.Fixed(value.time());
    }
    Map<String, YamlValue> members = value.members("uniform", "lognormal");
    if (members.size() != 1) {
      throw value.problem("has " + members.size() + " kinds; expected a time, uniform or lognormal");
    }
    YamlValue kind = members.values().iterator().next();
    if (members.containsKey("uniform")) {
      List<Duration> bounds = kind.items().stream().map(YamlValue::time).toList();
      if (bounds.size() != 2 || bounds.getFirst().compareTo(bounds.getLast()) > 0) {
        throw kind.problem("expected [SHORTEST, LONGEST], such as [100ms, 1s]");
      }
      return new Latency.Uniform(bounds.getFirst(), bounds.getLast());
    }
    Map<String, YamlValue> shape = kind.members("median", "sigma");
    return new Latency.LogNormal(needed(kind, shape, "median").time(),
        needed(kind, shape, "sigma").number(0, 10));
  }

  private static Delivery.Chance chance(YamlValue value) {
    Map<String, YamlValue> members =
        value.members("rate", "error", "truncate", "disconnect", "reset", "garble", "drip");
    List<String> kinds = members.keySet().stream().filter(key -> !key.equals("rate")).toList();
    if (kinds.size() != 1) {
      throw value.problem("has " + (kinds.isEmpty() ? "no fault" : String.join(" and ", kinds))
          + "; expected one of error, truncate, disconnect, reset, garble, drip");
    }
    YamlValue kind = needed(value, members, kinds.getFirst());
    double rate = Optional.ofNullable(members.get("rate")).map(one -> one.number(0, 1)).orElse(1.0);
    return new Delivery.Chance(rate, switch (kinds.getFirst()) {
      case "error" -> new Fault.Fails(problem(kind));
      case "truncate" -> new Fault.Truncates(place(kind));
      case "disconnect" -> new Fault.Disconnects(place(kind));
      case "reset" -> new Fault.Resets(place(kind));
      case "garble" -> new Fault.Garbles(place(kind));
      default -> drip(kind);
    });
  }

  private static Fault drip(YamlValue value) {
    Map<String, YamlValue> members = value.members("bytes", "every");
    return new Fault.Drips(needed(value, members, "bytes").whole(1), needed(value, members, "every").time());
  }

  /** {@code anywhere}, or after so many pieces. */
  private static Optional<Integer> place(YamlValue value) {
    return value.isText() && value.text().equals("anywhere") ? Optional.empty()
        : Optional.of(value.parsed(text -> Optional.of(Integer.parseInt(text)).filter(after -> after >= 0),
            "\"anywhere\", or a number: after so many events, or hundredths of a body"));
  }

  /** A status, a word for what it is, or both with more. */
  static Problem problem(YamlValue value) {
    if (value.isText()) {
      return bare(value);
    }
    Map<String, YamlValue> members = value.members("status", "kind", "message", "retry_after");
    Optional<YamlValue> status = Optional.ofNullable(members.get("status"));
    Optional<Problem> kind = Optional.ofNullable(members.get("kind")).map(DeliveryReader::kind).map(
        one -> Problem.of(one, told(one.word())));
    Problem known = kind.or(() -> status.map(DeliveryReader::bare)).orElseThrow(() -> value.problem(
        "has neither \"status\" nor \"kind\""));
    int number = status.map(DeliveryReader::status).orElse(known.status());
    String message = Optional.ofNullable(members.get("message")).map(YamlValue::text).orElse(known.message());
    return new Problem(number, known.kind(), message, Optional.ofNullable(members.get("retry_after")).map(
        YamlValue::time));
  }

  private static Problem bare(YamlValue value) {
    if (value.text().matches("[0-9]+")) {
      int status = status(value);
      return Problem.of(status, told(Integer.toString(status)));
    }
    Problem.Kind kind = kind(value);
    return Problem.of(kind, told(kind.word()));
  }

  private static int status(YamlValue value) {
    int status = value.whole(400);
    if (status > 599) {
      throw value.problem("is " + status + "; expected a status from 400 to 599");
    }
    return status;
  }

  private static String told(String what) {
    return "simulated error: " + what;
  }

  private static Problem.Kind kind(YamlValue value) {
    return value.parsed(text -> Arrays.stream(Problem.Kind.values()).filter(kind -> kind.word().equals(text))
        .findFirst(),
        "a status or one of " + Arrays.stream(Problem.Kind.values()).map(Problem.Kind::word).collect(
            Collectors.joining(", ")));
  }
}
