package dev.athanor.system.context;

import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.model.Role;
import dev.athanor.model.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * One choice. History first, the newest messages up to half of the room if there is evidence as well; then evidence in its order.
 * What does not fit is passed over, and what comes after it may still fit.
 */
final class Packing {
  /** What the number and the heading of a piece of evidence take. */
  private static final int HEADING = 6;
  private static final int SHOWN = 60;

  private final FitRequest request;
  private final int limit;
  private final int fixed;
  private final List<Fitting.Taken> taken = new ArrayList<>();
  private final List<Fitting.LeftOut> leftOut = new ArrayList<>();
  private int room;

  Packing(FitRequest request, int limit, int fixed) {
    this.request = request;
    this.limit = limit;
    this.fixed = fixed;
    this.room = limit - fixed;
  }

  Fitting fitting() {
    int share = request.offers().isEmpty() ? room : room / 2;
    int first = firstTurn(share);
    List<Message> kept = request.history().subList(first, request.history().size());
    int turnTokens = Tokens.of(kept);
    room -= turnTokens;
    for (int i = 0; i < first; i++) {
      Message message = request.history().get(i);
      leftOut.add(new Fitting.LeftOut(Fitting.Kind.TURN, i, name(message), Tokens.of(message),
          "earlier turns may have " + share + " tokens, and newer ones have " + turnTokens));
    }
    for (int i = 0; i < request.offers().size(); i++) {
      pack(i, request.offers().get(i));
    }
    return new Fitting(limit, fixed, taken, kept.size(), turnTokens, leftOut);
  }

  /** The first message of the history that goes: one of the user, so that no answer goes without its question. */
  private int firstTurn(int share) {
    int tokens = 0;
    int first = request.history().size();
    for (int i = request.history().size() - 1; i >= 0; i--) {
      tokens += Tokens.of(request.history().get(i));
      if (tokens > share) {
        break;
      }
      first = request.history().get(i).role() == Role.USER ? i : first;
    }
    return first;
  }

  private void pack(int position, Offer offer) {
    String section = offer.place().section();
    int heading = HEADING + Tokens.of(section);
    int whole = heading + Tokens.of(offer.text().text());
    int core = offer.core().map(passage -> heading + Tokens.of(passage.text())).orElse(whole);
    if (offer.unfit().isPresent()) {
      leftOut.add(new Fitting.LeftOut(Fitting.Kind.PASSAGE, position, section, core, offer.unfit().get()));
    } else if (whole <= room) {
      take(position, false, whole);
    } else if (core <= room) {
      leftOut.add(new Fitting.LeftOut(Fitting.Kind.SURROUNDINGS, position, section, whole - core,
          "of " + limit + " tokens " + room + " were left; the part that was found goes"));
      take(position, true, core);
    } else {
      leftOut.add(
          new Fitting.LeftOut(Fitting.Kind.PASSAGE, position, section, core, "of " + limit + " tokens " + room
              + " were left"));
    }
  }

  private void take(int position, boolean core, int tokens) {
    taken.add(new Fitting.Taken(position, core, tokens));
    room -= tokens;
  }

  private static String name(Message message) {
    return Json.abbreviate(message.text().strip().replaceAll("\\s+", " "), SHOWN);
  }
}
