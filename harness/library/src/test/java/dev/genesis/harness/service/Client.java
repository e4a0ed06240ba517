package dev.genesis.harness.service;

import io.restassured.response.Response;

/** The two ways to talk to a service, so that what holds for one is shown for the other. */
enum Client {
  LIGHT {
    @Override
    Got send(Services services, String name, Caller caller, String method, String path) {
      HttpAnswer answer = services.http(name, caller).send(method, path, java.util.Map.of(), null);
      return new Got(answer.status(), answer.body());
    }
  },
  REST_ASSURED {
    @Override
    Got send(Services services, String name, Caller caller, String method, String path) {
      Response response = services.restAssured(name, caller).request(method, path);
      return new Got(response.statusCode(), response.asString());
    }
  };

  record Got(int status, String body) {}

  abstract Got send(Services services, String name, Caller caller, String method, String path);

  Got get(Services services, String name, Caller caller, String path) {
    return send(services, name, caller, "GET", path);
  }
}
