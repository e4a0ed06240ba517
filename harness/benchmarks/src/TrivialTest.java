import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import java.util.stream.IntStream;

/** Ten thousand four hundred and forty tests that do nothing: what remains is the counting. */
class TrivialTest {
  static IntStream numbers() {
    return IntStream.range(0, Integer.getInteger("trivial.tests", 10_440) / 8);
  }

  @ParameterizedTest @MethodSource("numbers") void one(int n) {}
  @ParameterizedTest @MethodSource("numbers") void two(int n) {}
  @ParameterizedTest @MethodSource("numbers") void three(int n) {}
  @ParameterizedTest @MethodSource("numbers") void four(int n) {}
  @ParameterizedTest @MethodSource("numbers") void five(int n) {}
  @ParameterizedTest @MethodSource("numbers") void six(int n) {}
  @ParameterizedTest @MethodSource("numbers") void seven(int n) {}
  @ParameterizedTest @MethodSource("numbers") void eight(int n) {}
}
