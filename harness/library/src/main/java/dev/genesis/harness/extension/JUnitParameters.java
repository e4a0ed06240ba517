package dev.genesis.harness.extension;

import dev.genesis.harness.config.Settings;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Remembers the JUnit configuration parameters of the test run. An extension can ask for one by
 * name but not for all there are, and the names of services are anybody's.
 */
public final class JUnitParameters implements TestExecutionListener {
  private static volatile Map<String, String> ofThisRun = Map.of();

  static Map<String, String> ofThisRun() {
    return ofThisRun;
  }

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    ConfigurationParameters parameters = plan.getConfigurationParameters();
    Map<String, String> ours = new TreeMap<>();
    for (String name : parameters.keySet()) {
      // a system property is no parameter, though JUnit finds it when asked by name
      if (name.startsWith(Settings.PREFIX) && System.getProperty(name) == null) {
        parameters.get(name).ifPresent(text -> ours.put(name, text));
      }
    }
    ofThisRun = Map.copyOf(ours);
  }
}
