import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The gateway for Java 16 and newer, without a library. Bodies are JSON as your JSON library writes it. */
public final class GatewayClient {
  private static final Pattern CURSOR = Pattern.compile("\"cursor\":\"([^\"]+)\"");

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final URI url;
  private final Supplier<String> signIn;
  private volatile String token;

  public GatewayClient(URI url, Supplier<String> signIn) {
    this.url = url;
    this.signIn = signIn;
    this.token = signIn.get();
  }

  /** A query or mutation. It is repeated once, with a new token, if the gateway refused the last one. */
  public String send(String body) throws IOException, InterruptedException {
    var answer = http.send(request(body, "application/json"), BodyHandlers.ofString()).body();
    if (!has(answer, "UNAUTHENTICATED")) return answer;
    token = signIn.get();
    return http.send(request(body, "application/json"), BodyHandlers.ofString()).body();
  }

  /** A query or mutation; `cancel(true)` aborts it, in the gateway too. */
  public CompletableFuture<HttpResponse<String>> sendAsync(String body) {
    return http.sendAsync(request(body, "application/json"), BodyHandlers.ofString());
  }

  /**
   * Follows a log to its end; `body` makes a request from the cursor of the last entry, or null. A stream that broke, or
   * that ended with an error that passes, is asked for again behind that entry. Throws IOException for other errors.
   */
  public void follow(Function<String, String> body, Consumer<String> onEntry)
      throws IOException, InterruptedException {
    var log = new Log(onEntry);
    while (!log.isComplete) {
      try {
        var request = request(body.apply(log.cursor), "text/event-stream");
        var response = http.send(request, BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
          lines.forEach(log::read);
        }
      } catch (IOException | UncheckedIOException broken) {
        // As when the gateway restarts.
      }
      if (log.failure != null) throw new IOException(log.failure);
      if (log.isComplete) return;
      Thread.sleep((long) (Math.min(Math.pow(2, log.failures++), 10) * (300 + 700 * Math.random())));
      token = signIn.get();
    }
  }

  private static final class Log {
    final Consumer<String> onEntry;
    String cursor;
    String failure;
    int failures;
    boolean isComplete;
    boolean isInterrupted;

    Log(Consumer<String> onEntry) {
      this.onEntry = onEntry;
    }

    /** A line of the event stream; a response that is no stream is one line of JSON. */
    void read(String line) {
      var data = line.startsWith("data: ") ? line.substring(6) : line;
      if (has(data, "UNAUTHENTICATED") || has(data, "SERVICE_UNAVAILABLE")) isInterrupted = true;
      else if (data.startsWith("{\"errors\"")) failure = data;
      else if (line.equals("event: complete")) {
        isComplete = !isInterrupted;
        isInterrupted = false;
      }
      var found = CURSOR.matcher(data);
      if (!found.find()) return;
      cursor = found.group(1);
      failures = 0;
      onEntry.accept(data);
    }
  }

  private static boolean has(String answer, String code) {
    return answer.contains("\"code\":\"" + code + "\"");
  }

  private HttpRequest request(String body, String accept) {
    return HttpRequest.newBuilder(url)
        .header("content-type", "application/json")
        .header("accept", accept)
        .header("authorization", "Bearer " + token)
        .POST(BodyPublishers.ofString(body))
        .build();
  }
}
