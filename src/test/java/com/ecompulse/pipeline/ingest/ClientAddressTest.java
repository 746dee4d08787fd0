package com.ecompulse.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
  private static final Set<String> PROXIES = Set.of("10.0.0.0/8", "2001:db8::/32", "192.0.2.1");

  static Stream<Arguments> chains() {
    return Stream.of(
        argumentSet("no proxy", "198.51.100.7", List.of(), "198.51.100.7"),
        argumentSet("a stranger's claim", "198.51.100.7", List.of("1.2.3.4"), "198.51.100.7"),
        argumentSet("one proxy", "10.0.0.1", List.of("198.51.100.7"), "198.51.100.7"),
        argumentSet("two proxies", "10.0.0.1", List.of("198.51.100.7, 10.9.9.9"), "198.51.100.7"),
        argumentSet("a single address", "192.0.2.1", List.of("198.51.100.7"), "198.51.100.7"),
        argumentSet("its neighbour", "192.0.2.2", List.of("198.51.100.7"), "192.0.2.2"),
        argumentSet(
            "a claim before a proxy", "10.0.0.1", List.of("1.2.3.4, 198.51.100.7"), "198.51.100.7"),
        argumentSet(
            "two header lines",
            "10.0.0.1",
            List.of("1.2.3.4", "198.51.100.7,10.0.0.2"),
            "198.51.100.7"),
        argumentSet("proxies alone", "10.0.0.1", List.of("10.0.0.3,10.0.0.2"), "10.0.0.3"),
        argumentSet("a name", "10.0.0.1", List.of("evil.example"), "10.0.0.1"),
        argumentSet("nothing", "10.0.0.1", List.of(""), "10.0.0.1"),
        argumentSet(
            "a proxy as IPv6 writes IPv4",
            "10.0.0.1",
            List.of("198.51.100.7, ::ffff:10.0.0.1"),
            "198.51.100.7"),
        argumentSet("IPv6", "2001:db8::1", List.of("2a00::7"), "2a00::7"),
        argumentSet("IPv6 with a port", "10.0.0.1", List.of("[2a00::7]:4711"), "2a00::7"),
        argumentSet("a port", "10.0.0.1", List.of("198.51.100.7:4711"), "198.51.100.7"));
  }

  @ParameterizedTest
  @MethodSource("chains")
  void theClientIsTheLastThatIsNoProxy(String peer, List<String> header, String client) {
    // Given
    ClientAddress address = new ClientAddress(PROXIES, "X-Forwarded-For");

    // When, Then
    assertThat(address.beyond(peer, header)).isEqualTo(client);
  }

  @Test
  void rfc7239IsReadWhereTheProxiesWriteIt() {
    // Given
    ClientAddress address = new ClientAddress(PROXIES, "Forwarded");

    // When
    String client =
        address.beyond(
            "10.0.0.1",
            List.of("for=1.2.3.4, proto=https;For=\"[2a00::7]:80\";by=10.0.0.9, for=10.0.0.2"));

    // Then
    assertThat(client).isEqualTo("2a00::7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "proxy.example",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "::ffff:10.0.0.0/95",
        "10.0.0.0/x"
      })
  void aRangeThatIsNoneIsRefusedAtStart(String range) {
    assertThatThrownBy(() -> AddressRange.of(range)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRangeEndsWithinAByte() {
    // Given
    AddressRange range = AddressRange.of("172.16.0.0/12");

    // When, Then
    assertThat(range.contains("172.31.255.255")).isTrue();
    assertThat(range.contains("172.32.0.0")).isFalse();
    assertThat(range.contains("::ffff:0:0")).isFalse();
  }

  @Test
  void aRangeMayBeWrittenAsIpv6WritesIpv4() {
    // Given
    AddressRange range = AddressRange.of("::ffff:10.0.0.0/104");

    // When, Then
    assertThat(range.contains("10.255.0.1")).isTrue();
    assertThat(range.contains("::ffff:10.255.0.1")).isTrue();
    assertThat(range.contains("11.0.0.1")).isFalse();
  }
}
