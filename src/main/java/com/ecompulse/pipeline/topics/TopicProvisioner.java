package com.ecompulse.pipeline.topics;

import com.ecompulse.pipeline.config.Channels;
import com.ecompulse.pipeline.config.PipelineConfig;
import com.ecompulse.pipeline.kafka.AdminClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;

/**
 * Sees to it, in the background, that the topics are there, and holds what is wrong with them.
 *
 * <p>Missing topics are made where the configuration says so; one that stands is never changed.
 * While brokers are away, a topic cannot be made, or one that events pass is missing or refused, it
 * looks again soon; otherwise every minute.
 */
@ApplicationScoped
class TopicProvisioner {

  private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
  private static final Duration LAST_BACK_OFF = Duration.ofSeconds(15);
  private static final Duration MISSING_CHECK = Duration.ofSeconds(1);
  private static final Duration ROUTINE_CHECK = Duration.ofMinutes(1);

  private static final Logger LOG = Logger.getLogger(TopicProvisioner.class);

  private final Supplier<Admin> admins;
  private final boolean provision;
  private final short replicas;
  private final List<TopicSpec> specs;
  private final Set<Role> roles;
  private final KnownTopics known;
  private final TopicCreation creation = new TopicCreation();

  private volatile Optional<TopicFindings> findings = Optional.empty();
  private volatile Optional<Throwable> trouble = Optional.empty();
  private volatile Cancellable checks = () -> {};

  @Inject
  TopicProvisioner(
      AdminClients admins, PipelineConfig config, KnownTopics known, MeterRegistry meters) {
    this(
        admins::make,
        config.topics().provision(),
        config.topics().replicationFactor(),
        TopicSpec.all(config.processor().enabled(), config.enrichment()),
        Role.of(config),
        known,
        meters);
  }

  /**
   * @param admins makes a client for each look
   */
  TopicProvisioner(
      Supplier<Admin> admins,
      boolean provision,
      short replicas,
      List<TopicSpec> specs,
      Set<Role> roles,
      KnownTopics known,
      MeterRegistry meters) {
    this.admins = admins;
    this.provision = provision;
    this.replicas = replicas;
    this.specs = specs;
    this.roles = roles;
    this.known = known;
    new TopicGauges(this, roles).register(meters);
  }

  /** All topics that are looked at. */
  List<TopicSpec> specs() {
    return specs;
  }

  /** What the last look found; nothing before the first. */
  Optional<TopicFindings> findings() {
    return findings;
  }

  /** Whether this process' roles have the topics that they need; not before the first look. */
  boolean eventsCanPass() {
    return findings.map(found -> found.eventsCanPass(roles)).orElse(false);
  }

  /** Whether the last look came to nothing. */
  boolean isUntold() {
    return trouble.isPresent();
  }

  /**
   * Why the last look came to nothing, or missing topics are not made; nothing where all is well.
   */
  Optional<Throwable> trouble() {
    return trouble.or(creation::trouble);
  }

  void begin(@Observes @Priority(Channels.BEFORE) StartupEvent started) {
    begin();
  }

  void end(@Observes ShutdownEvent stopping) {
    end();
  }

  /** Starts looking, and returns at once. */
  void begin() {
    checks =
        check()
            .onItem()
            .invoke(this::hold)
            .onFailure()
            .invoke(this::tellOnce)
            .onFailure()
            .retry()
            .withBackOff(FIRST_BACK_OFF, LAST_BACK_OFF)
            .indefinitely()
            .onItem()
            .delayIt()
            .until(found -> after(untilNextCheck(found)))
            .repeat()
            .indefinitely()
            .subscribe()
            .with(found -> {}, failure -> LOG.error("topics are no longer checked", failure));
  }

  void end() {
    checks.cancel();
  }

  private Uni<TopicFindings> check() {
    return Uni.createFrom()
        .item(admins)
        // Resolving the brokers' names may block.
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .onItem()
        .transformToUni(this::check);
  }

  private Uni<TopicFindings> check(Admin admin) {
    TopicInspection inspection = new TopicInspection(admin, replicas, specs, roles);
    CompletionStage<TopicFindings> look = inspection.look().whenComplete(known::lookEnded);
    if (provision) {
      look = look.thenCompose(found -> creation.of(inspection, found));
    }
    // Closed when the look has ended, cancelled or not: closed before, it would fail the look, and
    // Mutiny would log an error that nobody awaits.
    look.whenComplete((found, failure) -> admin.close(Duration.ZERO));
    return Uni.createFrom().completionStage(look);
  }

  private Duration untilNextCheck(TopicFindings found) {
    if (creation.trouble().isPresent()) {
      return creation.backOff(FIRST_BACK_OFF, LAST_BACK_OFF);
    }
    return found.eventsCanPass() ? ROUTINE_CHECK : MISSING_CHECK;
  }

  /** Keeps what a look found, logs what is new of it, and lets those go on who wait for it. */
  void hold(TopicFindings found) {
    if (trouble.isPresent()) {
      LOG.info("topics are checked again");
    }
    TopicNews.tell(found, findings, specs.size());
    findings = Optional.of(found);
    trouble = Optional.empty();
    known.found(found);
  }

  /** One line for as long as the trouble lasts. */
  void tellOnce(Throwable failure) {
    if (trouble.isEmpty()) {
      LOG.warnf("topics cannot be checked, trying again: cause=%s", failure);
    }
    trouble = Optional.of(failure);
  }

  private static Uni<Void> after(Duration delay) {
    return Uni.createFrom().voidItem().onItem().delayIt().by(delay);
  }
}
