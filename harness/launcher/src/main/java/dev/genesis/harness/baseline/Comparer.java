package dev.genesis.harness.baseline;

import dev.genesis.harness.baseline.Comparison.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Compares durations with those of a baseline, check by check, on a logarithmic scale: durations
 * are spread by factors, and a slowdown is one.
 *
 * <p>A check is slower (faster) when the estimate lies beyond the bound of equivalence and the
 * whole confidence interval on that side of no change. The intervals hold together, for all checks
 * at once (Bonferroni): when nothing changed, at most one comparison in twenty has a false alarm,
 * whatever the number of checks. That no alarm means something is seen to by the number of samples:
 * with fewer than it takes to find a slowdown of 20 % in 95 of 100 cases, the verdict is {@link
 * Verdict#TOO_FEW} and says how many it takes.
 */
public final class Comparer {
  /** The name of what is said of all checks together. */
  public static final String OVERALL = "overall";

  /** The plan's: within 10 % of the baseline. */
  private static final double BOUND = 0.10;

  private static final double SLOWDOWN_TO_FIND = 1.2;

  /** A shade below the 5 % that are promised: the normal approximation errs on the loud side. */
  private static final double FALSE_ALARMS = 0.045;

  private static final double FOUND = 0.95;

  /** What the estimate loses against the mean, for normal data: 3 / pi. */
  private static final double EFFICIENCY = 3 / Math.PI;

  /** Below this a spread cannot be told. */
  private static final int FEWEST = 5;

  private static final int NEVER = Integer.MAX_VALUE;

  private Comparer() {}

  /**
   * Compares every check that is in both.
   *
   * @param before durations in seconds by check id
   * @return by check id, and {@link #OVERALL} first
   */
  public static List<Comparison> compare(
      Map<String, double[]> before, Map<String, double[]> after) {
    NavigableMap<String, double[]> common = new TreeMap<>(before);
    common.keySet().retainAll(after.keySet());
    if (common.isEmpty()) {
      return List.of();
    }
    double z = reach(common.size());
    List<Comparison> each = new ArrayList<>();
    common.forEach(
        (check, durations) -> {
          double[] now = after.getOrDefault(check, new double[0]);
          each.add(single(check, durations, now, z));
        });
    List<Comparison> all = new ArrayList<>();
    all.add(overall(each, z));
    all.addAll(each);
    return all;
  }

  /**
   * How many standard deviations an interval reaches to each side so that those of all checks hold
   * together; one-sided, since an alarm is "slower" or "faster".
   */
  static double reach(int checks) {
    return quantile(1 - FALSE_ALARMS / checks);
  }

  /** One check's durations in seconds. */
  static Comparison single(String check, double[] before, double[] after, double z) {
    return one(check, logarithms(before), logarithms(after), z);
  }

  private static Comparison one(String check, double[] before, double[] after, double z) {
    if (before.length < FEWEST || after.length < FEWEST) {
      return new Comparison(
          check,
          Verdict.TOO_FEW,
          Double.NaN,
          0,
          Double.POSITIVE_INFINITY,
          before.length,
          after.length,
          needed(1, before.length, z));
    }
    HodgesLehmann shift = HodgesLehmann.between(before, after, z);
    double spread = Math.max(spread(before), spread(after));
    int needed = needed(spread, before.length, z);
    return judged(check, shift, before.length, after.length, needed);
  }

  private static Comparison judged(
      String name, HodgesLehmann shift, int before, int after, int needed) {
    double ratio = Math.exp(shift.shift());
    Verdict verdict;
    if (shift.low() > 0 && ratio > 1 + BOUND) {
      verdict = Verdict.SLOWER;
    } else if (shift.high() < 0 && ratio < 1 - BOUND) {
      verdict = Verdict.FASTER;
    } else {
      verdict = after < needed ? Verdict.TOO_FEW : Verdict.WITHIN;
    }
    return new Comparison(
        name, verdict, ratio, Math.exp(shift.low()), Math.exp(shift.high()), before, after, needed);
  }

  /** The mean of all shifts: what every check has in common stands out of their noise. */
  private static Comparison overall(List<Comparison> each, double z) {
    List<Comparison> usable =
        each.stream().filter(c -> Double.isFinite(c.high()) && c.low() > 0).toList();
    int before = each.stream().mapToInt(Comparison::before).sum();
    int after = each.stream().mapToInt(Comparison::after).sum();
    if (usable.isEmpty()) {
      return new Comparison(
          OVERALL, Verdict.TOO_FEW, Double.NaN, 0, Double.POSITIVE_INFINITY, before, after, NEVER);
    }
    double mean = usable.stream().mapToDouble(c -> Math.log(c.ratio())).average().orElse(0);
    double variance =
        usable.stream()
            .mapToDouble(c -> (Math.log(c.high()) - Math.log(c.low())) / (2 * z))
            .map(deviation -> deviation * deviation)
            .sum();
    double error = Math.sqrt(variance) / usable.size();
    double reach = quantile(1 - FALSE_ALARMS / 2) * error;
    HodgesLehmann shift = new HodgesLehmann(mean, mean - reach, mean + reach);
    return judged(OVERALL, shift, before, after, 0);
  }

  /**
   * How many samples it takes now: both errors' quantiles have to fit between no change and the
   * slowdown that is to be found.
   */
  private static int needed(double spread, int before, double z) {
    double both = z + quantile(FOUND);
    double slowdown = Math.log(SLOWDOWN_TO_FIND);
    double share = slowdown * slowdown / (both * both * spread * spread / EFFICIENCY);
    double left = before == 0 ? 0 : share - 1.0 / before;
    return left <= 0 ? NEVER : (int) Math.ceil(1 / left);
  }

  /** The standard deviation, from the middle half of the values: an outlier is not a spread. */
  private static double spread(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double quarter = sorted[sorted.length / 4];
    double threeQuarters = sorted[sorted.length - 1 - sorted.length / 4];
    return (threeQuarters - quarter) / (2 * quantile(0.75));
  }

  private static double[] logarithms(double[] seconds) {
    // what took no measurable time took a microsecond at most
    return Arrays.stream(seconds).map(s -> Math.log(Math.max(s, 1e-6))).toArray();
  }

  private static double quantile(double share) {
    return new NormalDistribution(null, 0, 1).inverseCumulativeProbability(share);
  }
}
