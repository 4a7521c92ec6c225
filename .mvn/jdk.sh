#!/bin/sh
# Prints the home of a JDK 25 or newer, or says what to install. Reads `release` files; starts no JVM.
for d in "${JAVA_HOME:-/none}" "$(dirname "$(dirname "$(readlink -f "$(command -v javac 2>/dev/null || echo /none/bin/javac)")")")" \
  /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
  /Library/Java/JavaVirtualMachines/*/Contents/Home; do
  [ -x "$d/bin/javac" ] && [ -r "$d/release" ] || continue
  v=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$d/release")
  [ "${v:-0}" -ge 25 ] && { echo "$d"; exit 0; }
done
cat >&2 <<'EOT'
Tocsin needs a JDK 25 or newer and found none in JAVA_HOME, on the PATH or in the usual folders.
Install one, for example Eclipse Temurin 25 (package temurin-25-jdk) or OpenJDK 25 (package openjdk-25-jdk),
or set JAVA_HOME to the folder of one that you have; then run the same command again.
EOT
exit 1
