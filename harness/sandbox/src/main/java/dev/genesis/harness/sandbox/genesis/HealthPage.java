package dev.genesis.harness.sandbox.genesis;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * What {@code /health} answers.
 *
 * @param status of HTTP
 */
record HealthPage(int status, String body) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static HealthPage of(String version, Set<Fault> faults) {
    if (faults.contains(Fault.HEALTH_GARBAGE)) {
      return new HealthPage(200, "<html><body>It works!</body></html>");
    }
    ObjectNode components = JSON.createObjectNode();
    boolean healthy = true;
    for (Component component : Component.values()) {
      boolean good = component.healthy(faults);
      healthy &= good;
      if (component != Component.OBSERVABILITY || !faults.contains(Fault.MISSING_COMPONENT)) {
        components.putObject(component.label()).put("status", good ? "healthy" : "unhealthy");
      }
    }
    boolean contradicts = faults.contains(Fault.HEALTH_CONTRADICTS);
    ObjectNode page = JSON.createObjectNode();
    page.put("status", healthy && !contradicts ? "healthy" : "unhealthy");
    if (!faults.contains(Fault.NO_VERSION)) {
      page.put("version", faults.contains(Fault.WRONG_VERSION) ? "0.0.0-unknown" : version);
    }
    page.set("components", components);
    return new HealthPage(healthy ? 200 : 503, page.toString());
  }
}
