package dev.athanor.document.clean;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A kind of personal data or secret that can be told by its form. What is masked reads as its name in brackets. */
public enum Kind {
  /** A private key in PEM. */
  PRIVATE_KEY("private-key", true),
  /** A user's password in a URL. */
  URL_PASSWORD("url-password", true),
  /** A signed JSON Web Token. */
  TOKEN("jwt", true),
  /** A key of a known service, by the prefix that services give them so that they can be found. */
  API_KEY("api-key", true),
  /** An address of e-mail. */
  EMAIL("email", false),
  /** An account number whose check digits are right. */
  IBAN("iban", false),
  /** The number of a payment card whose check digit is right. */
  CARD("card", false),
  /** A number that a state has given to a person: of the USA, the United Kingdom, Spain, Italy. */
  NATIONAL_ID("national-id", false),
  /** An address on the internet. */
  IP_ADDRESS("ip-address", false),
  /** A telephone number. */
  PHONE("phone", false);

  private final String label;
  private final boolean secret;

  Kind(String label, boolean secret) {
    this.label = label;
    this.secret = secret;
  }

  /** What people and files call it. */
  public String label() {
    return label;
  }

  /** Whether it opens a door, and not only belongs to somebody. */
  public boolean isSecret() {
    return secret;
  }

  /** What opens doors. */
  public static Set<Kind> secrets() {
    return Arrays.stream(values()).filter(Kind::isSecret)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(
            Kind.class)));
  }

  /** What belongs to people. */
  public static Set<Kind> personal() {
    return Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.copyOf(secrets())));
  }
}
