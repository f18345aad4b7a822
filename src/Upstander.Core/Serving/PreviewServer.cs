using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Upstander.Serving;

/// <summary>
/// Shows pages to browsers of this machine, and tells them when there is something new. It listens on the loopback address only, answers to names of this
/// machine only, and knows no file but those that it is given by their exact path: nothing that a browser sends reaches the disk.
/// </summary>
public sealed class PreviewServer : IDisposable
{
    /// <summary>Where browsers hear of news.</summary>
    public const string Events = "/-/events";

    private const int MostListeners = 64;
    private const int MostRequests = 64;
    private const int LongestAddress = 2_000;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpListener listener;
    private readonly HashSet<string> hosts;
    private readonly Func<string, Served> find;
    private readonly Func<string, string> status;
    private readonly CancellationTokenSource end = new();
    private readonly SemaphoreSlim requests = new(MostRequests);
    private TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int listeners;

    private PreviewServer(HttpListener listener, int port, Func<string, Served> find, Func<string, string> status)
    {
        (this.listener, this.find, this.status) = (listener, find, status);
        Port = port;
        hosts = new(Names(port), StringComparer.OrdinalIgnoreCase);
        _ = Task.Run(Accept);
    }

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>Where a browser finds it.</summary>
    public string Address => $"http://localhost:{Port}/";

    /// <summary>Starts to listen. Null where somebody else has the port.</summary>
    /// <param name="port">The port.</param>
    /// <param name="find">What is at a path, which begins with a slash. Called from several threads.</param>
    /// <param name="status">What a browser is told, in one line, that has the page of this path open.</param>
    public static PreviewServer? Start(int port, Func<string, Served> find, Func<string, string> status)
    {
        // A machine without IPv6 has no [::1].
        var listener = Listen(port, ["127.0.0.1", "localhost", "[::1]"]) ?? Listen(port, ["127.0.0.1", "localhost"]);
        return listener is null ? null : new PreviewServer(listener, port, find, status);
    }

    /// <summary>Tells every browser that there is something new.</summary>
    public void Announce() =>
        Interlocked.Exchange(ref news, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <inheritdoc/>
    public void Dispose()
    {
        end.Cancel();
        Announce();
        listener.Abort();
        ((IDisposable)listener).Dispose();
    }

    private static IEnumerable<string> Names(int port) => ((string[])["127.0.0.1", "localhost", "[::1]"]).Select(name => $"{name}:{port}");

    private static HttpListener? Listen(int port, string[] names)
    {
        var listener = new HttpListener { IgnoreWriteExceptions = true };
        foreach (var name in names)
        {
            listener.Prefixes.Add($"http://{name}:{port}/");
        }

        try
        {
            listener.Start();
            return listener;
        }
        catch (Exception e) when (e is HttpListenerException or SocketException)
        {
            ((IDisposable)listener).Dispose();
            return null;
        }
    }

    private async Task Accept()
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                var context = await listener.GetContextAsync();
                _ = Task.Run(() => Answer(context));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // Ended, or a browser that was gone before it was heard.
                if (!listener.IsListening)
                {
                    return;
                }
            }
        }
    }

    private async Task Answer(HttpListenerContext context)
    {
        var response = context.Response;
        try
        {
            var headers = response.Headers;
            headers["Cache-Control"] = "no-store";
            headers["X-Content-Type-Options"] = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";

            // What a meta element of a page cannot say: no other site may show or read what is previewed here.
            headers["Content-Security-Policy"] = "frame-ancestors 'none'";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            if (Refusal(context.Request) is { } refusal)
            {
                if (refusal.Status == 405)
                {
                    headers["Allow"] = "GET, HEAD";
                }

                response.KeepAlive = false;
                await Write(context, refusal);
                return;
            }

            var (path, query) = Split(context.Request.RawUrl!);
            if (path == Events)
            {
                await Tell(context, query);
                return;
            }

            if (!await requests.WaitAsync(Patience, end.Token))
            {
                await Write(context, Text(503, "Too many requests at once."));
                return;
            }

            try
            {
                await Write(context, Uri.UnescapeDataString(path) is var plain && path.Length <= LongestAddress ? find(plain) : Text(414, "The address is too long."));
            }
            finally
            {
                requests.Release();
            }
        }
        catch (Exception e) when (e is HttpListenerException or IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // The browser has gone, or the server ends.
            response.Abort();
        }
    }

    /// <summary>Why a request is not answered, or null. A site that names this machine by a name of its own (DNS rebinding) is told apart by that name.</summary>
    private Served? Refusal(HttpListenerRequest request)
    {
        if (request.Headers["Host"] is not { } host || !hosts.Contains(host))
        {
            return Text(421, "This server answers to names of this machine only.");
        }

        if (request.RawUrl is not { Length: > 0 } address || address[0] != '/' || !IPAddress.IsLoopback(request.RemoteEndPoint.Address))
        {
            return Text(400, "This is no address of this server.");
        }

        if (request.Headers["Origin"] is { } origin && !hosts.Any(h => origin.Equals($"http://{h}", StringComparison.OrdinalIgnoreCase)))
        {
            return Text(403, "Other sites may not ask this server.");
        }

        if (request.HttpMethod is not ("GET" or "HEAD"))
        {
            return Text(405, "This server can be read only.");
        }

        return request.HasEntityBody ? Text(413, "This server takes nothing in.") : null;
    }

    private static (string Path, string Query) Split(string address)
    {
        var at = address.IndexOf('?', StringComparison.Ordinal);
        return at < 0 ? (address, "") : (address[..at], address[(at + 1)..]);
    }

    private static Served Text(int status, string text) => new(Encoding.UTF8.GetBytes(text + "\n"), "text/plain; charset=utf-8", status);

    private static async Task Write(HttpListenerContext context, Served served)
    {
        var response = context.Response;
        response.StatusCode = served.Status;
        response.ContentType = served.Type;
        response.ContentLength64 = served.Content.Length;
        if (served.Status is 301 or 308)
        {
            response.RedirectLocation = Encoding.UTF8.GetString(served.Content.Span);
            response.ContentLength64 = 0;
        }
        else if (context.Request.HttpMethod != "HEAD")
        {
            using var patience = new CancellationTokenSource(Patience);
            await response.OutputStream.WriteAsync(served.Content, patience.Token);
        }

        response.Close();
    }

    /// <summary>Server-sent events: the state of a page now, and again whenever there is something new.</summary>
    private async Task Tell(HttpListenerContext context, string query)
    {
        const string Key = "path=";
        if (context.Request.HttpMethod == "HEAD" || !query.StartsWith(Key, StringComparison.Ordinal) || query.Length > LongestAddress)
        {
            await Write(context, Text(400, "Say which page: ?path=/"));
            return;
        }

        var path = Uri.UnescapeDataString(query[Key.Length..]);
        if (Interlocked.Increment(ref listeners) > MostListeners)
        {
            Interlocked.Decrement(ref listeners);
            await Write(context, Text(503, "Too many pages listen."));
            return;
        }

        try
        {
            var response = context.Response;
            response.ContentType = "text/event-stream";
            response.SendChunked = true;
            await Send("retry: 500\n\n");
            while (!end.IsCancellationRequested)
            {
                // Asked for before the state is told: what is new in between is told in the next round.
                var next = Volatile.Read(ref news).Task;
                await Send($"data: {status(path)}\n\n");
                while (!next.IsCompleted && await Task.WhenAny(next, Task.Delay(Heartbeat, end.Token)) != next && !end.IsCancellationRequested)
                {
                    await Send(":\n\n");
                }
            }

            response.Close();

            async Task Send(string text)
            {
                using var patience = new CancellationTokenSource(Patience);
                await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text), patience.Token);
                await response.OutputStream.FlushAsync(patience.Token);
            }
        }
        finally
        {
            Interlocked.Decrement(ref listeners);
        }
    }
}
