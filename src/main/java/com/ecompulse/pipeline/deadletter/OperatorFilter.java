package com.ecompulse.pipeline.deadletter;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Stands before what is for operators only, and lets no cache keep what they are answered. */
@Provider
@OperatorsOnly
@Singleton
class OperatorFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private final Operators operators;

  OperatorFilter(Operators operators) {
    this.operators = operators;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    operators.admit(request.getHeaderString(HttpHeaders.AUTHORIZATION));
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
