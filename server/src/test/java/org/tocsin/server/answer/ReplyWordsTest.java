// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEATURE UNDER TEST: what people write back is understood, and help never missed. */
class ReplyWordsTest {

  @ParameterizedTest
  @CsvSource({
    "1, SAFE",
    "' 1. ', SAFE",
    "OK, SAFE",
    "I'm safe!, SAFE",
    "Я в безопасности, SAFE",
    "в безпеці, SAFE",
    "Ich bin in Sicherheit, SAFE",
    "en sécurité, SAFE",
    "estoy a salvo, SAFE",
    "2, NEED_HELP",
    "HELP, NEED_HELP",
    "please help us, NEED_HELP",
    "Нужна помощь, NEED_HELP",
    "Hilfe!, NEED_HELP",
    "J'ai besoin d'aide, NEED_HELP",
    "au secours, NEED_HELP",
    "Necesito ayuda, NEED_HELP",
    "I am not safe, NEED_HELP",
    "we aren't ok, NEED_HELP",
    "я не в безопасности, NEED_HELP",
    "unsafe here, NEED_HELP",
    "I am safe but he needs help, NEED_HELP",
    "It is wrong, DISPUTED",
    "Хочу знать больше, ASKS_MORE",
    "Ich handle, ACTING",
    "who is this?, ACKNOWLEDGED",
    "12, ACKNOWLEDGED",
    "'', ACKNOWLEDGED",
  })
  void aReplyMeans(String text, AnswerKind kind) {
    assertThat(ReplyWords.kind(text)).isEqualTo(kind);
  }
}
