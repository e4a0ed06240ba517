package dev.genesis.harness.sandbox.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/**
 * Debian's Alertmanager reads its default templates from an absolute path below {@code /usr/share},
 * which is not there when the package was only unpacked, and it has no flag for it. So the path in
 * the unpacked executable is replaced by one of the same length that leads through a file
 * descriptor, and a wrapper opens the unpacked folder as that descriptor.
 */
final class Relocation {
  private static final String BUILT_IN = "/usr/share/prometheus/alertmanager";
  private static final int DESCRIPTOR = 9;
  private static final String WRAPPER =
      """
      #!/bin/sh
      here=${0%%/*}
      exec %d<"$here/../share/prometheus/alertmanager"
      exec "$here/%s" "$@"
      """;

  private Relocation() {}

  /** Relocates an unpacked Alertmanager; a package without that path in it is left as it is. */
  static void apply(Path root) throws IOException {
    Path program = root.resolve("usr/bin/prometheus-alertmanager");
    if (!Files.isRegularFile(program) || !Files.isDirectory(root.resolve(BUILT_IN.substring(1)))) {
      return;
    }
    byte[] content = Files.readAllBytes(program);
    if (!replaceAll(content, bytes(BUILT_IN), bytes(samePathThroughDescriptor()))) {
      return;
    }
    String name = "alertmanager-relocated";
    Path relocated = program.resolveSibling(name);
    Files.move(program, relocated, StandardCopyOption.REPLACE_EXISTING);
    Files.write(relocated, content);
    Files.writeString(program, WRAPPER.formatted(DESCRIPTOR, name));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Padded with {@code /.}, which names the same folder. */
  private static String samePathThroughDescriptor() {
    StringBuilder path = new StringBuilder("/proc/self/fd/" + DESCRIPTOR);
    while (path.length() + 2 <= BUILT_IN.length()) {
      path.append("/.");
    }
    return path.length() < BUILT_IN.length() ? path.append('/').toString() : path.toString();
  }

  private static boolean replaceAll(byte[] content, byte[] wanted, byte[] replacement) {
    boolean found = false;
    for (int i = 0; i + wanted.length <= content.length; i++) {
      if (content[i] == wanted[0]
          && Arrays.equals(content, i, i + wanted.length, wanted, 0, wanted.length)) {
        System.arraycopy(replacement, 0, content, i, replacement.length);
        found = true;
      }
    }
    return found;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
