// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import org.tocsin.server.warn.ChannelPreview.Shown;

/** How a channel lays out a parcel, to be shown before anything is approved; sends nothing. */
public interface ParcelPreview {

  /** What somebody would read or hear of this parcel. */
  Shown shown(Parcel parcel);
}
