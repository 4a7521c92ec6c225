// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import java.util.Set;

/** Words that give nothing away alone, and what is left of a word without its endings. */
final class Terms {

  private static final Set<String> COMMON =
      keys(
          "a an the and or but if of in on at to by for from with without as is are was were be been"
              + " being it its this that these those there here he she they them his her their we us our"
              + " you your i me my who whom whose which what when where why how not no nor so than then"
              + " too very can could may might must shall should will would do does did done have has had"
              + " having about above after again all also any around because before below between both"
              + " during each few further into just more most much near next off once only other out over"
              + " own per same some such under until up upon while within less least every some many"
              + " people persons person man men woman women said says say told tell new now today please"
              + " стоп это что как для при или нет они она его все уже");

  /** Words that are names only together with others. */
  private static final Set<String> GENERIC =
      keys(
          "security service services federal national state ministry minister agency embassy office"
              + " police president general director department government army forces force group"
              + " organisation organization province city town hall north south east west northern"
              + " southern eastern western central region district street station airport university"
              + " campus court party union republic united intelligence interior defence defense foreign"
              + " council committee commission bureau unit team source sources report reports attack"
              + " warning concert concerts centre center monday tuesday wednesday thursday friday"
              + " saturday sunday january february march april june july august september october"
              + " november december islamic");

  private Terms() {}

  private static Set<String> keys(String words) {
    return java.util.Arrays.stream(words.split(" "))
        .map(Clean::key)
        .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }

  static boolean isCommon(String key) {
    return COMMON.contains(key);
  }

  static boolean isGeneric(String key) {
    return GENERIC.contains(key) || COMMON.contains(key);
  }

  /** Whether a word alone could give something away. */
  static boolean isContent(String key) {
    return key.length() >= 4 && !COMMON.contains(key);
  }

  static String stem(String key) {
    for (String ending : new String[] {"ings", "ing", "ers", "ed", "es", "er", "s"}) {
      if (key.length() >= ending.length() + 4 && key.endsWith(ending)) {
        return key.substring(0, key.length() - ending.length());
      }
    }
    return key.endsWith("e") && key.length() >= 5 ? key.substring(0, key.length() - 1) : key;
  }
}
