package com.ecompulse.pipeline.deadletter;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import com.ecompulse.pipeline.ingest.WithoutBroker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No token, no operators. */
@QuarkusTest
@TestProfile(WithoutBroker.class)
class OperatorsOffTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "/counts", "/0/0", "/replays/x"})
  void withoutATokenNobodyIsShownAnything(String path) {
    given()
        .header("Authorization", "Bearer ")
        .get("/dead-letters" + path)
        .then()
        .statusCode(404)
        .body("code", equalTo("operators-off"))
        .body("detail", equalTo("set pipeline.operators.token"));
  }
}
