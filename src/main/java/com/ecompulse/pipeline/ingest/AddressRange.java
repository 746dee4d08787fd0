package com.ecompulse.pipeline.ingest;

import io.netty.util.NetUtil;
import java.util.Arrays;

/** A range of IP addresses in CIDR notation, or a single one. */
final class AddressRange {
  /** What IPv6 writes before an address of IPv4: {@code ::ffff:10.0.0.1}. */
  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

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
    byte[] written = written(slash < 0 ? text : text.substring(0, slash));
    if (written == null) {
      throw new IllegalArgumentException("not a range of addresses: " + text);
    }
    byte[] network = unmapped(written);
    int mappedBits = (written.length - network.length) * 8;
    int writtenBits = slash < 0 ? written.length * 8 : Integer.parseInt(text.substring(slash + 1));
    int prefixBits = writtenBits - mappedBits;
    if (prefixBits < 0 || prefixBits > network.length * 8) {
      throw new IllegalArgumentException("not a range of addresses: " + text);
    }
    return new AddressRange(network, prefixBits);
  }

  /** Whether that is an address, and no name that would have to be looked up. */
  static boolean isAddress(String text) {
    return written(text) != null;
  }

  /**
   * @param address an IP address; nothing else lies in any range
   */
  boolean contains(String address) {
    byte[] written = written(address);
    return written != null && contains(unmapped(written));
  }

  private boolean contains(byte[] bytes) {
    if (bytes.length != network.length) {
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
  private static byte[] written(String text) {
    return NetUtil.createByteArrayFromIpAddressString(text);
  }

  /** An address of IPv4 is the same one where IPv6 writes it. */
  private static byte[] unmapped(byte[] address) {
    boolean isMapped =
        address.length > MAPPED.length
            && Arrays.equals(address, 0, MAPPED.length, MAPPED, 0, MAPPED.length);
    return isMapped ? Arrays.copyOfRange(address, MAPPED.length, address.length) : address;
  }
}
