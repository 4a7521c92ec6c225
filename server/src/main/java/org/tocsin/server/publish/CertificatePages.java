// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.warn.signing.SigningCertificate;
import org.tocsin.server.warn.signing.SigningKeys;

/**
 * The certificates behind the signatures of public alerts, current and former, for whoever checks
 * one. They prove nothing by standing here alone: compare the fingerprint by another way.
 */
@Controller
class CertificatePages {

  private static final MediaType PEM = MediaType.parseMediaType("application/x-pem-file");

  private final SigningKeys keys;
  private final PublicShell shell;

  CertificatePages(SigningKeys keys, PublicShell shell) {
    this.keys = keys;
    this.shell = shell;
  }

  @GetMapping("/certificates")
  ResponseEntity<byte[]> list() {
    return shell.page(
        "publish/certificates.jte",
        "Certificates",
        Map.of("certificates", keys.certificates(), "signing", keys.signingSha256().orElse("")));
  }

  @GetMapping("/certificates/{sha256}.pem")
  ResponseEntity<byte[]> pem(@PathVariable String sha256) {
    SigningCertificate certificate =
        keys.certificates().stream()
            .filter(each -> each.sha256().equals(sha256.toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(() ->
                PublishProblem.NO_CERTIFICATE.because(
                    "no certificate of this desk has the fingerprint '%s'"
                        .formatted(Problem.shorten(sha256))));
    byte[] bytes = certificate.pem().getBytes(StandardCharsets.US_ASCII);
    return ResponseEntity.ok()
        .cacheControl(PublicShell.LONG)
        .eTag(PublicShell.tag(bytes))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(certificate.sha256().substring(0, 16) + ".pem")
                .build()
                .toString())
        .contentType(PEM)
        .body(bytes);
  }
}
