// SPDX-License-Identifier: Apache-2.0
/**
 * Signatures on CAP messages (CAP 1.2 §3.3.4.1): enveloped XML signatures over the whole alert,
 * made and verified with the JDK's own {@code javax.xml.crypto.dsig} under secure validation.
 *
 * <p>The doors are {@link org.tocsin.cap.signature.CapSigner} (alert to signed bytes), {@link
 * org.tocsin.cap.signature.CapVerifier} (bytes to a {@link org.tocsin.cap.signature.Verification}),
 * {@link org.tocsin.cap.signature.SigningKey} and {@link org.tocsin.cap.signature.Certificates}
 * (keys and certificates from PEM and PKCS #12).
 *
 * <p>How verifying works: the message is read by {@code CapReader} within its limits, then parsed
 * without DTD or entities ({@code SignedXml}). Each signature must stand as a child of the alert
 * and be made of what is allowed ({@code SignatureShape}): one reference, to the whole document;
 * the enveloped-signature transform and then canonicalization; strong algorithms. Its value and
 * digest are checked in the forms in which it may have been made ({@code SignatureMath}): as
 * received, and without white space between elements, which a widespread tool drops before it
 * signs. The certificate is followed to a trust anchor ({@code CertificatePaths}). <b>What was
 * verified is what is returned</b>: the alert in a positive result was read from the very octets
 * that were digested, never from the received document, so nothing that a signature does not cover
 * can pass as signed.
 *
 * <p>Nothing here opens a connection or a file. A signature never makes a message unreadable: CAP
 * 1.2 §3.3.4.1 has processors go on without one that they cannot check, and {@link
 * org.tocsin.cap.signature.Verification#received} is always there.
 */
@NullMarked
package org.tocsin.cap.signature;

import org.jspecify.annotations.NullMarked;
