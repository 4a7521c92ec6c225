// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

/**
 * A rule that messages are held to: what it says, how grave a breach is, which section of the
 * standard it stands in, and what to do about a breach. The ids are stable.
 *
 * <p>This file is long because it is one table, a rule a row.
 */
public enum Rule {
  /** A message stays within the byte limit of the reader. */
  BYTES(
      "cap-read-bytes",
      ProblemSeverity.ERROR,
      "",
      "A message, and what stands between two of them, stays within the byte limit of the reader.",
      "Send a smaller message, or raise the limit on bytes if this source is trusted."),
  /** A message stays within the limits on depth, elements, attributes, text and points. */
  LIMIT(
      "cap-read-limit",
      ProblemSeverity.ERROR,
      "",
      "A message stays within the limits on depth, elements, attributes, text and points.",
      "Send a smaller message, or raise the limit that is named if this source is trusted."),
  /** The bytes are text in the encoding that the message declares. */
  ENCODING(
      "cap-read-encoding",
      ProblemSeverity.ERROR,
      "XML 1.0 §4.3.3",
      "The bytes are text in the encoding that the message declares.",
      "Save the message in the encoding its first line names; UTF-8 is best."),
  /** The declared encoding is the one that was used. */
  ENCODING_GUESSED(
      "cap-read-encoding-guessed",
      ProblemSeverity.WARNING,
      "XML 1.0 §4.3.3",
      "The declared encoding is the one that was used.",
      "Declare the encoding that the message is saved in; UTF-8 is best."),
  /** The message is well-formed XML. */
  XML(
      "cap-read-xml",
      ProblemSeverity.ERROR,
      "XML 1.0 §2.1",
      "The message is well-formed XML.",
      "Correct the XML at this position."),
  /** The message holds no document type declaration. */
  DTD(
      "cap-read-dtd",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.3.3",
      "The message holds no document type declaration.",
      "Remove the DOCTYPE; CAP needs none, and entities are not resolved."),
  /** The message uses no entities but those of XML itself. */
  ENTITY(
      "cap-read-entity",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.3.3",
      "The message uses no entities but those of XML itself.",
      "Write the character itself, or a numeric reference such as &#160;."),
  /** A feed is RSS or Atom. */
  FEED(
      "cap-read-feed",
      ProblemSeverity.ERROR,
      "RFC 4287 §2",
      "A feed is RSS or Atom.",
      "Send an rss or feed element; read a single alert with the alert reader."),
  /** An Atom feed stands in Atom's namespace. */
  FEED_NAMESPACE(
      "cap-feed-namespace",
      ProblemSeverity.WARNING,
      "RFC 4287 §2",
      "An Atom feed stands in Atom's namespace.",
      "Write xmlns=\"http://www.w3.org/2005/Atom\" in the feed element."),
  /** An Atom feed, and each of its entries, has one id. */
  FEED_ID(
      "cap-feed-id",
      ProblemSeverity.ERROR,
      "RFC 4287 §4.2.6",
      "An Atom feed, and each of its entries, has one id.",
      "Add an id that never changes; without one receivers cannot tell what is new."),
  /** An Atom feed, and each of its entries, has one title. */
  FEED_TITLE(
      "cap-feed-title",
      ProblemSeverity.ERROR,
      "RFC 4287 §4.2.14",
      "An Atom feed, and each of its entries, has one title.",
      "Add a title, for an alert its headline."),
  /** An Atom feed, and each of its entries, has one time updated. */
  FEED_UPDATED(
      "cap-feed-updated",
      ProblemSeverity.ERROR,
      "RFC 4287 §4.2.15",
      "An Atom feed, and each of its entries, has one time updated.",
      "Write when it changed, such as 2024-03-22T20:00:00+03:00."),
  /** An Atom entry without content has a link to its page or alert. */
  FEED_LINK(
      "cap-feed-link",
      ProblemSeverity.ERROR,
      "RFC 4287 §4.1.2",
      "An Atom entry without content has a link to its page or alert.",
      "Put the alert into content, or add a link to it."),
  /** An Atom feed, or each of its entries, names an author. */
  FEED_AUTHOR(
      "cap-feed-author",
      ProblemSeverity.WARNING,
      "RFC 4287 §4.2.1",
      "An Atom feed, or each of its entries, names an author.",
      "Add an author with the name of the authority."),
  /** In Atom's namespace stand only the elements that Atom has. */
  FEED_ELEMENT(
      "cap-feed-element",
      ProblemSeverity.ERROR,
      "RFC 4287 §4.1",
      "In Atom's namespace stand only the elements that Atom has.",
      "Correct the name of the element, or move it to a namespace of your own."),
  /** An RSS channel has title, link and description. */
  FEED_CHANNEL(
      "cap-feed-channel",
      ProblemSeverity.ERROR,
      "RSS 2.0, required channel elements",
      "An RSS channel has title, link and description.",
      "Add the element to the channel."),
  /** An RSS item has a title or a description. */
  FEED_ITEM(
      "cap-feed-item",
      ProblemSeverity.ERROR,
      "RSS 2.0, elements of item",
      "An RSS item has a title or a description.",
      "Add a title, for an alert its headline."),
  /** An alert in a feed stands in an entry or item. */
  FEED_ALERT_OUTSIDE(
      "cap-feed-alert-outside",
      ProblemSeverity.ERROR,
      "RFC 4287 §6.3",
      "An alert in a feed stands in an entry or item.",
      "Move the alert into the content of an entry; readers pass over what stands beside them."),
  /** The root element is a CAP alert. */
  ROOT(
      "cap-1.2-3.2.1-alert",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.1",
      "The root element is a CAP alert.",
      "Send one alert element in a CAP namespace; read feeds with the feed reader."),
  /** The alert is the root of the document, not part of another. */
  WRAPPED(
      "cap-read-wrapped",
      ProblemSeverity.WARNING,
      "CAP 1.2 §3.2.1",
      "The alert is the root of the document, not part of another.",
      "Read the wrapper with the feed reader, or send the alert alone."),
  /** The elements stand in the namespace of a version of CAP. */
  NAMESPACE(
      "cap-1.2-4.2-namespace",
      ProblemSeverity.ERROR,
      "CAP 1.2 §4.2",
      "The elements stand in the namespace of a version of CAP.",
      "Declare xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\" on the alert element."),
  /** CAP elements carry no attributes. */
  ATTRIBUTE(
      "cap-1.2-4.2-attribute",
      ProblemSeverity.ERROR,
      "CAP 1.2 §4.2",
      "CAP elements carry no attributes.",
      "Remove the attribute; CAP defines none."),
  /** Only elements that CAP defines stand in its namespace. */
  UNKNOWN_ELEMENT(
      "cap-1.2-4.2-element",
      ProblemSeverity.ERROR,
      "CAP 1.2 §4.2",
      "Only elements that CAP defines stand in its namespace.",
      "Correct the name of the element, or move it to a parameter."),
  /** Elements of other namespaces are not part of CAP, signatures excepted. */
  EXTENSION(
      "cap-1.2-4.2-extension",
      ProblemSeverity.ERROR,
      "CAP 1.2 §4.2",
      "Elements of other namespaces are not part of CAP, signatures excepted.",
      "Use a parameter instead; many receivers refuse foreign elements."),
  /** Elements stand in the order of the schema. */
  ORDER(
      "cap-1.2-4.2-order",
      ProblemSeverity.ERROR,
      "CAP 1.2 §4.2",
      "Elements stand in the order of the schema.",
      "Move the element to its place in the order of the schema."),
  /** An element that may stand once stands once. */
  REPEATED(
      "cap-1.2-4.2-repeated",
      ProblemSeverity.ERROR,
      "CAP 1.2 §4.2",
      "An element that may stand once stands once.",
      "Keep one of them."),
  /** Text stands only in elements made for it. */
  STRAY_TEXT(
      "cap-1.2-4.2-text",
      ProblemSeverity.ERROR,
      "CAP 1.2 §4.2",
      "Text stands only in elements made for it.",
      "Remove the text or put it into the element it belongs to."),
  /** An element made for text holds no other elements. */
  NESTED_ELEMENT(
      "cap-1.2-4.2-nested",
      ProblemSeverity.ERROR,
      "CAP 1.2 §4.2",
      "An element made for text holds no other elements.",
      "Write plain text; escape angle brackets as &lt; and &gt;."),
  /** Elements without content are left out. */
  EMPTY(
      "cap-1.2-4.2-empty",
      ProblemSeverity.WARNING,
      "CAP 1.2 §4.2",
      "Elements without content are left out.",
      "Leave the element out."),
  /** Every required element is there and has content. */
  REQUIRED(
      "cap-1.2-4.2-required",
      ProblemSeverity.ERROR,
      "CAP 1.2 §4.2",
      "Every required element is there and has content.",
      "Add the element."),
  /** Words of closed lists, times and numbers have no space around them. */
  SPACE(
      "cap-1.2-4.2-space",
      ProblemSeverity.WARNING,
      "CAP 1.2 §4.2",
      "Words of closed lists, times and numbers have no space around them.",
      "Remove the space around the value."),
  /** Text holds no HTML and no HTML entities. */
  MARKUP(
      "cap-1.2-3.3.3-markup",
      ProblemSeverity.WARNING,
      "CAP 1.2 §3.3.3",
      "Text holds no HTML and no HTML entities.",
      "Write plain text."),
  /** Text holds only characters that XML allows. */
  CHARACTER(
      "cap-1.2-3.3.3-character",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.3.3",
      "Text holds only characters that XML allows.",
      "Remove control characters and unpaired surrogates."),
  /** identifier has no spaces, commas, &lt; or &amp;. */
  IDENTIFIER(
      "cap-1.2-3.2.1-identifier",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.1",
      "identifier has no spaces, commas, < or &.",
      "Replace the character, for example by a hyphen."),
  /** sender has no spaces, commas, &lt; or &amp;. */
  SENDER(
      "cap-1.2-3.2.1-sender",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.1",
      "sender has no spaces, commas, < or &.",
      "Use a globally unique name such as a domain name or an e-mail address."),
  /** status is Actual, Exercise, System, Test or Draft. */
  STATUS(
      "cap-1.2-3.2.1-status",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.1",
      "status is Actual, Exercise, System, Test or Draft.",
      "Write one of Actual, Exercise, System, Test, Draft, spelled exactly so."),
  /** The note of an exercise names the exercise. */
  EXERCISE_NOTE(
      "cap-1.2-3.2.1-exercise-note",
      ProblemSeverity.ADVICE,
      "CAP 1.2 §3.2.1",
      "The note of an exercise names the exercise.",
      "Name the exercise in note."),
  /** msgType is Alert, Update, Cancel, Ack or Error. */
  MSG_TYPE(
      "cap-1.2-3.2.1-msgType",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.1",
      "msgType is Alert, Update, Cancel, Ack or Error.",
      "Write one of Alert, Update, Cancel, Ack, Error, spelled exactly so."),
  /** The note of an Error says why the message was rejected. */
  ERROR_NOTE(
      "cap-1.2-3.2.1-error-note",
      ProblemSeverity.WARNING,
      "CAP 1.2 §3.2.1",
      "The note of an Error says why the message was rejected.",
      "Give the reason in note."),
  /** scope is Public, Restricted or Private. */
  SCOPE(
      "cap-1.2-3.2.1-scope",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.1",
      "scope is Public, Restricted or Private.",
      "Write one of Public, Restricted, Private, spelled exactly so."),
  /** A Restricted message has a restriction. */
  RESTRICTION(
      "cap-1.2-3.2.1-restriction",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.1",
      "A Restricted message has a restriction.",
      "Say in restriction who may have the message."),
  /** Only a Restricted message has a restriction. */
  RESTRICTION_UNUSED(
      "cap-1.2-3.2.1-restriction-unused",
      ProblemSeverity.WARNING,
      "CAP 1.2 §3.2.1",
      "Only a Restricted message has a restriction.",
      "Leave restriction out, or set scope to Restricted."),
  /** A Private message has addresses. */
  ADDRESSES(
      "cap-1.2-3.2.1-addresses",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.1",
      "A Private message has addresses.",
      "List the receivers in addresses."),
  /** Double quotes in a list of names come in pairs and not inside a name. */
  QUOTES(
      "cap-1.2-3.2.1-quotes",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.1",
      "Double quotes in a list of names come in pairs and not inside a name.",
      "Close the quote, and put quotes only around names that hold a space."),
  /** An Update, Cancel, Ack or Error names the messages it acts on. */
  REFERENCES(
      "cap-1.2-3.2.1-references",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.1",
      "An Update, Cancel, Ack or Error names the messages it acts on.",
      "Add references with sender,identifier,sent of each earlier message."),
  /** A reference has the form sender,identifier,sent. */
  REFERENCE_FORM(
      "cap-1.2-3.2.1-references-form",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.1",
      "A reference has the form sender,identifier,sent.",
      "Write the three values of the earlier message, joined by commas without spaces."),
  /** A message does not name itself. */
  REFERENCE_SELF(
      "cap-1.2-3.2.1-references-self",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.1",
      "A message does not name itself.",
      "Name the earlier message."),
  /** A message names earlier messages only. */
  REFERENCE_LATER(
      "cap-1.2-3.2.1-references-later",
      ProblemSeverity.WARNING,
      "CAP 1.2 §3.2.1",
      "A message names earlier messages only.",
      "Check the times of sent in the references and of the message itself."),
  /** A message was sent before it is read. */
  SENT_AHEAD(
      "cap-1.2-3.2.1-sent-ahead",
      ProblemSeverity.WARNING,
      "CAP 1.2 §3.2.1",
      "A message was sent before it is read.",
      "Set the clock of the sender, and check the zone."),
  /** An Alert or Update has an info. */
  INFO_MISSING(
      "cap-1.2-3.2.1-info",
      ProblemSeverity.WARNING,
      "CAP 1.2 §3.2.1",
      "An Alert or Update has an info.",
      "Add an info block; without one nobody learns what happens."),
  /** language is an RFC 3066 language tag. */
  LANGUAGE(
      "cap-1.2-3.2.2-language",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.2",
      "language is an RFC 3066 language tag.",
      "Use a tag such as en, en-GB or ru; leave the element out for en-US."),
  /** Infos of one language differ in urgency, severity, certainty or area. */
  LANGUAGE_REPEATED(
      "cap-1.2-3.2.2-language-repeated",
      ProblemSeverity.ADVICE,
      "CAP 1.2 §3.2.2",
      "Infos of one language differ in urgency, severity, certainty or area.",
      "Join the infos or state the difference."),
  /**
   * category is Geo, Met, Safety, Security, Rescue, Fire, Health, Env, Transport, Infra, CBRNE or
   * Other.
   */
  CATEGORY(
      "cap-1.2-3.2.2-category",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.2",
      "category is Geo, Met, Safety, Security, Rescue, Fire, Health, Env, Transport, Infra, CBRNE or Other.",
      "Write one of Geo, Met, Safety, Security, Rescue, Fire, Health, Env, Transport, Infra, CBRNE, Other, spelled exactly so."),
  /** event is not empty. */
  EVENT(
      "cap-1.2-3.2.2-event",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.2",
      "event is not empty.",
      "Name the event in words."),
  /**
   * responseType is Shelter, Evacuate, Prepare, Execute, Avoid, Monitor, Assess, AllClear or None.
   */
  RESPONSE_TYPE(
      "cap-1.2-3.2.2-responseType",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.2",
      "responseType is Shelter, Evacuate, Prepare, Execute, Avoid, Monitor, Assess, AllClear or None.",
      "Write one of Shelter, Evacuate, Prepare, Execute, Avoid, Monitor, Assess, AllClear, None, spelled exactly so."),
  /** responseType Assess is not used in public warnings. */
  RESPONSE_ASSESS(
      "cap-1.2-3.2.2-responseType-assess",
      ProblemSeverity.WARNING,
      "CAP 1.2 §3.2.2",
      "responseType Assess is not used in public warnings.",
      "Use Monitor, or make the message Restricted or Private."),
  /** urgency is Immediate, Expected, Future, Past or Unknown. */
  URGENCY(
      "cap-1.2-3.2.2-urgency",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.2",
      "urgency is Immediate, Expected, Future, Past or Unknown.",
      "Write one of Immediate, Expected, Future, Past, Unknown, spelled exactly so."),
  /** severity is Extreme, Severe, Moderate, Minor or Unknown. */
  SEVERITY(
      "cap-1.2-3.2.2-severity",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.2",
      "severity is Extreme, Severe, Moderate, Minor or Unknown.",
      "Write one of Extreme, Severe, Moderate, Minor, Unknown, spelled exactly so."),
  /** certainty is Observed, Likely, Possible, Unlikely or Unknown. */
  CERTAINTY(
      "cap-1.2-3.2.2-certainty",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.2",
      "certainty is Observed, Likely, Possible, Unlikely or Unknown.",
      "Write one of Observed, Likely, Possible, Unlikely, Unknown, spelled exactly so."),
  /** The Very Likely of CAP 1.0 is written Likely. */
  CERTAINTY_VERY_LIKELY(
      "cap-1.2-3.2.2-certainty-very-likely",
      ProblemSeverity.WARNING,
      "CAP 1.2 §3.2.2",
      "The Very Likely of CAP 1.0 is written Likely.",
      "Write Likely."),
  /** An info says when it expires. */
  EXPIRES_MISSING(
      "cap-1.2-3.2.2-expires-missing",
      ProblemSeverity.ADVICE,
      "CAP 1.2 §3.2.2",
      "An info says when it expires.",
      "Add expires; without it every receiver sets its own end."),
  /** expires is later than sent. */
  EXPIRES(
      "cap-1.2-3.2.2-expires",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.2",
      "expires is later than sent.",
      "Set expires to a time after sent."),
  /** expires is not before effective. */
  EXPIRES_WINDOW(
      "cap-1.2-3.2.2-expires-window",
      ProblemSeverity.WARNING,
      "CAP 1.2 §3.2.2",
      "expires is not before effective.",
      "Set expires to a time after effective."),
  /** expires is not before onset. */
  EXPIRES_ONSET(
      "cap-1.2-3.2.2-expires-onset",
      ProblemSeverity.WARNING,
      "CAP 1.2 §3.2.2",
      "expires is not before onset.",
      "Set expires to a time after onset."),
  /** The message has not expired. */
  EXPIRED(
      "cap-1.2-3.2.2-expired",
      ProblemSeverity.ADVICE,
      "CAP 1.2 §3.2.2",
      "The message has not expired.",
      "Send an update if the danger lasts."),
  /** headline has at most 160 characters. */
  HEADLINE(
      "cap-1.2-3.2.2-headline",
      ProblemSeverity.ADVICE,
      "CAP 1.2 §3.2.2",
      "headline has at most 160 characters.",
      "Shorten the headline; some devices show no more."),
  /** web is an absolute URI. */
  WEB(
      "cap-1.2-3.2.2-web",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.2",
      "web is an absolute URI.",
      "Write the whole address, such as https://example.org/alert."),
  /** eventCode, parameter and geocode have a valueName and a value. */
  VALUE_NAME(
      "cap-1.2-3.2.2-valueName",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.2",
      "eventCode, parameter and geocode have a valueName and a value.",
      "Add the missing element, or leave the pair out."),
  /** A valueName that is an acronym is written in capitals without periods. */
  ACRONYM(
      "cap-1.2-3.2.2-valueName-acronym",
      ProblemSeverity.ADVICE,
      "CAP 1.2 §3.2.2",
      "A valueName that is an acronym is written in capitals without periods.",
      "Write it like SAME, FIPS or ZIP."),
  /** mimeType is a MIME type. */
  MIME_TYPE(
      "cap-1.2-3.2.3-mimeType",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.3",
      "mimeType is a MIME type.",
      "Write a type such as image/png."),
  /** size is a whole number of bytes, zero or more. */
  SIZE(
      "cap-1.2-3.2.3-size",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.3",
      "size is a whole number of bytes, zero or more.",
      "Write the size in bytes, digits only."),
  /** uri is an absolute URI, or relative to a derefUri that is there. */
  URI(
      "cap-1.2-3.2.3-uri",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.3",
      "uri is an absolute URI, or relative to a derefUri that is there.",
      "Write the whole address, such as https://example.org/map.png."),
  /** A resource says where its content is, or carries it. */
  RESOURCE_CONTENT(
      "cap-1.2-3.2.3-content",
      ProblemSeverity.ADVICE,
      "CAP 1.2 §3.2.3",
      "A resource says where its content is, or carries it.",
      "Add uri, or derefUri where no link back is possible."),
  /** derefUri is base64. */
  DEREF_URI(
      "cap-1.2-3.2.3-derefUri",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.3",
      "derefUri is base64.",
      "Encode the content in base64, without a data: prefix."),
  /** The size is about that of the content in derefUri. */
  SIZE_DIFFERS(
      "cap-1.2-3.2.3-size-differs",
      ProblemSeverity.WARNING,
      "CAP 1.2 §3.2.3",
      "The size is about that of the content in derefUri.",
      "Write the size of the content before its base64."),
  /** The digest is the SHA-1 of the content in derefUri. */
  DIGEST_DIFFERS(
      "cap-1.2-3.2.3-digest-differs",
      ProblemSeverity.WARNING,
      "CAP 1.2 §3.2.3",
      "The digest is the SHA-1 of the content in derefUri.",
      "Compute the SHA-1 of the content before its base64; if it was right, the content was changed."),
  /** digest is the SHA-1 of the content in hexadecimal. */
  DIGEST(
      "cap-1.2-3.2.3-digest",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.3",
      "digest is the SHA-1 of the content in hexadecimal.",
      "Write the 40 hexadecimal digits of the SHA-1."),
  /** An info of an Alert or Update has an area. */
  AREA_MISSING(
      "cap-1.2-3.2.2-area",
      ProblemSeverity.ADVICE,
      "CAP 1.2 §3.2.2",
      "An info of an Alert or Update has an area.",
      "Add an area; without one receivers cannot tell whom it concerns."),
  /** An area has a polygon, a circle or a geocode. */
  AREA_SHAPE(
      "cap-1.2-3.2.4-area-shape",
      ProblemSeverity.ADVICE,
      "CAP 1.2 §3.2.4",
      "An area has a polygon, a circle or a geocode.",
      "Add a polygon, circle or geocode; a description alone cannot be mapped."),
  /** polygon is pairs latitude,longitude separated by spaces. */
  POLYGON_FORM(
      "cap-1.2-3.2.4-polygon",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.4",
      "polygon is pairs latitude,longitude separated by spaces.",
      "Write decimal degrees such as 38.47,-120.14 38.34,-119.95."),
  /** polygon has at least four pairs. */
  POLYGON_POINTS(
      "cap-1.2-3.2.4-polygon-points",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.4",
      "polygon has at least four pairs.",
      "Give at least three corners and repeat the first at the end."),
  /** The first and last pair of a polygon are the same. */
  POLYGON_CLOSED(
      "cap-1.2-3.2.4-polygon-closed",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.4",
      "The first and last pair of a polygon are the same.",
      "Repeat the first pair at the end."),
  /** A polygon does not cross itself. */
  POLYGON_CROSSES(
      "cap-1.2-3.2.4-polygon-crosses",
      ProblemSeverity.WARNING,
      "CAP 1.2 §3.2.4",
      "A polygon does not cross itself.",
      "Reorder the corners so that no two sides cross, or split the polygon."),
  /** A polygon encloses an area. */
  POLYGON_AREA(
      "cap-1.2-3.2.4-polygon-area",
      ProblemSeverity.WARNING,
      "CAP 1.2 §3.2.4",
      "A polygon encloses an area.",
      "Give corners that do not lie on one line, or use a circle."),
  /**
   * No side of a polygon crosses the antimeridian: receivers differ in which way round they draw
   * it.
   */
  POLYGON_ANTIMERIDIAN(
      "cap-1.2-3.2.4-polygon-antimeridian",
      ProblemSeverity.ADVICE,
      "CAP 1.2 §3.2.4",
      "No side of a polygon crosses the antimeridian: receivers differ in which way round they draw it.",
      "Cut it in two at the longitude 180."),
  /** No polygon goes round a pole: receivers draw it as a band or not at all. */
  POLYGON_POLE(
      "cap-1.2-3.2.4-polygon-pole",
      ProblemSeverity.ADVICE,
      "CAP 1.2 §3.2.4",
      "No polygon goes round a pole: receivers draw it as a band or not at all.",
      "Close it along the latitude of the pole, or use a circle."),
  /** A polygon has at most 1,000 pairs, or small receivers leave it out. */
  POLYGON_MANY(
      "cap-1.2-3.2.4-polygon-many",
      ProblemSeverity.ADVICE,
      "CAP 1.2 §3.2.4",
      "A polygon has at most 1,000 pairs, or small receivers leave it out.",
      "Simplify it: Polygon.simplified does, and Polygon.metresOff says how far that moves it."),
  /** Latitude is between -90 and 90. */
  LATITUDE(
      "cap-1.2-3.2.4-latitude",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.4",
      "Latitude is between -90 and 90.",
      "Latitude comes first, in decimal degrees; check whether the pair is swapped."),
  /** Longitude is between -180 and 180. */
  LONGITUDE(
      "cap-1.2-3.2.4-longitude",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.4",
      "Longitude is between -180 and 180.",
      "Longitude comes second, in decimal degrees; subtract 360 beyond 180."),
  /** circle is latitude,longitude, a space, and a radius in kilometres, zero or more. */
  CIRCLE(
      "cap-1.2-3.2.4-circle",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.4",
      "circle is latitude,longitude, a space, and a radius in kilometres, zero or more.",
      "Write a circle such as 32.9525,-115.5527 10."),
  /** The radius of a circle fits on the earth. */
  CIRCLE_LARGE(
      "cap-1.2-3.2.4-circle-large",
      ProblemSeverity.WARNING,
      "CAP 1.2 §3.2.4",
      "The radius of a circle fits on the earth.",
      "Give the radius in kilometres, not in metres."),
  /** altitude and ceiling are decimal numbers of feet. */
  ALTITUDE(
      "cap-1.2-3.2.4-altitude",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.4",
      "altitude and ceiling are decimal numbers of feet.",
      "Write a decimal number without unit."),
  /** A ceiling stands only with an altitude and is not below it. */
  CEILING(
      "cap-1.2-3.2.4-ceiling",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.2.4",
      "A ceiling stands only with an altitude and is not below it.",
      "Add altitude as the lower bound, or leave ceiling out."),
  /** A time has the form YYYY-MM-DDThh:mm:ss+hh:mm and is a real date. */
  TIME(
      "cap-1.2-3.3.2-time",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.3.2",
      "A time has the form YYYY-MM-DDThh:mm:ss+hh:mm and is a real date.",
      "Write a time such as 2024-03-22T20:00:00+03:00."),
  /** A time has a numeric zone. */
  TIME_ZONE(
      "cap-1.2-3.3.2-time-zone",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.3.2",
      "A time has a numeric zone.",
      "Add the offset from UTC, such as +03:00, or -00:00 for UTC."),
  /** UTC is written -00:00, never Z. */
  TIME_Z(
      "cap-1.2-3.3.2-time-z",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.3.2",
      "UTC is written -00:00, never Z.",
      "Write -00:00 in place of Z."),
  /** A time has no fraction of a second. */
  TIME_FRACTION(
      "cap-1.2-3.3.2-time-fraction",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.3.2",
      "A time has no fraction of a second.",
      "Leave out the fraction."),
  /** A zone is written with a colon: +hh:mm. */
  TIME_ZONE_FORM(
      "cap-1.2-3.3.2-time-zone-form",
      ProblemSeverity.ERROR,
      "CAP 1.2 §3.3.2",
      "A zone is written with a colon: +hh:mm.",
      "Write +00:00 in place of +0000."),
  /** A signature is checked before it is relied on. */
  SIGNATURE(
      "cap-1.2-3.3.4.1-signature",
      ProblemSeverity.ADVICE,
      "CAP 1.2 §3.3.4.1",
      "A signature is checked before it is relied on.",
      "Check the signature over the bytes as received; this message was read without.");

  /** A value in a problem is cut to this many characters. */
  private static final int VALUE_LENGTH_MAX = 120;

  private final String id;
  private final ProblemSeverity severity;
  private final String section;
  private final String statement;
  private final String remedy;

  Rule(String id, ProblemSeverity severity, String section, String statement, String remedy) {
    this.id = id;
    this.severity = severity;
    this.section = section;
    this.statement = statement;
    this.remedy = remedy;
  }

  /** Stable id, such as {@code cap-1.2-3.2.1-identifier}. */
  public String id() {
    return id;
  }

  /** How grave a breach is. */
  public ProblemSeverity severity() {
    return severity;
  }

  /** Section of the standard; empty for limits of this reader. */
  public String section() {
    return section;
  }

  /** What the rule says, as a sentence. */
  public String statement() {
    return statement;
  }

  /** What to do about a breach, as a sentence. */
  public String remedy() {
    return remedy;
  }

  /** A breach of this rule at a site. */
  Problem problem(Site site, String value, String message) {
    return problem(severity, site.path(), site.line(), site.column(), value, message);
  }

  Problem problem(
      ProblemSeverity gravity, String path, int line, int column, String value, String message) {
    return new Problem(id, gravity, line, column, path, cut(value), message, remedy, section);
  }

  /** The value as a problem shows it: at most 120 characters. */
  static String cut(String value) {
    if (value.length() <= VALUE_LENGTH_MAX) {
      return value;
    }
    int end = VALUE_LENGTH_MAX;
    if (Character.isHighSurrogate(value.charAt(end - 1))) {
      end--;
    }
    return value.substring(0, end) + "…";
  }
}
