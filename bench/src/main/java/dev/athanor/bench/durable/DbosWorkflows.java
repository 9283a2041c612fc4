package dev.athanor.bench.durable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.dbos.transact.DBOS;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Path;

/** DBOS over a PostgreSQL of its own. */
final class DbosWorkflows implements Workflows {
  /** What DBOS wraps; it asks for an interface. */
  public interface Steps {
    /** The workflow. */
    String run(int steps);
  }

  /** The workflow's code. */
  static final class TrivialSteps implements Steps {
    private final DBOS dbos;

    TrivialSteps(DBOS dbos) {
      this.dbos = dbos;
    }

    @Workflow
    @Override
    public String run(int steps) {
      String answer = "";
      for (int i = 0; i < steps; i++) {
        int step = i;
        answer = dbos.runStep(() -> Workflows.answer(step), "step");
      }
      return answer;
    }
  }

  private final PostgresServer postgres;
  private final HikariDataSource connections;
  private final DBOS dbos;
  private final Steps steps;

  private DbosWorkflows(PostgresServer postgres, int pool) {
    this.postgres = postgres;
    HikariConfig settings = new HikariConfig();
    settings.setJdbcUrl(postgres.url());
    settings.setUsername(PostgresServer.USER);
    settings.setPassword(postgres.password());
    settings.setMaximumPoolSize(pool);
    connections = new HikariDataSource(settings);
    dbos = new DBOS(DBOSConfig.defaults("bench").withDataSource(connections));
    steps = dbos.registerProxy(Steps.class, new TrivialSteps(dbos));
    dbos.launch();
  }

  /**
   * Starts both.
   *
   * @param pool how many connections DBOS may use at once
   */
  static DbosWorkflows start(Path folder, int pool) throws IOException, InterruptedException {
    PostgresServer postgres = PostgresServer.start(folder);
    try {
      return new DbosWorkflows(postgres, pool);
    } catch (RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return "DBOS " + DBOS.version() + " on PostgreSQL";
  }

  @Override
  public String run(int count) {
    return steps.run(count);
  }

  @Override
  public void close() {
    dbos.close();
    connections.close();
    postgres.close();
  }
}
