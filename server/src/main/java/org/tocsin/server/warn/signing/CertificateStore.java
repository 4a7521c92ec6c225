// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.signing;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of every certificate that the desk ever could sign with. */
@Repository
class CertificateStore {

  private final JdbcClient jdbc;

  CertificateStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps one; false when it was kept before, by whatever node. */
  boolean add(SigningCertificate certificate, Instant at) {
    return jdbc.sql(
                "insert into warn.signing_certificate (sha256, pem, taken_at) values (?, ?, ?)"
                    + " on conflict do nothing")
            .params(certificate.sha256(), certificate.pem(), Timestamp.from(at))
            .update()
        == 1;
  }

  /** All of them, the newest first. */
  List<SigningCertificate> list() {
    return jdbc.sql("select pem from warn.signing_certificate order by taken_at desc, sha256")
        .query((row, i) -> SigningCertificate.of(row.getString(1)))
        .list();
  }
}
