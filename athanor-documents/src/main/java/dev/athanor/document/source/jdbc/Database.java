package dev.athanor.document.source.jdbc;

import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and how to get in.
 *
 * @param url begins with {@code jdbc:} and has no password in it
 * @param user empty where the database asks for none
 * @param passwordVariable the variable of the environment that holds the password; empty where the database asks for none
 * @param drivers a folder with the jar of the database's driver; empty to look on the class path
 */
public record Database(String url, Optional<String> user, Optional<String> passwordVariable,
    Optional<Path> drivers) {
  /** Checks the url, of which no message repeats more than the kind of database. */
  public Database {
    if (!url.startsWith("jdbc:")) {
      throw AthanorException.user("jdbc-url", "the url of a database begins with \"jdbc:\", such as"
          + " jdbc:postgresql://localhost/shop, but this one does not");
    }
    if (url.matches("(?is).*(password|passwd|pwd)\\s*=.*|jdbc:\\w+:(//)?[^/@]*:[^/@]+@.*")) {
      throw AthanorException.user("jdbc-password",
          "the url of the database holds a password; put it in a variable of"
              + " the environment, and name that with passwordVariable");
    }
  }

  /** A connection that can only read, in a transaction. */
  Connection connect(UnaryOperator<@Nullable String> environment) throws SQLException {
    Properties properties = new Properties();
    user.ifPresent(name -> properties.setProperty("user", name));
    passwordVariable.ifPresent(name -> properties.setProperty("password", password(name, environment)));
    boolean sqlite = url.startsWith("jdbc:sqlite:");
    if (sqlite) {
      // SQLite makes a missing database, and is told once, at the beginning, that it must not.
      properties.setProperty("open_mode", "1");
    }
    Connection connection = driver().connect(url, properties);
    if (connection == null) {
      throw noDriver();
    }
    try {
      if (!sqlite) {
        connection.setReadOnly(true);
      }
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static String password(String variable, UnaryOperator<@Nullable String> environment) {
    String value = environment.apply(variable);
    if (value == null || value.isEmpty()) {
      throw AthanorException.user("password-missing", "the variable " + variable
          + " is not set in the environment; put the database's password there");
    }
    return value;
  }

  private Driver driver() throws SQLException {
    for (Driver driver : ServiceLoader.load(Driver.class, loader())) {
      if (driver.acceptsURL(url)) {
        return driver;
      }
    }
    throw noDriver();
  }

  private ClassLoader loader() {
    ClassLoader own = Database.class.getClassLoader();
    if (drivers.isEmpty()) {
      return own;
    }
    try (Stream<Path> files = Files.list(drivers.get())) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      URL[] urls = new URL[jars.size()];
      for (int at = 0; at < urls.length; at++) {
        urls[at] = url(jars.get(at));
      }
      return new URLClassLoader(urls, own);
    } catch (IOException e) {
      throw AthanorException.user("jdbc-drivers",
          "the folder of drivers " + drivers.get() + " cannot be read (" + e
              + "); put the jar of the database's driver there");
    }
  }

  private static URL url(Path jar) throws MalformedURLException {
    return jar.toUri().toURL();
  }

  private AthanorException noDriver() {
    return AthanorException.user("jdbc-driver",
        "there is no driver for " + kind() + "; put its jar into a folder and"
            + " name that with `drivers:`");
  }

  /** The url up to the kind of database, without anything that may be private. */
  String kind() {
    int end = url.indexOf(':', "jdbc:".length());
    return end < 0 ? "this url" : url.substring(0, end + 1);
  }
}
