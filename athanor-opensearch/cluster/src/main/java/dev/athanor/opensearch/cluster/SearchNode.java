package dev.athanor.opensearch.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.analysis.common.CommonAnalysisModulePlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.core.common.transport.TransportAddress;
import org.opensearch.env.Environment;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessModulePlugin;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.transport.Netty4ModulePlugin;

/**
 * One node of an OpenSearch cluster on loopback, for tests. It says {@code http PORT} on standard output once it listens,
 * and ends when its standard input does, so that none outlives the test that started it.
 */
public final class SearchNode extends Node {
  /** Of the k-NN plugin, which comes in an archive and not as a library that one could compile with. */
  private static final String VECTORS = "org.opensearch.knn.plugin.KNNPlugin";

  private SearchNode(Environment environment) {
    super(environment, List.of(plugin(Netty4ModulePlugin.class.getName()),
        plugin(CommonAnalysisModulePlugin.class.getName()), plugin(PainlessModulePlugin.class.getName()),
        plugin(VECTORS, PainlessModulePlugin.class.getName())), true);
  }

  private static PluginInfo plugin(String type, String... extended) {
    return new PluginInfo(type, "on the class path", Version.CURRENT.toString(), Version.CURRENT, "25",
        type, null, List.of(extended), false);
  }

  /**
   * Starts the node.
   *
   * @param arguments its folder, then settings as {@code name=value}
   */
  public static void main(String[] arguments) throws Exception {
    Settings.Builder settings = Settings.builder().put("path.home", arguments[0]).put("network.host", "127.0.0.1");
    for (String each : List.of(arguments).subList(1, arguments.length)) {
      int end = each.indexOf('=');
      settings.put(each.substring(0, end), each.substring(end + 1));
    }
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(settings.build(), Map.of(), Path.of(arguments[0]), () -> "node");
    try (var node = new SearchNode(environment)) {
      node.start();
      TransportAddress address =
          node.injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress();
      System.out.println("http " + address.getPort());
      System.out.flush();
      while (System.in.read() >= 0) {
        // Only its end says something.
      }
    }
  }
}
