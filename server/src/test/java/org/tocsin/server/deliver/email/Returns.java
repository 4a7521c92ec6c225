// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

/** Mails that come back, as mail servers and people write them. */
final class Returns {

  private Returns() {}

  /** A delivery report as Postfix writes it (RFC 3464). */
  static String report(String to, String action, String status) {
    return String.join(
        "\r\n",
        "Return-Path: <>",
        "From: MAILER-DAEMON@mx.example.org (Mail Delivery System)",
        "Subject: Undelivered Mail Returned to Sender",
        "To: " + to,
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=\"ABC.1/mx\"",
        "",
        "--ABC.1/mx",
        "Content-Description: Notification",
        "Content-Type: text/plain; charset=us-ascii",
        "",
        "I'm sorry to have to inform you that your message could not",
        "be delivered to one or more recipients.",
        "",
        "--ABC.1/mx",
        "Content-Description: Delivery report",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.example.org",
        "X-Postfix-Queue-ID: 4XyZ",
        "Arrival-Date: Thu, 26 Nov 2026 02:08:05 +0000 (UTC)",
        "",
        "Final-Recipient: rfc822; p1@example.org",
        "Original-Recipient: rfc822;p1@example.org",
        "Action: " + action,
        "Status: " + status,
        "Remote-MTA: dns; other.example.org",
        "Diagnostic-Code: smtp; 550 5.1.1 <p1@example.org>: user",
        "    unknown",
        "",
        "--ABC.1/mx",
        "Content-Description: Undelivered Message",
        "Content-Type: message/rfc822",
        "",
        "Subject: Avoid crowds",
        "",
        "text",
        "--ABC.1/mx--",
        "");
  }

  /** What somebody writes back. */
  static String reply(String to, String headers, String text) {
    return String.join(
        "\r\n",
        "From: Somebody <p1@example.org>",
        "To: " + to,
        "Subject: Re: Avoid crowds",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit" + (headers.isEmpty() ? "" : "\r\n" + headers),
        "",
        text,
        "");
  }
}
