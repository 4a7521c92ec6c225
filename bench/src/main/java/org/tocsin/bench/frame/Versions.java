// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was measured with what: the JDK, and every library on the class path by its file's name. */
public final class Versions {
  private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[^/]*)\\.jar");

  private Versions() {}

  /** Name to version, in alphabetical order. */
  public static Map<String, Object> here() {
    Map<String, Object> versions = new TreeMap<>();
    versions.put("jdk", Runtime.version() + " " + System.getProperty("java.vm.vendor"));
    // One jar names the others in its manifest when the launcher starts us.
    File app = new File(System.getProperty("java.class.path").split(File.pathSeparator, 2)[0]);
    String[] beside = new File(app.getParentFile(), "lib").list();
    String[] paths =
        beside == null ? System.getProperty("java.class.path").split(File.pathSeparator) : beside;
    for (String path : paths) {
      Matcher jar = JAR.matcher(new File(path).getName());
      if (jar.matches()) {
        versions.put(jar.group(1), jar.group(2));
      }
    }
    return versions;
  }
}
