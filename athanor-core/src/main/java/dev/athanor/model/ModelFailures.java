package dev.athanor.model;

/** How a question to a model fails: the codes of its failures, whoever the provider is. */
public final class ModelFailures {
  /** The provider does not take the key. */
  public static final String KEY = "model-key";
  /** The provider does not know the model, or not for this key. */
  public static final String UNKNOWN = "model-unknown";
  /** The provider can't be reached, or broke off. */
  public static final String UNREACHABLE = "model-unreachable";
  /** The provider has trouble of its own. */
  public static final String PROVIDER = "model-provider";
  /** Too many questions, or too many tokens, in too short a time. */
  public static final String RATE = "model-rate";
  /** The money at the provider is spent. */
  public static final String QUOTA = "model-quota";
  /** The request has more tokens than the model reads. */
  public static final String CONTEXT = "model-context";
  /** The provider refuses the request by a policy. */
  public static final String POLICY = "model-policy";
  /** The provider does not understand the request. */
  public static final String REQUEST = "model-request";
  /** What the provider has sent can't be understood. */
  public static final String RESPONSE = "model-response";

  private ModelFailures() {}
}
