// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.tls;

import java.io.Serial;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Decides as another does, and says of each refusal what is wrong and what mends it: the one who
 * reads it at night has no stack trace and no time for one. Thread-safe.
 */
final class SayingTrust extends X509ExtendedTrustManager {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

  /** A refusal in words that may be shown. */
  static final class RefusedException extends CertificateException {
    @Serial private static final long serialVersionUID = 1L;

    RefusedException(String words, Throwable cause) {
      super(words, cause);
    }
  }

  private final X509ExtendedTrustManager trust;
  private final String setting;

  /**
   * As {@code trust} decides.
   *
   * @param setting where an operator names the file of authorities
   */
  SayingTrust(X509ExtendedTrustManager trust, String setting) {
    this.trust = trust;
    this.setting = setting;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    try {
      trust.checkServerTrusted(chain, authType, socket);
    } catch (CertificateException e) {
      throw refused(chain, authType, e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    try {
      trust.checkServerTrusted(chain, authType, engine);
    } catch (CertificateException e) {
      throw refused(chain, authType, e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    try {
      trust.checkServerTrusted(chain, authType);
    } catch (CertificateException e) {
      throw refused(chain, authType, e);
    }
  }

  private RefusedException refused(
      X509Certificate[] chain, String authType, CertificateException cause) {
    for (X509Certificate each : chain) {
      try {
        each.checkValidity();
      } catch (CertificateNotYetValidException e) {
        return new RefusedException(
            "the server's certificate is valid from %s on only; look at this machine's clock and at that server's"
                .formatted(DAY.format(each.getNotBefore().toInstant())),
            cause);
      } catch (CertificateExpiredException e) {
        return new RefusedException(
            "the server's certificate has expired (%s); whoever runs that server must renew it"
                .formatted(DAY.format(each.getNotAfter().toInstant())),
            cause);
      }
    }
    try {
      // Without the name of the host: what is left to be wrong then is that name.
      trust.checkServerTrusted(chain, authType);
      return new RefusedException(NAME, cause);
    } catch (CertificateException e) {
      return new RefusedException(
          "the server's certificate is by an authority that is not trusted here, or made for another use; if the authority is yours, put its certificate (PEM) into the file that %s names"
              .formatted(setting),
          cause);
    }
  }

  /** What is said when the name is the fault. */
  static final String NAME =
      "the server's certificate is for another name than the one that is set here; set the name that stands in the certificate, or have one made for this name";

  // We are nobody's server.

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    trust.checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    trust.checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    trust.checkClientTrusted(chain, authType, engine);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return trust.getAcceptedIssuers();
  }
}
