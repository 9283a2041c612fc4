package dev.athanor.cli.project;

/**
 * What is written in {@code athanor.yaml}.
 *
 * @param knowledge what the project knows
 * @param ask how the system {@code ask} answers
 */
public record ProjectSettings(KnowledgeSettings knowledge, SystemSettings ask) {}
