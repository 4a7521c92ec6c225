// SPDX-License-Identifier: Apache-2.0
/**
 * The channels {@code slack}, {@code teams}, {@code mattermost} and {@code matrix}: warnings into
 * rooms where people talk.
 *
 * <p>Four services, one frame ({@code ChatChannel}); each service is one class that says how its
 * addresses look, writes its body and reads its answer. None lets the words of a warning call
 * people together: what would be a mention or markup there is defused ({@code Words}).
 *
 * <p>The address of an incoming webhook is a secret: whoever has it can write into the room. It is
 * in no log, no reason and no entry of the record.
 */
@NullMarked
package org.tocsin.server.deliver.chat;

import org.jspecify.annotations.NullMarked;
