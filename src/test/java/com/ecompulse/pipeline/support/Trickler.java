package com.ecompulse.pipeline.support;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A client that sends a request's headers a byte at a time, and never comes to their end. */
public final class Trickler implements AutoCloseable {
  private final SocketChannel connection;

  private Trickler(SocketChannel connection) {
    this.connection = connection;
  }

  /** Connects, and begins with a request. */
  public static Trickler to(URI application) throws IOException {
    SocketChannel connection =
        SocketChannel.open(new InetSocketAddress("localhost", application.getPort()));
    connection.configureBlocking(false);
    connection.write(ByteBuffer.wrap("POST /events HTTP/1.1\r\nHost: ".getBytes(US_ASCII)));
    return new Trickler(connection);
  }

  /** Sends one more byte, if it is still let. */
  public void trickle() {
    try {
      if (connection.read(ByteBuffer.allocate(1)) < 0) {
        connection.close();
      } else {
        connection.write(ByteBuffer.wrap(new byte[] {'a'}));
      }
    } catch (IOException closedByTheOtherSide) {
      close();
    }
  }

  /** Whether the application had not closed the connection when last a byte was sent. */
  public boolean isOpen() {
    return connection.isOpen();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
