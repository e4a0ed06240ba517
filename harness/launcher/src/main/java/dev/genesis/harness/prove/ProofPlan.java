package dev.genesis.harness.prove;

import dev.genesis.harness.sandbox.fault.WireFault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which runs it takes. In each round one fault is in force at some services, and only checks run
 * that talk to exactly one of these, so that a failure has one cause. As many services as possible
 * share a round: a suite whose checks talk to one service each needs one run per fault.
 */
final class ProofPlan {
  /** One run: the fault, where it is in force, and the ids of the checks that run. */
  record Round(WireFault fault, SortedSet<String> services, SortedSet<String> checks) {}

  private ProofPlan() {}

  /** The rounds for these faults, where each check talks to these services. */
  static List<Round> rounds(
      Map<String, Set<String>> servicesByCheck, Collection<WireFault> faults) {
    List<Map.Entry<SortedSet<String>, SortedSet<String>>> groups = groups(servicesByCheck);
    List<Round> rounds = new ArrayList<>();
    for (WireFault fault : faults) {
      groups.forEach(group -> rounds.add(new Round(fault, group.getKey(), group.getValue())));
    }
    return rounds;
  }

  /** Sets of services that can be ill together, with the checks for which that is one cause. */
  private static List<Map.Entry<SortedSet<String>, SortedSet<String>>> groups(
      Map<String, Set<String>> servicesByCheck) {
    Map<String, Set<String>> open = new TreeMap<>();
    servicesByCheck.forEach(
        (check, services) -> {
          if (!services.isEmpty()) {
            open.put(check, new TreeSet<>(services));
          }
        });
    List<Map.Entry<SortedSet<String>, SortedSet<String>>> groups = new ArrayList<>();
    while (!open.isEmpty()) {
      Map<String, String> chosen = new LinkedHashMap<>();
      SortedSet<String> ill = new TreeSet<>();
      for (Map.Entry<String, Set<String>> entry : open.entrySet()) {
        String service = entry.getValue().iterator().next();
        if (fits(service, entry.getKey(), ill, chosen, servicesByCheck)) {
          ill.add(service);
          chosen.put(entry.getKey(), service);
        }
      }
      chosen.forEach(
          (check, service) -> {
            Set<String> left = open.getOrDefault(check, Set.of());
            left.remove(service);
            if (left.isEmpty()) {
              open.remove(check);
            }
          });
      groups.add(Map.entry(ill, new TreeSet<>(chosen.keySet())));
    }
    return groups;
  }

  /** Whether the check and all that were chosen would have one ill service each. */
  private static boolean fits(
      String service,
      String check,
      Set<String> ill,
      Map<String, String> chosen,
      Map<String, Set<String>> servicesByCheck) {
    Set<String> together = new TreeSet<>(ill);
    together.add(service);
    return only(together, service, servicesByCheck.getOrDefault(check, Set.of()))
        && chosen.entrySet().stream()
            .allMatch(
                e ->
                    only(
                        together,
                        e.getValue(),
                        servicesByCheck.getOrDefault(e.getKey(), Set.of())));
  }

  private static boolean only(Set<String> ill, String service, Set<String> talkedTo) {
    return talkedTo.stream().filter(ill::contains).allMatch(service::equals);
  }
}
