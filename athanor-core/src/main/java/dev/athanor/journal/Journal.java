package dev.athanor.journal;

import dev.athanor.json.Hash;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Runs, their entries and the content they refer to. Safe for use by many threads; two processes on one journal are
 * normal. What a method has written is durable when it returns: it survives the loss of power. Every failure to
 * read or write is an {@link dev.athanor.error.AthanorException} of category DATA.
 */
public interface Journal extends Contents, AutoCloseable {
  /**
   * Creates a run, with what it takes over from another one. A fork takes over its parent's claim on content, so that
   * deleting the parent takes nothing away from it.
   *
   * @param prefix the first entries and the content of the header
   * @return false if a run of that name exists already; nothing is changed then
   */
  boolean create(RunHeader header, Append prefix);

  /** The run of that name. */
  Optional<RunRecord> find(RunId id);

  /** The runs that match, the newest first. One that is damaged is left out: {@link #find} says what is wrong with it. */
  List<RunRecord> runs(RunQuery query);

  /** The names of the runs that match, the newest first, those of damaged ones among them. */
  default List<RunId> names(RunQuery query) {
    return runs(query).stream().map(RunRecord::id).toList();
  }

  /** The entries of a run after a sequence number, in order; all of them after 0. */
  List<Stamped> entries(RunId id, long after);

  /**
   * Takes the run over if nobody drives it.
   *
   * @param owner names the holder to people
   * @param life how long the lease holds without renewal
   * @return empty if another driver holds it, or if there is no such run
   */
  Optional<Lease> acquire(RunId id, String owner, Duration life);

  /** Holds the run for longer. False if it was taken over. */
  boolean renew(Lease lease, Duration life);

  /**
   * Gives the run back. Refused while there is something new that the driver has not seen: an answer may come at any
   * moment, and must not fall between two chairs.
   *
   * @param state RUNNING, WAITING or IN_DOUBT; ignored once the run has ended
   * @param due when the run should be driven again at the latest
   * @param seen the last sequence number that the driver knows
   * @return false if there are entries after that one; the lease is still held then. After true it has ended: it can be
   *     neither renewed nor used
   * @throws Fenced if the lease has ended
   */
  boolean release(Lease lease, RunState state, Optional<Instant> due, long seen);

  /**
   * Adds entries.
   *
   * @throws Fenced if the lease has ended, or one of the entries exists
   * @throws dev.athanor.error.AthanorException {@code content-missing} if a file that it names is not stored
   */
  Appended append(Lease lease, Append append);

  /**
   * Answers a wait, without a lease: it comes from outside.
   *
   * @param content what the answer refers to; it has no entries of its own
   * @return false if the run does not wait there, or was answered before
   */
  boolean answer(RunId id, Entry.Answered answer, Append content);

  /**
   * Asks a run to stop at its next step, by an {@link Entry.Cancelled} at the root; asking again changes nothing. False if
   * the run is over or unknown.
   */
  boolean cancel(RunId id);

  /** The record that may answer this question, if some run has one. */
  Optional<Memo> memo(Hash key);

  /** The store's clock: what due times and leases are measured by. */
  Instant now();

  /** Runs that somebody should drive now: due, answered or left by a driver that is gone. */
  List<RunId> due(int limit);

  /** Stores a file; it stays if an entry that refers to it is appended before the next sweep's grace period ends. */
  Payload store(InputStream content, String mediaType);

  /** Removes a run that is over, and its claim on content. False if unknown. */
  boolean delete(RunId id);

  /** Removes content that no run refers to and that is older than the grace period. */
  Sweep sweep(Duration grace);

  /** Waits for what is being written and lets go of everything. */
  @Override
  void close();
}
