import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Serves a test: a command in each line of the input, an answer or entry of a log in each line of the output. */
public final class Program {
  public static void main(String[] args) throws Exception {
    var signInUrl = URI.create(args[1]);
    var client = new GatewayClient(URI.create(args[0]), () -> signIn(signInUrl));
    CompletableFuture<?> running = CompletableFuture.completedFuture(null);
    // Whatever the locale says.
    System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var line = input.readLine(); line != null; line = input.readLine()) {
      var command = line.split(" ", 2);
      switch (command[0]) {
        case "send" -> System.out.println(client.send(command[1]));
        case "start" -> running = client.sendAsync(command[1]);
        case "abort" -> running.cancel(true);
        case "follow" -> follow(client, command[1]);
        default -> throw new IllegalArgumentException(line);
      }
    }
    System.exit(0);
  }

  private static void follow(GatewayClient client, String body) {
    var thread = new Thread(() -> {
      try {
        client.follow(
            cursor -> cursor == null ? body : body.replace("\"after\":null", "\"after\":\"" + cursor + "\""),
            System.out::println);
      } catch (Exception error) {
        error.printStackTrace();
      }
    });
    thread.setDaemon(true);
    thread.start();
  }

  private static String signIn(URI url) {
    try {
      return HttpClient.newHttpClient().send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body();
    } catch (Exception error) {
      throw new IllegalStateException(error);
    }
  }
}
