package dev.genesis.harness.run;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** What the bytes of a class tell when the class itself can't be loaded. */
final class ClassFile {
  private static final Pattern NAMED_LIKE_CHECKS =
      Pattern.compile(".*(Test|Tests|TestCase|IT|Check|Checks|Spec)|(.*[.$])?Test[^.]*");

  private ClassFile() {}

  /** Reads them when they are needed. */
  @FunctionalInterface
  interface Bytes {
    byte[] read() throws IOException;
  }

  /**
   * Whether there may be checks in it: it is named like it, or it uses an annotation that makes a
   * test. A library class that lacks an optional dependency is no news.
   */
  static boolean mayHoldChecks(String name, byte[] bytes, ClassLoader loader) {
    if (NAMED_LIKE_CHECKS.matcher(name).matches()) {
      return true;
    }
    try {
      for (String text : texts(bytes)) {
        if (text.startsWith("L") && text.endsWith(";") && isTestable(text, loader)) {
          return true;
        }
      }
      return false;
    } catch (IOException | RuntimeException e) {
      return true; // no class file at all: better named than lost
    }
  }

  private static boolean isTestable(String descriptor, ClassLoader loader) {
    String name = descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
    if (name.startsWith("java.")) {
      return false;
    }
    try {
      Class<?> type = Class.forName(name, false, loader);
      return Annotation.class.isAssignableFrom(type)
          && AnnotationSupport.isAnnotated(type, Testable.class);
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** The texts of the constant pool. */
  private static List<String> texts(byte[] bytes) throws IOException {
    List<String> texts = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      in.skipNBytes(8);
      int count = in.readUnsignedShort();
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case 1 -> texts.add(in.readUTF());
          case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
          case 5, 6 -> {
            in.skipNBytes(8);
            i++;
          }
          case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
          case 15 -> in.skipNBytes(3);
          default -> throw new IOException("unknown constant " + tag);
        }
      }
    }
    return texts;
  }
}
