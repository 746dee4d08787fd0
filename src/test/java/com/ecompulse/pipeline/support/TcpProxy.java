package com.ecompulse.pipeline.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A network that can be broken: it forwards what comes to its port to another port of this machine,
 * and does with it what the test says.
 */
public final class TcpProxy implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool(TcpProxy::daemon);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  private boolean silent;
  private Duration delay = Duration.ZERO;
  private volatile boolean refusing;

  /** Listens on a free port. */
  public static TcpProxy to(int target) {
    try {
      return new TcpProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TcpProxy(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
    threads.execute(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Everything goes through again, what was held back first. */
  public void heal() {
    refusing = false;
    set(false, Duration.ZERO);
  }

  /** Closes every connection; new ones are taken. */
  public void cut() {
    open.forEach(this::close);
  }

  /** Closes every connection and each new one at once. */
  public void refuse() {
    refusing = true;
    cut();
  }

  /** Takes connections and bytes, and lets nothing through: nobody is told that nobody is there. */
  public void fallSilent() {
    set(true, Duration.ZERO);
  }

  /** Lets each piece of what comes wait that long before it goes through. */
  public void delay(Duration each) {
    set(false, each);
  }

  @Override
  public void close() {
    close(server);
    cut();
    threads.shutdownNow();
  }

  private void set(boolean silent, Duration delay) {
    lock.lock();
    try {
      this.silent = silent;
      this.delay = delay;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (refusing) {
          close(client);
        } else {
          connect(client);
        }
      } catch (IOException closed) {
        // The test has ended.
      }
    }
  }

  private void connect(Socket client) {
    try {
      Socket broker = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(client);
      open.add(broker);
      threads.execute(() -> forward(client, broker));
      threads.execute(() -> forward(broker, client));
    } catch (IOException notThere) {
      close(client);
    }
  }

  private void forward(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        awaitPassage();
        out.write(buffer, 0, read);
      }
    } catch (IOException | InterruptedException gone) {
      // One side has ended, so the other does.
    } finally {
      close(from);
      close(to);
    }
  }

  private void awaitPassage() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long nanos = delay.toNanos();
      while (silent || nanos > 0) {
        if (silent) {
          changed.await();
          nanos = 0;
        } else {
          nanos = changed.awaitNanos(nanos);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void close(AutoCloseable socket) {
    try {
      open.remove(socket);
      socket.close();
    } catch (Exception alreadyClosed) {
      // That is what was wanted.
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "tcp-proxy");
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((dead, e) -> e.printStackTrace());
    return thread;
  }
}
