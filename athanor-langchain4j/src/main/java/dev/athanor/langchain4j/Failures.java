package dev.athanor.langchain4j;

import dev.athanor.journal.Failure;
import dev.athanor.model.ModelFailures;
import dev.athanor.run.StepFailed;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What LangChain4j throws when a model fails, as a recorded failure and back: live and replayed the same exception. */
final class Failures {
  private static final String OTHER = "exception";
  private static final int DEEPEST = 20;

  private Failures() {}

  /** The failure to be recorded. */
  static StepFailed recorded(Throwable thrown) {
    if (thrown instanceof StepFailed failed) {
      return failed;
    }
    String message = thrown.getMessage() == null ? thrown.getClass().getName() : thrown.getMessage();
    String code = switch (thrown) {
      case AuthenticationException _ -> ModelFailures.KEY;
      case ModelNotFoundException _ -> ModelFailures.UNKNOWN;
      case RateLimitException _ -> ModelFailures.RATE;
      case ContentFilteredException _ -> ModelFailures.POLICY;
      case InvalidRequestException _ -> ModelFailures.REQUEST;
      case UnresolvedModelServerException _ -> ModelFailures.UNREACHABLE;
      case TimeoutException _ -> Failure.DEADLINE;
      case InternalServerException _,HttpException _ -> ModelFailures.PROVIDER;
      default -> unreachable(thrown) ? ModelFailures.UNREACHABLE : OTHER;
    };
    StepFailed failed = new StepFailed(code, message, thrown instanceof RetriableException);
    failed.initCause(thrown);
    return failed;
  }

  /** The code; what a step has failed with that it lets through, in whatever it is wrapped, is thrown as that failure. */
  static <O> O told(Supplier<O> code) {
    try {
      return code.get();
    } catch (RuntimeException e) {
      throw step(e).filter(failed -> !failed.code().equals(OTHER)).map(RuntimeException.class::cast)
          .orElse(e);
    }
  }

  private static Optional<StepFailed> step(Throwable thrown) {
    return causes(thrown).filter(StepFailed.class::isInstance).map(StepFailed.class::cast).findFirst();
  }

  /** LangChain4j has a name only for one way in which a server can't be reached. */
  private static boolean unreachable(Throwable thrown) {
    return causes(thrown).anyMatch(each -> each instanceof IOException);
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    List<Throwable> all = new ArrayList<>();
    for (Throwable each = thrown; each != null && all.size() < DEEPEST; each = each.getCause()) {
      all.add(each);
    }
    return all.stream();
  }

  /** The exception that LangChain4j's code and the application expect. What the run itself refuses stays as it is. */
  static RuntimeException thrown(StepFailed failed) {
    String message = failed.failure().message();
    return switch (failed.failure().code()) {
      case ModelFailures.KEY -> new AuthenticationException(message, failed);
      case ModelFailures.UNKNOWN -> new ModelNotFoundException(message, failed);
      case ModelFailures.RATE -> new RateLimitException(message, failed);
      case ModelFailures.POLICY -> new ContentFilteredException(message, failed);
      case ModelFailures.REQUEST -> new InvalidRequestException(message, failed);
      case ModelFailures.UNREACHABLE -> new UnresolvedModelServerException(message, failed);
      case ModelFailures.PROVIDER -> new InternalServerException(message, failed);
      case Failure.DEADLINE -> new TimeoutException(message, failed);
      case OTHER -> new LangChain4jException(message, failed);
      default -> failed;
    };
  }
}
