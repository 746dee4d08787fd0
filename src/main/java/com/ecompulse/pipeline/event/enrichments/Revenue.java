package com.ecompulse.pipeline.event.enrichments;

import com.ecompulse.pipeline.event.Decimals;
import com.ecompulse.pipeline.event.Enrichment;
import com.ecompulse.pipeline.event.EventContext;
import com.ecompulse.pipeline.event.JsonValue;
import com.ecompulse.pipeline.event.KnownMember;
import com.ecompulse.pipeline.event.MemberWriter;
import com.ecompulse.pipeline.event.RawEvent;
import java.math.BigDecimal;
import java.util.function.Function;

/**
 * What an event is worth, in exact decimals without trailing zeros: a {@code purchase} its {@code
 * total_amount}, an {@code add_to_cart} a tenth of price times quantity (one where none is told;
 * the catalogue's price, if there is one, where the event has none), anything else and anything
 * without a price 0. {@code currency} is the event's own, and left out where it is no string of 1
 * to 16 characters: longer ones name no currency.
 */
public final class Revenue implements Enrichment {

  private static final BigDecimal CART_SHARE = new BigDecimal("0.1");
  private static final int MAX_DIGITS = 64;
  private static final int MAX_CURRENCY_LENGTH = 16;

  private final Function<String, BigDecimal> cataloguePrices;

  /** Without a catalogue. */
  public Revenue() {
    this(productId -> null);
  }

  /**
   * @param cataloguePrices a product's price by its id, or null
   */
  public Revenue(Function<String, BigDecimal> cataloguePrices) {
    this.cataloguePrices = cataloguePrices;
  }

  @Override
  public String name() {
    return "revenue";
  }

  @Override
  public void write(RawEvent event, EventContext context, MemberWriter members) {
    members.number("event_revenue", plain(revenue(event)));
    JsonValue currency = event.get(KnownMember.CURRENCY);
    if (currency.isNonEmptyString() && currency.text().length() <= MAX_CURRENCY_LENGTH) {
      members.string("currency", currency.text());
    }
  }

  private BigDecimal revenue(RawEvent event) {
    return switch (event.eventType()) {
      case "purchase" -> amount(event, KnownMember.TOTAL_AMOUNT, BigDecimal.ZERO);
      case "add_to_cart" ->
          CART_SHARE
              .multiply(price(event))
              .multiply(amount(event, KnownMember.QUANTITY, BigDecimal.ONE));
      default -> BigDecimal.ZERO;
    };
  }

  private BigDecimal price(RawEvent event) {
    JsonValue product = event.get(KnownMember.PRODUCT_ID);
    if (event.get(KnownMember.PRICE).isMissing() && product.isNonEmptyString()) {
      BigDecimal known = cataloguePrices.apply(product.text());
      return known == null ? BigDecimal.ZERO : known;
    }
    return amount(event, KnownMember.PRICE, BigDecimal.ZERO);
  }

  /** Refuses a number whose plain form could grow without bound, such as {@code 1e999999999}. */
  private static BigDecimal amount(RawEvent event, KnownMember member, BigDecimal whereMissing) {
    JsonValue value = event.get(member);
    if (value.isMissing()) {
      return whereMissing;
    }
    return Decimals.bounded(value.text(), MAX_DIGITS)
        .orElseThrow(
            () -> new ArithmeticException("A number of more than " + MAX_DIGITS + " digits"));
  }

  /** An exact decimal without trailing zeros. */
  public static String plain(BigDecimal amount) {
    return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
  }
}
