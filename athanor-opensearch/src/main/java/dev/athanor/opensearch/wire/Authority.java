package dev.athanor.opensearch.wire;

import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trusts whoever has a certificate that those of a file have signed. */
final class Authority {
  private Authority() {}

  static SSLContext of(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int count = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("authority-" + count++, each);
      }
      if (count == 0) {
        throw notCertificates(file, new IOException("it has none"));
      }
      TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw notCertificates(file, e);
    }
  }

  /**
   * Does nothing unless a certificate is the cause of a failure, which no other attempt would mend.
   *
   * @throws AthanorException {@code opensearch-certificate}
   */
  static void refuse(URI node, IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof CertPathBuilderException) {
        throw AthanorException.user("opensearch-certificate", "the certificate of " + node
            + " is not trusted ("
            + cause.getMessage()
            + "); nothing was sent. Expected one for that host, signed by an authority that Java"
            + " knows or by one in the file of knowledge.index.opensearch.authority in athanor.yaml; correct the url or"
            + " that file");
      }
    }
  }

  private static AthanorException notCertificates(Path file, Exception e) {
    return AthanorException.user("opensearch-authority", file + " can't be read as certificates (" + e
        + "); expected a file in PEM, with the certificate of the authority that signed those of the OpenSearch nodes");
  }
}
