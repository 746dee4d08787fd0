package com.ecompulse.pipeline.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KnownMemberTest {

  /** Or a second {@code properties} would forget the wrong members of the first. */
  @ParameterizedTest
  @EnumSource
  void eachStandsAmongThoseOfItsParent(KnownMember member) {
    assertThat(parentByPlace(member.ordinal()) + "/" + member.memberName())
        .isEqualTo(member.pointer());
  }

  private static String parentByPlace(int ordinal) {
    if (ordinal >= KnownMember.PROPERTIES_FROM) {
      return "/properties";
    }
    return ordinal >= KnownMember.METADATA_FROM ? "/metadata" : "";
  }
}
