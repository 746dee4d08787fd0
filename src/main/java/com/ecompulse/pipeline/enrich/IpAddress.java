package com.ecompulse.pipeline.enrich;

import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** IP addresses as text. Nothing here asks a name server. */
final class IpAddress {

  private static final int KEPT_OF_IPV4 = 24 / 8;
  private static final int KEPT_OF_IPV6 = 48 / 8;

  private IpAddress() {}

  /**
   * The address, or null where the text is none. One of IPv4 that is written as IPv6 ({@code
   * ::ffff:203.0.113.7}) is one of IPv4.
   */
  static InetAddress parse(String text) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
    return bytes == null ? null : address(bytes);
  }

  /**
   * Its network: the first 24 bits of an address of IPv4, the first 48 of one of IPv6, all others
   * 0. Null where the text is no address.
   */
  static String truncated(String text) {
    InetAddress address = parse(text);
    if (address == null) {
      return null;
    }
    byte[] bytes = address.getAddress();
    int kept = address instanceof Inet4Address ? KEPT_OF_IPV4 : KEPT_OF_IPV6;
    for (int i = kept; i < bytes.length; i++) {
      bytes[i] = 0;
    }
    return NetUtil.toAddressString(address(bytes));
  }

  /** Whether it has no place in the Internet: private, shared, of the link or of the machine. */
  static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean isReserved =
        address instanceof Inet4Address
            ? bytes[0] == 0 || (bytes[0] == 100 && (bytes[1] & 0xC0) == 64)
            : (bytes[0] & 0xFE) == 0xFC;
    return isReserved
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || address.isLoopbackAddress()
        || address.isAnyLocalAddress();
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e); // of 4 or 16 bytes there is no other
    }
  }
}
