// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.tocsin.server.deliver.chat.ChatSettings;
import org.tocsin.server.deliver.ntfy.NtfySettings;

/** FEATURE UNDER TEST: the settings of ntfy and of chats, their names and what they refuse. */
class PostingSettingsTest {

  @Test
  void nothingNeedsToBeSet() {
    assertThat(bound("tocsin.ntfy", NtfySettings.class, Map.of()))
        .isEqualTo(new NtfySettings(4, List.of()));
    assertThat(bound("tocsin.chat", ChatSettings.class, Map.of()))
        .isEqualTo(new ChatSettings(2, List.of()));
  }

  @Test
  void tokensAreListedByServerAndNotShown() {
    NtfySettings ntfy =
        bound(
            "tocsin.ntfy",
            NtfySettings.class,
            Map.of(
                "tocsin.ntfy.workers", "7", "tocsin.ntfy.tokens", "a.example=tk_1,b.example=tk_2"));
    ChatSettings chat =
        bound(
            "tocsin.chat",
            ChatSettings.class,
            Map.of("tocsin.chat.workers", "3", "tocsin.chat.matrix-tokens", "a.example=syt_1"));
    assertThat(ntfy).isEqualTo(new NtfySettings(7, List.of("a.example=tk_1", "b.example=tk_2")));
    assertThat(chat).isEqualTo(new ChatSettings(3, List.of("a.example=syt_1")));
    assertThat(ntfy + " " + chat).doesNotContain("tk_", "syt_");
  }

  @Test
  void whatIsOutOfRangeStopsTheStart() {
    assertThatThrownBy(() -> new NtfySettings(0, List.of()))
        .hasMessageContaining("tocsin.ntfy.workers is 0");
    assertThatThrownBy(() -> new ChatSettings(101, List.of()))
        .hasMessageContaining("tocsin.chat.workers is 101");
    assertThatThrownBy(() -> new NtfySettings(1, List.of("tk_secret")))
        .hasMessageContaining("tocsin.ntfy.tokens: entry 1")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> new ChatSettings(1, List.of("syt_secret")))
        .hasMessageContaining("tocsin.chat.matrix-tokens: entry 1")
        .hasMessageNotContaining("secret");
  }

  private static <T> T bound(String prefix, Class<T> type, Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate(prefix, type);
  }
}
