package dev.genesis.harness.sandbox.trial;

import java.util.function.Function;
import java.util.function.Predicate;
import org.hamcrest.Description;
import org.hamcrest.TypeSafeMatcher;

/** A condition that says what kept it from being met, which a plain predicate cannot. */
final class Described<T> extends TypeSafeMatcher<T> {
  private final Predicate<T> condition;
  private final Function<T, String> mismatch;

  Described(Predicate<T> condition, Function<T, String> mismatch) {
    this.condition = condition;
    this.mismatch = mismatch;
  }

  @Override
  protected boolean matchesSafely(T item) {
    return condition.test(item);
  }

  @Override
  protected void describeMismatchSafely(T item, Description description) {
    description.appendText(mismatch.apply(item));
  }

  @Override
  public void describeTo(Description description) {
    description.appendText("the expected checks, and no others");
  }
}
