package com.ecompulse.pipeline.ingest;

import com.ecompulse.pipeline.config.PipelineConfig;
import io.netty.channel.Channel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Closes a connection that brings no request in time: from its opening, and from each answer, it
 * has so long to bring the whole head of the next. The idle time-out alone begins anew with every
 * byte, and who sends one now and then would hold the connection for ever.
 *
 * <p>Neither Quarkus nor Vert.x shows a connection before its first request. So each event loop
 * looks through the channels that it serves; requests tell which of these are at work.
 */
@Singleton
class HeadTimeout {
  /** Before all that might answer a request. */
  private static final int PRIORITY = 1_000;

  private static final long LOOK_EVERY_MILLIS = 500;

  private final Vertx vertx;
  private final Duration timeout;
  private final Map<Channel, Wait> waits = new ConcurrentHashMap<>();
  private long timer;

  HeadTimeout(Vertx vertx, PipelineConfig config) {
    this.vertx = vertx;
    this.timeout = config.ingest().headTimeout();
  }

  void install(@Observes Filters filters) {
    filters.register(this::headCame, PRIORITY);
    timer = vertx.setPeriodic(LOOK_EVERY_MILLIS, now -> look());
  }

  void install(@Observes ManagementInterface management) {
    management.router().route().order(-PRIORITY).handler(this::headCame);
  }

  @PreDestroy
  void stop() {
    vertx.cancelTimer(timer);
  }

  private void headCame(RoutingContext context) {
    Wait wait = waitOf(((ConnectionBase) context.request().connection()).channel());
    wait.requestStarted();
    context.addEndHandler(answered -> wait.requestEnded());
    context.next();
  }

  private Wait waitOf(Channel connection) {
    return waits.computeIfAbsent(connection, opened -> new Wait());
  }

  private void look() {
    waits.keySet().removeIf(connection -> !connection.isOpen());
    for (EventExecutor eventLoop : ((VertxInternal) vertx).getEventLoopGroup()) {
      eventLoop.execute(() -> look((SingleThreadEventLoop) eventLoop));
    }
  }

  /** On that event loop, to which its channels belong. */
  private void look(SingleThreadEventLoop eventLoop) {
    List<Channel> late = new ArrayList<>();
    eventLoop
        .registeredChannelsIterator()
        .forEachRemaining(
            channel -> {
              boolean isServed = channel.parent() != null;
              if (isServed && waitOf(channel).isLongerThan(timeout)) {
                late.add(channel);
              }
            });
    late.forEach(Channel::close);
  }

  /** A connection's wait for a request. */
  private static final class Wait {
    private final AtomicInteger requests = new AtomicInteger();
    private volatile long sinceNanos = System.nanoTime();

    void requestStarted() {
      requests.incrementAndGet();
    }

    void requestEnded() {
      sinceNanos = System.nanoTime();
      requests.decrementAndGet();
    }

    boolean isLongerThan(Duration timeout) {
      return requests.get() == 0 && System.nanoTime() - sinceNanos > timeout.toNanos();
    }
  }
}
