package dev.athanor.cli.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/** Looks names up as the JDK does, until the network is closed. Found by the JDK's service loader. */
public final class NamesWhileOpen extends InetAddressResolverProvider {
  /** For the JDK. */
  public NamesWhileOpen() {}

  @Override
  public InetAddressResolver get(Configuration configuration) {
    InetAddressResolver builtin = configuration.builtinResolver();
    return new InetAddressResolver() {
      @Override
      public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
        check();
        return builtin.lookupByName(host, policy);
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        check();
        return builtin.lookupByAddress(address);
      }
    };
  }

  private static void check() throws UnknownHostException {
    if (Network.isClosed()) {
      throw new UnknownHostException(Network.CLOSED);
    }
  }

  @Override
  public String name() {
    return "athanor";
  }
}
