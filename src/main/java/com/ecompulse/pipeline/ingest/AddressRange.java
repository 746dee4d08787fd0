package com.ecompulse.pipeline.ingest;

import io.netty.util.NetUtil;

/** A range of IP addresses in CIDR notation, or a single one. */
final class AddressRange {
  private final byte[] network;
  private final int prefixBits;

  private AddressRange(byte[] network, int prefixBits) {
    this.network = network;
    this.prefixBits = prefixBits;
  }

  /**
   * @param text such as {@code 10.0.0.0/8}, {@code 2001:db8::/32} or {@code 192.0.2.1}
   * @throws IllegalArgumentException for any other
   */
  static AddressRange of(String text) {
    int slash = text.indexOf('/');
    byte[] network = bytes(slash < 0 ? text : text.substring(0, slash));
    if (network == null) {
      throw new IllegalArgumentException("not a range of addresses: " + text);
    }
    int prefixBits = slash < 0 ? network.length * 8 : Integer.parseInt(text.substring(slash + 1));
    if (prefixBits < 0 || prefixBits > network.length * 8) {
      throw new IllegalArgumentException("not a range of addresses: " + text);
    }
    return new AddressRange(network, prefixBits);
  }

  /** Whether that is an address, and no name that would have to be looked up. */
  static boolean isAddress(String text) {
    return bytes(text) != null;
  }

  /**
   * @param address an IP address; nothing else lies in any range
   */
  boolean contains(String address) {
    byte[] bytes = bytes(address);
    if (bytes == null || bytes.length != network.length) {
      return false;
    }
    int whole = prefixBits / 8;
    for (int i = 0; i < whole; i++) {
      if (bytes[i] != network[i]) {
        return false;
      }
    }
    int rest = prefixBits % 8;
    return rest == 0 || (bytes[whole] ^ network[whole]) >> (8 - rest) == 0;
  }

  /** Null where the text is no address. */
  private static byte[] bytes(String text) {
    return NetUtil.createByteArrayFromIpAddressString(text);
  }
}
