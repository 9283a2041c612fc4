package dev.athanor.model;

/** Where models are known by name. */
public interface Models {
  /**
   * The model of that name.
   *
   * @throws dev.athanor.error.AthanorException {@code provider-unknown} with the nearest names, {@code key-missing} with
   *     where a key is looked for
   */
  Model named(ModelName name);
}
