package dev.athanor.store.sqlite;

/**
 * The tables of a database: numbered scripts on the class path, {@code V1__what.sql} and so on.
 *
 * @param name what the database holds, for people
 * @param location the folder of the scripts on the class path
 * @param newest the number of the newest script: a file that shows it needs no migration, a newer one is refused
 */
public record Schema(String name, String location, int newest) {}
