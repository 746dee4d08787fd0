package com.ecompulse.pipeline.enrich;

import com.ecompulse.pipeline.event.Enrichment;
import com.ecompulse.pipeline.event.EventContext;
import com.ecompulse.pipeline.event.JsonValue;
import com.ecompulse.pipeline.event.KnownMember;
import com.ecompulse.pipeline.event.MemberWriter;
import com.ecompulse.pipeline.event.RawEvent;
import com.ecompulse.pipeline.event.enrichments.Revenue;
import com.ecompulse.pipeline.reference.Product;
import com.ecompulse.pipeline.reference.ReferenceTables;
import java.math.BigDecimal;

/**
 * What the catalogue says of {@code properties.product_id}, the object {@code product}: {@code
 * category}, {@code brand}, {@code price}, {@code cost}, and {@code margin}, the price less the
 * cost; by the record that was the newest when the event was enriched. Nothing of a product that it
 * does not know.
 */
final class CatalogueEntry implements Enrichment {

  private final ReferenceTables tables;

  CatalogueEntry(ReferenceTables tables) {
    this.tables = tables;
  }

  @Override
  public String name() {
    return "product";
  }

  @Override
  public void write(RawEvent event, EventContext context, MemberWriter members) {
    JsonValue id = event.get(KnownMember.PRODUCT_ID);
    Product product = id.isNonEmptyString() ? tables.product(id.text()) : null;
    if (product == null) {
      return;
    }
    members.beginObject("product");
    members.knownString("category", product.category());
    members.knownString("brand", product.brand());
    write(members, "price", product.price());
    write(members, "cost", product.cost());
    write(members, "margin", product.margin());
    members.endObject();
  }

  private static void write(MemberWriter members, String name, BigDecimal value) {
    if (value != null) {
      members.number(name, Revenue.plain(value));
    }
  }
}
